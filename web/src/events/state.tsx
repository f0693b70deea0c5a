// Where an event stands: in a tag, and as steps on its way.
import { useT } from "../i18n/index.ts";
import { Steps } from "../ui/steps.tsx";
import { Tag, type TagKind } from "../ui/tag.tsx";
import type { Stage } from "./api.ts";

export const event_states: readonly Stage[] = [
  "planned",
  "held",
  "closed",
  "cancelled",
  "corrected",
];

const kinds: Record<Stage, TagKind> = {
  planned: "waiting",
  held: "active",
  closed: "done",
  cancelled: "stopped",
  corrected: "neutral",
};

// How many of the three steps are behind it; undefined where it left the way.
const steps_done: Partial<Record<Stage, number>> = { planned: 1, held: 2, closed: 3 };

export function EventTag({ state }: { state: Stage }) {
  const t = useT();
  return <Tag kind={kinds[state]}>{t(`events.state_${state}`)}</Tag>;
}

export function EventSteps({ state }: { state: Stage }) {
  const t = useT();
  const current = steps_done[state];
  if (current === undefined) return <EventTag state={state} />;
  return (
    <Steps
      label={t("events.steps")}
      current={current}
      steps={[t("events.step_recorded"), t("events.step_held"), t("events.step_closed")]}
    />
  );
}
