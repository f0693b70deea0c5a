import { useState } from "react";
import { say, type Examples } from "../ui/example.ts";
import { MarkRow } from "./mark-row.tsx";
import type { Pending, Standing } from "./marks.ts";

const nobody: Standing = { mark: null, arrived_at: null, meal: false };

interface LiveProps {
  first: Standing;
  pending?: Pending;
  is_birthday?: boolean;
  read_only?: boolean;
}

function Live({ first, pending, is_birthday = false, read_only = false }: LiveProps) {
  const [standing, setStanding] = useState(first);
  const [trouble, setTrouble] = useState(pending);
  return (
    <ul className="mark-rows">
      <MarkRow
        name={say("示例甲", "Sample A")}
        note={say("日间照料", "Day care")}
        is_birthday={is_birthday}
        standing={standing}
        pending={trouble}
        meals
        read_only={read_only}
        onMark={(mark) => setStanding({ ...nobody, mark })}
        onMeal={(meal) => setStanding({ ...standing, mark: "present", meal })}
        onTime={(arrived_at) => setStanding({ ...standing, arrived_at })}
        onSettle={() => setTrouble(undefined)}
        onDismiss={() => setTrouble(undefined)}
      />
    </ul>
  );
}

export default {
  component: "MarkRow",
  examples: [
    {
      name: () => say("还没点", "Not marked"),
      show: () => <Live first={nobody} is_birthday />,
    },
    {
      name: () => say("到了，用了餐", "Present, ate"),
      show: () => <Live first={{ mark: "present", arrived_at: "08:55", meal: true }} />,
    },
    {
      name: () => say("请假", "On leave"),
      show: () => <Live first={{ ...nobody, mark: "leave" }} />,
    },
    {
      name: () => say("缺席，只能看", "Absent, to be read"),
      show: () => <Live first={{ ...nobody, mark: "absent" }} read_only />,
    },
    {
      name: () => say("两台设备不一样", "Two devices differ"),
      show: () => (
        <Live
          first={{ ...nobody, mark: "present" }}
          pending={{
            wish: { mark: "present" },
            turn: 1,
            stage: "clash",
            theirs: { ...nobody, mark: "leave" },
          }}
        />
      ),
    },
    {
      name: () => say("没有记上", "Refused"),
      show: () => (
        <Live
          first={nobody}
          pending={{
            wish: { mark: "present" },
            turn: 1,
            stage: "refused",
            words: say("此人当天不在册。", "Not enrolled on that day."),
          }}
        />
      ),
    },
  ],
} satisfies Examples;
