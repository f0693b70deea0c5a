import { useState } from "react";
import { say, type Examples } from "../ui/example.ts";
import { NamePicker, type Named } from "./name-picker.tsx";

const homes = (): Named[] => [
  { id: "1", name: say("示例之家", "Sample home"), about: say("残疾人之家", "Disability home") },
  { id: "2", name: say("示例二家", "Second home"), about: say("残疾人之家", "Disability home") },
];

function useHomes(q: string) {
  const items = homes().filter(({ name }) => name.includes(q));
  return { data: { items, has_more: q === "" }, error: null, refetch: () => undefined };
}

function Live({ first = null, error }: { first?: Named | null; error?: string }) {
  const [value, setValue] = useState(first);
  return (
    <NamePicker
      label={say("场所", "Site")}
      texts={{
        hint: say("输入名称中的几个字", "Type words of the name"),
        change: say("更换", "Another"),
        none: (q) => say(`没有找到“${q}”。`, `Nothing is called “${q}”.`),
        more: say("还有更多，请输入名称里的字。", "There are more: type words of the name."),
      }}
      useFound={useHomes}
      lists_all
      value={value}
      error={error}
      onChange={setValue}
    />
  );
}

export default {
  component: "NamePicker",
  examples: [
    {
      name: () => say("还没选，先列出几个", "Nothing yet, a few are listed"),
      show: () => <Live />,
    },
    { name: () => say("已选定", "Chosen"), show: () => <Live first={homes()[0]!} /> },
    {
      name: () => say("有错", "With an error"),
      show: () => <Live error={say("请选择场所", "Choose a site")} />,
    },
  ],
} satisfies Examples;
