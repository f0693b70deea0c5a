import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { TextInput } from "./text-input.tsx";

function Live({ error, optional = false }: { error?: string; optional?: boolean }) {
  const [value, setValue] = useState("");
  return (
    <TextInput
      label={say("联系人姓名", "Name of the contact")}
      hint={say("请写身份证上的姓名", "As on the identity card")}
      optional={optional}
      value={value}
      error={error}
      onChange={setValue}
    />
  );
}

function Price() {
  const [value, setValue] = useState("1200");
  return (
    <TextInput
      label={say("坡道造价", "Cost of the ramp")}
      width="short"
      inputMode="decimal"
      suffix={say("元", "yuan")}
      value={value}
      onChange={setValue}
    />
  );
}

export default {
  component: "TextInput",
  examples: [
    {
      name: () => say("必填", "Required"),
      show: () => <Live />,
    },
    {
      name: () => say("选填", "Optional"),
      show: () => <Live optional />,
    },
    {
      name: () => say("有错误", "With an error"),
      show: () => <Live error={say("请填写联系人姓名", "Enter the name of the contact")} />,
    },
    {
      name: () => say("带单位", "With a unit"),
      show: () => <Price />,
    },
  ],
} satisfies Examples;
