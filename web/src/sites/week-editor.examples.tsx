import { useState } from "react";
import { say, type Examples } from "../ui/example.ts";
import { typedWeek } from "./model.ts";
import { WeekEditor } from "./week-editor.tsx";

const usual = [
  { weekday: 1, opens: "09:00", closes: "11:30" },
  { weekday: 1, opens: "14:00", closes: "17:00" },
  { weekday: 2, opens: "09:00", closes: "17:00" },
];

function Sample({ faulty }: { faulty: boolean }) {
  const [week, setWeek] = useState(() =>
    typedWeek(faulty ? [...usual, { weekday: 3, opens: "17:00", closes: "9:00" }] : usual),
  );
  return (
    <WeekEditor
      label={say("每周时间", "Hours of the week")}
      value={week}
      error={faulty ? say("有一天的时间要改", "The hours of one day need mending") : undefined}
      onChange={setWeek}
    />
  );
}

export default {
  component: "WeekEditor",
  examples: [
    { name: () => say("一周", "A week"), show: () => <Sample faulty={false} /> },
    { name: () => say("时间写反了", "Times the wrong way round"), show: () => <Sample faulty /> },
  ],
} satisfies Examples;
