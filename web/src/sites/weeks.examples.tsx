import { say, type Examples } from "../ui/example.ts";
import type { Week } from "./api.ts";
import { Weeks } from "./weeks.tsx";

const floor = { days_a_week: 5, minutes_a_day: 240, document: "example" };

function week(from: string, more: Partial<Week> = {}): Week {
  return {
    from,
    days_open: 5,
    days_full: 5,
    minutes: 2310,
    least_minutes_of_a_day: 430,
    working_days_due: 5,
    is_short: false,
    unknown_year: null,
    ...more,
  };
}

export default {
  component: "Weeks",
  examples: [
    {
      name: () => say("有一周不足", "One week short"),
      show: () => (
        <Weeks
          floor={floor}
          weeks={[
            week("2026-11-09", {
              days_open: 4,
              days_full: 3,
              minutes: 1505,
              least_minutes_of_a_day: 125,
              is_short: true,
            }),
            week("2026-11-02", { days_open: 6, days_full: 6 }),
            week("2026-10-05", { days_open: 2, days_full: 2, minutes: 960, working_days_due: 2 }),
          ]}
        />
      ),
    },
    {
      name: () => say("没有开放要求的站点", "A site without a floor"),
      show: () => (
        <Weeks
          floor={null}
          weeks={[week("2026-11-09", { working_days_due: null, is_short: null })]}
        />
      ),
    },
    {
      name: () => say("还没有过完一周", "No week is over yet"),
      show: () => <Weeks floor={floor} weeks={[]} />,
    },
  ],
} satisfies Examples;
