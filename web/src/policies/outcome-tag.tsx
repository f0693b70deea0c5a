// What a policy says of somebody, in a word with a sign.
import { useT } from "../i18n/index.ts";
import { Tag } from "../ui/tag.tsx";
import type { Outcome } from "./api.ts";
import { outcome_kinds } from "./model.ts";

export function OutcomeTag({ outcome }: { outcome: Outcome }) {
  const t = useT();
  return <Tag kind={outcome_kinds[outcome]}>{t(`policies.outcome_${outcome}`)}</Tag>;
}
