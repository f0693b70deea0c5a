// Codes of the register in the words of the packs and of the app.
import type { Codes } from "../codes/codes.ts";
import { t, textOf } from "../i18n/index.ts";
import type { TagKind } from "../ui/tag.tsx";
import type { CertificateState } from "./types.ts";

export const certificate_states = [
  "valid",
  "expiring",
  "expired",
  "frozen",
  "cancelled",
  "dead",
  "none",
] as const satisfies readonly CertificateState[];

export const state_kinds: Record<CertificateState, TagKind> = {
  none: "neutral",
  valid: "done",
  expiring: "waiting",
  expired: "warning",
  frozen: "stopped",
  cancelled: "stopped",
  dead: "neutral",
};

export const multiple_category = 7; // More than one category: what it is made of is a fact.
export const components_fact = "components";

// Physical, mental: the categories of a multiple disability, "4,6".
export function componentWords(codes: Pick<Codes, "word">, value: string): string {
  const words = value.split(",").map((code) => codes.word("disability_category", code));
  return words.join(t("people.comma"));
}

// What is recorded of somebody: the app's word for it, or the packs'.
export function factName(codes: Pick<Codes, "word">, kind: string): string {
  return textOf(`people.fact_${kind}`) ?? codes.word("fact", kind);
}

// What a fact says, in words.
export function factWords(codes: Pick<Codes, "word">, kind: string, value: string): string {
  return kind === components_fact ? componentWords(codes, value) : wordFor("value", value);
}

// Physical, level 2. Empty for who holds no certificate.
export function disability(
  codes: Pick<Codes, "word">,
  category: number | null | undefined,
  level: number | null | undefined,
): string {
  const words = codes.word("disability_category", category ?? undefined);
  const degree = codes.word("disability_level", level ?? undefined);
  return words && degree ? t("people.disability_value", { words, degree }) : words || degree;
}

// A word of the app for a code that comes as data ("certificate.renew"); the code where the app
// knows no word.
export function wordFor(
  prefix: "step" | "event" | "fact" | "value" | "source",
  code: string,
): string {
  return textOf(`people.${prefix}_${code.replaceAll(".", "_")}`) ?? code;
}
