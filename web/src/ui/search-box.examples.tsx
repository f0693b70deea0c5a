import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { SearchBox } from "./search-box.tsx";

function Live() {
  const [query, setQuery] = useState("lm");
  return (
    <SearchBox
      label={say("姓名、拼音、首字母或证号后四位", "Name, pinyin, initials or last four digits")}
      value={query}
      onSearch={setQuery}
    />
  );
}

export default {
  component: "SearchBox",
  examples: [
    {
      name: () => say("找人", "Find a person"),
      show: () => <Live />,
    },
  ],
} satisfies Examples;
