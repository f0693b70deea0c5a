import { say, type Examples } from "../ui/example.ts";
import { Birthdays } from "./birthdays.tsx";

export default {
  component: "Birthdays",
  examples: [
    {
      name: () => say("今天有人过生日", "One is today"),
      show: () => (
        <Birthdays
          today="2026-11-22"
          birthdays={[
            { person: "1", name: say("示例甲", "Sample A"), on: "2026-11-05", turns: 41 },
            { person: "2", name: say("示例乙", "Sample B"), on: "2026-11-22", turns: 60 },
          ]}
        />
      ),
    },
    {
      name: () => say("没有", "None"),
      show: () => <Birthdays today="2026-11-22" birthdays={[]} />,
    },
  ],
} satisfies Examples;
