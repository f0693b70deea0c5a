import { useState } from "react";
import { say, type Examples } from "./example.ts";
import { DateField } from "./date-field.tsx";

function Live({
  start,
  error,
  offers_today = false,
}: {
  start: string;
  error?: string;
  offers_today?: boolean;
}) {
  const [value, setValue] = useState(start);
  return (
    <DateField
      label={say("走访日期", "Day of the visit")}
      offers_today={offers_today}
      value={value}
      error={error}
      onChange={setValue}
    />
  );
}

export default {
  component: "DateField",
  examples: [
    {
      name: () => say("读懂了", "Understood"),
      show: () => <Live start="2026-11-05" offers_today />,
    },
    {
      name: () => say("没读懂", "Not understood"),
      show: () => (
        <Live
          start="5/11"
          error={say(
            "读不懂这个日期。请写成 2026-11-05 这样的样子。",
            "This date cannot be read. Write it like 2026-11-05.",
          )}
        />
      ),
    },
  ],
} satisfies Examples;
