import { useState } from "react";
import { say, type Examples } from "../ui/example.ts";
import { MarkCountsBar, type ShownPart } from "./mark-counts.tsx";

function Live() {
  const [shown, setShown] = useState<ShownPart>("all");
  return (
    <MarkCountsBar
      counts={{ present: 21, leave: 3, absent: 1, open: 5, meals: 18 }}
      shown={shown}
      onShow={setShown}
    />
  );
}

export default {
  component: "MarkCountsBar",
  examples: [{ name: () => say("点名到一半", "Half way"), show: () => <Live /> }],
} satisfies Examples;
