import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { Select } from "./select.tsx";

function Live({ error }: { error?: string }) {
  const [value, setValue] = useState("");
  const choices = [
    { value: "1", label: say("视力", "Vision") },
    { value: "2", label: say("听力", "Hearing") },
    { value: "4", label: say("肢体", "Physical") },
  ];
  return (
    <Select
      label={say("残疾类别", "Category")}
      choices={choices}
      value={value}
      error={error}
      onChange={setValue}
    />
  );
}

export default {
  component: "Select",
  examples: [
    {
      name: () => say("未选", "Nothing chosen"),
      show: () => <Live />,
    },
    {
      name: () => say("有错误", "With an error"),
      show: () => <Live error={say("请选择残疾类别", "Choose a category")} />,
    },
  ],
} satisfies Examples;
