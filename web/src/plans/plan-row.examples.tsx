import { useState } from "react";
import { ProblemError } from "../api/problem.ts";
import { say, type Examples } from "../ui/example.ts";
import type { PlanLine } from "./api.ts";
import { PlanRow } from "./plan-row.tsx";
import { sample_today, samplePlan } from "./sample.ts";

const roles: Record<string, () => string> = {
  liaison: () => say("联络员", "liaison"),
  town: () => say("镇街残联", "town federation"),
};

interface LiveProps {
  first: PlanLine;
  error?: unknown;
  may_record?: boolean;
}

function Live({ first, error, may_record = true }: LiveProps) {
  const [plan, setPlan] = useState(first);
  return (
    <ul className="plan-rows">
      <PlanRow
        plan={plan}
        today={sample_today}
        codes={{ role: (role) => roles[role]?.() ?? role }}
        kind_word=""
        kinds={[
          { key: "call", word: say("电话探访", "Telephone call") },
          { key: "home_visit", word: say("入户走访", "Home visit") },
        ]}
        other_kinds={[]}
        is_whole={false}
        may_open
        may_record={may_record}
        busy={false}
        error={error}
        onContact={() => setPlan(samplePlan({ last_contact: sample_today, due_on: "2026-11-29" }))}
      />
    </ul>
  );
}

const refused = new ProblemError({
  status: 0,
  type: "",
  title: "",
  detail: say(
    "没有连上服务器。再点一次，不会记成两次。",
    "No connection. Tap again: it is recorded once.",
  ),
  faults: [],
});

export default {
  component: "PlanRow",
  examples: [
    { name: () => say("还没到期", "Not yet due"), show: () => <Live first={samplePlan()} /> },
    {
      name: () => say("今天到期，有备注", "Due today, with remarks"),
      show: () => (
        <Live
          first={samplePlan({
            due_on: sample_today,
            words: say("钥匙在邻居家。", "A neighbour has the key."),
          })}
        />
      ),
    },
    {
      name: () => say("已逾期", "Overdue"),
      show: () => (
        <Live
          first={samplePlan({
            due_on: "2026-11-20",
            days_overdue: 2,
            told: "liaison",
            told_steps: 1,
          })}
        />
      ),
    },
    {
      name: () => say("已上报，只能看", "Reported up, to be read"),
      show: () => (
        <Live
          first={samplePlan({
            last_contact: null,
            due_on: "2026-11-10",
            days_overdue: 12,
            told: "town",
            told_steps: 3,
          })}
          may_record={false}
        />
      ),
    },
    {
      name: () => say("没有记上", "Not recorded"),
      show: () => <Live first={samplePlan({ due_on: sample_today })} error={refused} />,
    },
  ],
} satisfies Examples;
