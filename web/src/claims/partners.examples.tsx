import { useState } from "react";
import { say, type Examples } from "../ui/example.ts";
import { Partners, type Partner } from "./partners.tsx";

function Live({ first, max }: { first: readonly Partner[]; max: number }) {
  const [value, setValue] = useState(first);
  return <Partners id={`partners-${max}`} value={value} onChange={setValue} own="0" max={max} />;
}

const team = () => ({ id: "1", name: say("示例志愿队", "Sample volunteers") });

export default {
  component: "Partners",
  examples: [
    { name: () => say("已加一家", "One partner"), show: () => <Live first={[team()]} max={10} /> },
    { name: () => say("已满", "No more"), show: () => <Live first={[team()]} max={1} /> },
  ],
} satisfies Examples;
