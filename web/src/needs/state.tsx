// Where a need stands: in a tag, and as steps on its way.
import { useT } from "../i18n/index.ts";
import { Steps } from "../ui/steps.tsx";
import { Tag, type TagKind } from "../ui/tag.tsx";
import type { NeedState } from "./api.ts";

export const need_states: readonly NeedState[] = [
  "open",
  "listed",
  "claimed",
  "delivered",
  "evaluated",
  "withdrawn",
  "merged",
  "rejected",
];

const kinds: Record<NeedState, TagKind> = {
  open: "waiting",
  listed: "active",
  claimed: "active",
  delivered: "waiting",
  evaluated: "done",
  withdrawn: "stopped",
  merged: "neutral",
  rejected: "stopped",
};

// How many of the five steps are behind it; undefined when it ended without service.
const steps_done: Partial<Record<NeedState, number>> = {
  open: 1,
  listed: 2,
  claimed: 3,
  delivered: 4,
  evaluated: 5,
};

export function hasEnded(state: NeedState): boolean {
  return steps_done[state] === undefined;
}

export function NeedTag({ state }: { state: NeedState }) {
  const t = useT();
  return <Tag kind={kinds[state]}>{t(`needs.state_${state}`)}</Tag>;
}

export function NeedSteps({ state }: { state: NeedState }) {
  const t = useT();
  const current = steps_done[state];
  if (current === undefined) return <NeedTag state={state} />;
  return (
    <Steps
      label={t("needs.steps")}
      current={current}
      steps={[
        t("needs.step_recorded"),
        t("needs.step_listed"),
        t("needs.step_claimed"),
        t("needs.step_delivered"),
        t("needs.step_evaluated"),
      ]}
    />
  );
}
