import { say, type Examples } from "../ui/example.ts";
import type { Use } from "./api.ts";
import { Timetable } from "./uses.tsx";

const today = "2026-11-22";
const use = (id: string, part: Partial<Use> = {}): Use => ({
  id,
  organisation: id,
  name: say("示例老人协会", "Sample elders"),
  room: null,
  room_name: say("活动室", "Hall"),
  weekday: 2,
  opens: "09:00",
  closes: "11:00",
  from: "2026-01-01",
  until: null,
  ...part,
});
const association = say("示例社区残协", "Sample association");
const week: Use[] = [
  use("1"),
  use("2", { name: association, opens: "11:00", closes: "12:30" }),
  use("3", { name: association, weekday: 4, room_name: "", opens: "14:00", closes: "17:00" }),
  use("4", { weekday: 6, from: "2026-12-01" }),
  use("5", { weekday: 6, opens: "14:00", closes: "16:00", until: "2026-12-01" }),
];

export default {
  component: "Timetable",
  examples: [
    {
      name: () => say("可以结束", "Hours that can be ended"),
      show: () => <Timetable uses={week} today={today} onEnd={() => {}} />,
    },
    {
      name: () => say("只能看", "To be read"),
      show: () => <Timetable uses={week} today={today} />,
    },
  ],
} satisfies Examples;
