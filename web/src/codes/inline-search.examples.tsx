import { useState } from "react";
import { say, type Examples } from "../ui/example.ts";
import { InlineSearch } from "./inline-search.tsx";

function Live({ error }: { error?: string }) {
  const [q, setQ] = useState("");
  return (
    <>
      <InlineSearch
        label={say("按名称查找单位", "Find an organisation by name")}
        error={error}
        onSearch={setQ}
      />
      <p role="status">{q}</p>
    </>
  );
}

export default {
  component: "InlineSearch",
  examples: [
    { name: () => say("表单里的搜索", "A search within a form"), show: () => <Live /> },
    {
      name: () => say("有错", "With an error"),
      show: () => <Live error={say("请先选定", "Choose first")} />,
    },
  ],
} satisfies Examples;
