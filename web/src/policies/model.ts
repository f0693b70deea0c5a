// How outcomes are shown, and the sentences of an explanation.
import { formatMoney } from "../i18n/format.ts";
import type { T } from "../i18n/index.ts";
import type { TagKind } from "../ui/tag.tsx";
import type { Explanation, Outcome, RateLine } from "./api.ts";

export const outcomes = [
  "entitled",
  "to_verify",
  "excluded",
  "not_entitled",
] as const satisfies readonly Outcome[];

export const outcome_kinds: Record<Outcome, TagKind> = {
  entitled: "done",
  to_verify: "waiting",
  excluded: "stopped",
  not_entitled: "neutral",
};

export function isOutcome(text: string | null): text is Outcome {
  return (outcomes as readonly (string | null)[]).includes(text);
}

// Why the outcome is what it is, in one sentence; what it lists stands below it.
export function whySentence(t: T, one: Explanation): string {
  switch (one.outcome) {
    case "entitled":
      return t("policies.why_entitled", { basis: one.basis || one.document });
    case "to_verify":
      return t("policies.why_to_verify");
    case "excluded":
      return one.mode === "take_higher"
        ? t("policies.why_excluded_take_higher", {
            benefit: one.excluded_by,
            money: formatMoney(one.month),
          })
        : t("policies.why_excluded_block", { benefit: one.excluded_by });
    case "not_entitled":
      return one.failed.length > 0 ? t("policies.why_not") : t("policies.why_not_plain");
  }
}

// A yuan text of the packs ("157.5") as money; other units as they are written.
export function rateText({ value, unit }: Pick<RateLine, "value" | "unit">): string {
  return unit === "yuan" ? formatMoney(Math.round(Number(value) * 100)) : value;
}
