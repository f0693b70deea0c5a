import { say, type Examples } from "../ui/example.ts";
import { NextSteps } from "./next-steps.tsx";

export default {
  component: "NextSteps",
  examples: [
    {
      name: () => say("接着要做的事", "What comes next"),
      show: () => (
        <NextSteps
          person="1"
          today="2026-11-05"
          may_write
          steps={[
            { kind: "certificate.renew", due: "2026-10-31", subject: "2" },
            { kind: "need.evaluate", due: "2026-11-12", subject: "3" },
            { kind: "chain.place", due: null, subject: "1" },
          ]}
        />
      ),
    },
    {
      name: () => say("没有要做的", "Nothing to do"),
      show: () => <NextSteps person="1" today="2026-11-05" may_write={false} steps={[]} />,
    },
  ],
} satisfies Examples;
