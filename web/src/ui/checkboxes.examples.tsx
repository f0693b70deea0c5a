import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { Checkbox, Checkboxes } from "./checkboxes.tsx";

function Live({ error }: { error?: string }) {
  const [value, setValue] = useState<readonly string[]>(["law"]);
  const choices = [
    { value: "care", label: say("照料", "Care") },
    {
      value: "law",
      label: say("法律", "Law"),
      hint: say("咨询、代写、援助", "Advice, letters, legal aid"),
    },
    { value: "home", label: say("居家改造", "Home adaptation") },
  ];
  return (
    <Checkboxes
      label={say("需要哪些帮助", "Which help is needed")}
      choices={choices}
      value={value}
      error={error}
      onChange={setValue}
    />
  );
}

function Single() {
  const [value, setValue] = useState(false);
  return (
    <Checkbox
      label={say(
        "本人同意把需求公布，不写姓名和住址",
        "The person agrees to publication without name and address",
      )}
      value={value}
      onChange={setValue}
    />
  );
}

export default {
  component: "Checkboxes",
  examples: [
    {
      name: () => say("几项", "Several"),
      show: () => <Live />,
    },
    {
      name: () => say("有错误", "With an error"),
      show: () => <Live error={say("请至少选择一项", "Choose at least one")} />,
    },
    {
      name: () => say("只有一项", "A single one"),
      show: () => <Single />,
    },
  ],
} satisfies Examples;
