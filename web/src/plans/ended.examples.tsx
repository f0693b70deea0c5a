import { say, type Examples } from "../ui/example.ts";
import type { PlanLine } from "./api.ts";
import { EndedPlans } from "./ended.tsx";
import { samplePlan } from "./sample.ts";

const codes = {
  word: () => say("独居或无人照料", "Living alone or without a carer"),
  choices: () => [],
};
const ended = (part: Partial<PlanLine> = {}) =>
  samplePlan({ until: "2026-11-20", end_reason: say("搬去同住", "Moved in with family"), ...part });

export default {
  component: "EndedPlans",
  examples: [
    {
      name: () => say("两个结束的计划", "Two that ended"),
      show: () => (
        <EndedPlans
          plans={[
            ended(),
            ended({
              id: "2",
              person_name: say("示例乙", "Sample B"),
              last_contact: null,
              until: "2026-11-02",
            }),
          ]}
          codes={codes}
          may_open
        />
      ),
    },
    {
      name: () => say("一个都没有", "None"),
      show: () => <EndedPlans plans={[]} codes={codes} may_open />,
    },
  ],
} satisfies Examples;
