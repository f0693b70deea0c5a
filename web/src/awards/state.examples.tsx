import type { Examples } from "../ui/example.ts";
import { t } from "../i18n/index.ts";
import type { AwardStanding } from "./model.ts";
import { AwardSteps, AwardTag } from "./state.tsx";

const standings: readonly AwardStanding[] = [
  "nominated",
  "passed",
  "published",
  "over",
  "awarded",
  "refused",
  "withdrawn",
];

export default {
  component: "AwardSteps",
  examples: standings.map((standing) => ({
    name: () => t(`awards.state_${standing}`),
    show: () => (
      <div className="stack">
        <p>
          <AwardTag standing={standing} />
        </p>
        <AwardSteps standing={standing} />
      </div>
    ),
  })),
} satisfies Examples;
