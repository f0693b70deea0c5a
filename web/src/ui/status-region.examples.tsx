import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { Button } from "./button.tsx";
import { StatusRegion } from "./status-region.tsx";

function Live() {
  const [words, setWords] = useState("");
  return (
    <div className="cluster">
      <Button onClick={() => setWords(say("已保存", "Saved"))}>{say("保存", "Save")}</Button>
      <StatusRegion>{words}</StatusRegion>
    </div>
  );
}

export default {
  component: "StatusRegion",
  examples: [
    {
      name: () => say("就地告知", "Said in place"),
      show: () => <Live />,
    },
  ],
} satisfies Examples;
