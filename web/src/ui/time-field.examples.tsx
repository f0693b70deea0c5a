import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { TimeField } from "./time-field.tsx";

function Sample({ typed, error }: { typed: string; error?: string }) {
  const [value, setValue] = useState(typed);
  return <TimeField label={say("开门", "Opens")} value={value} error={error} onChange={setValue} />;
}

export default {
  component: "TimeField",
  examples: [
    { name: () => say("写好了", "Filled in"), show: () => <Sample typed="09:00" /> },
    {
      name: () => say("读不懂", "Not understood"),
      show: () => (
        <Sample
          typed={say("早上", "early")}
          error={say("请写成 09:00 这样的样子。", "Write it like 09:00.")}
        />
      ),
    },
  ],
} satisfies Examples;
