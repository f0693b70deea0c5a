// How what is computed stands to what was published: a word with a shape.
import { useT } from "../i18n/index.ts";
import { Tag, type TagKind } from "../ui/tag.tsx";
import type { Outcome } from "./api.ts";

const kinds: Record<Outcome, TagKind> = {
  equal: "done",
  above: "neutral",
  below: "warning",
  target_met: "done",
  target_missed: "warning",
  practice: "active",
  unknown: "stopped",
  later: "waiting",
};

export function OutcomeTag({ outcome }: { outcome: Outcome }) {
  const t = useT();
  return <Tag kind={kinds[outcome]}>{t(`places.outcome_${outcome}`)}</Tag>;
}
