import { textOf } from "../i18n/index.ts";
import type { Examples } from "../ui/example.ts";
import { OutcomeTag } from "./outcome.tsx";
import { outcomes } from "./reading.ts";

export default {
  component: "OutcomeTag",
  examples: outcomes.map((outcome) => ({
    name: () => textOf(`places.outcome_${outcome}`) ?? outcome,
    show: () => <OutcomeTag outcome={outcome} />,
  })),
} satisfies Examples;
