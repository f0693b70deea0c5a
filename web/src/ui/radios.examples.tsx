import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { Radios } from "./radios.tsx";

function Live({ error, inline = false }: { error?: string; inline?: boolean }) {
  const [value, setValue] = useState("");
  const choices = inline
    ? [
        { value: "yes", label: say("是", "Yes") },
        { value: "no", label: say("否", "No") },
      ]
    : [
        {
          value: "visit",
          label: say("上门办", "At home"),
          hint: say("联络员到家里", "A liaison comes to the house"),
        },
        { value: "site", label: say("到站点办", "At the centre") },
        { value: "phone", label: say("电话办", "By telephone") },
      ];
  const label = inline
    ? say("独自居住吗", "Lives alone?")
    : say("怎么办理", "How should it be done");
  return (
    <Radios
      label={label}
      choices={choices}
      inline={inline}
      value={value}
      error={error}
      onChange={setValue}
    />
  );
}

export default {
  component: "Radios",
  examples: [
    {
      name: () => say("带说明", "With hints"),
      show: () => <Live />,
    },
    {
      name: () => say("一行", "In a line"),
      show: () => <Live inline />,
    },
    {
      name: () => say("有错误", "With an error"),
      show: () => <Live error={say("请选择怎么办理", "Choose how it should be done")} />,
    },
  ],
} satisfies Examples;
