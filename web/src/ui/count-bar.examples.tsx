import { useState } from "react";
import { CountBar } from "./count-bar.tsx";
import { say, type Examples } from "./example.ts";

function Live() {
  const [shown, setShown] = useState("all");
  return (
    <CountBar
      label={say("显示哪些", "What to show")}
      parts={[
        { key: "all", label: say("全部", "All"), count: 1204 },
        { key: "due", label: say("今天到期", "Due today"), count: 3 },
        { key: "overdue", label: say("已逾期", "Overdue"), count: 0 },
      ]}
      shown={shown}
      onShow={setShown}
    />
  );
}

export default {
  component: "CountBar",
  examples: [{ name: () => say("三部分", "Three parts"), show: () => <Live /> }],
} satisfies Examples;
