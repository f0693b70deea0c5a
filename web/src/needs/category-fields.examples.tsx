import { useState } from "react";
import type { Codes } from "../codes/codes.ts";
import { say, type Examples } from "../ui/example.ts";
import { CategoryFields } from "./category-fields.tsx";

const codes: Pick<Codes, "choices"> = {
  choices: (_list, parent) =>
    parent === ""
      ? [{ value: "daily", label: say("生活帮扶", "Daily help") }]
      : [
          { value: "daily.cleaning", label: say("打扫卫生", "Cleaning") },
          { value: "daily.haircut", label: say("上门理发", "Haircut at home") },
        ],
};

function Live({ first, error }: { first: string; error?: string }) {
  const [group, setGroup] = useState(first);
  const [category, setCategory] = useState("");
  return (
    <CategoryFields
      codes={codes}
      group={{ id: `group-${first}`, name: "group", value: group, error, onChange: setGroup }}
      category={{
        id: `category-${first}`,
        name: "category",
        value: category,
        error: undefined,
        onChange: setCategory,
      }}
    />
  );
}

export default {
  component: "CategoryFields",
  examples: [
    {
      name: () => say("还没选大类", "No group yet"),
      show: () => <Live first="" error={say("请选择大类", "Choose a group")} />,
    },
    { name: () => say("已选大类", "With a group"), show: () => <Live first="daily" /> },
  ],
} satisfies Examples;
