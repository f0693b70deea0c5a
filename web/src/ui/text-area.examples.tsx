import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { TextArea } from "./text-area.tsx";

function Live({ text }: { text: string }) {
  const [value, setValue] = useState(text);
  return (
    <TextArea
      label={say("具体想要什么", "What is wished for")}
      limit={40}
      value={value}
      onChange={setValue}
    />
  );
}

export default {
  component: "TextArea",
  examples: [
    {
      name: () => say("还有余地", "Within the limit"),
      show: () => (
        <Live
          text={say("家门口有两级台阶，轮椅出不去，想修一个坡道。", "A ramp at the front door.")}
        />
      ),
    },
    {
      name: () => say("写多了", "Over the limit"),
      show: () => (
        <Live
          text={say(
            "家门口有两级台阶，轮椅出不去，想修一个坡道。".repeat(2),
            "Two steps at the front door stop the wheelchair; a ramp is wished for.",
          )}
        />
      ),
    },
  ],
} satisfies Examples;
