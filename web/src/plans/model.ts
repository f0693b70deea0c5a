// How urgent a plan is, what may be recorded for it by two taps, and what such a record says.
import type { EventLine, KindLine, NewEvent } from "../events/api.ts";
import { isByName, no_lists } from "../events/model.ts";
import type { PlanLine } from "./api.ts";

// Not yet due; due today; overdue; overdue so long that more than the first are told.
export type PlanStage = "ahead" | "due" | "overdue" | "told";

export function stageOf(
  plan: Pick<PlanLine, "due_on" | "days_overdue" | "told_steps">,
  today: string,
): PlanStage {
  if (plan.told_steps > 1) return "told";
  if (plan.days_overdue > 0) return "overdue";
  return plan.due_on <= today ? "due" : "ahead";
}

// What a list may show. Whoever is told of is overdue too; "now" is all that somebody must do.
export const plan_parts = ["all", "now", "due", "overdue", "told", "ahead"] as const;
export type PlanPart = (typeof plan_parts)[number];

export function isPart(word: string): word is PlanPart {
  return (plan_parts as readonly string[]).includes(word);
}

const stages_of: Record<PlanPart, readonly PlanStage[]> = {
  all: ["ahead", "due", "overdue", "told"],
  now: ["due", "overdue", "told"],
  due: ["due"],
  overdue: ["overdue", "told"],
  told: ["told"],
  ahead: ["ahead"],
};

export function isIn(part: PlanPart, stage: PlanStage): boolean {
  return stages_of[part].includes(stage);
}

export function countParts(plans: readonly PlanLine[], today: string): Record<PlanPart, number> {
  const stages = plans.map((plan) => stageOf(plan, today));
  const count = (part: PlanPart) => stages.filter((stage) => isIn(part, stage)).length;
  return Object.fromEntries(plan_parts.map((part) => [part, count(part)])) as Record<
    PlanPart,
    number
  >;
}

// A list keeps its order while somebody works down it: what was seen before stays where it was,
// what is new comes after.
export function inSeenOrder<P extends { id: string }>(
  plans: readonly P[],
  seen: readonly string[],
): P[] {
  const place = new Map(seen.map((id, at) => [id, at]));
  return plans
    .map((plan, at) => ({ plan, at: place.get(plan.id) ?? seen.length + at }))
    .sort((a, b) => a.at - b.at)
    .map(({ plan }) => plan);
}

// The kinds that count as looking in and ask for no more than a sentence. The others (a length, a
// photo) are recorded in the form of their kind.
export function quickKinds(
  plan: Pick<PlanLine, "kinds">,
  known: readonly KindLine[],
): readonly KindLine[] {
  return plan.kinds.flatMap((key) => {
    const kind = known.find((one) => one.key === key);
    const is_quick =
      kind &&
      isByName(kind) &&
      kind.photos_min === 0 &&
      [kind.length, kind.site, kind.type, kind.aid_field].every((asked) => asked !== "required");
    return is_quick ? [kind] : [];
  });
}

export interface Contact {
  kind: KindLine;
  person: string;
  on: string;
  words: string;
  by: { role: string; name: string }; // Named where the kind may be done by such a role.
}

export function contactBody({ kind, person, on, words, by }: Contact): Omit<NewEvent, "id"> {
  return {
    ...no_lists,
    kind: kind.key,
    on,
    held: true,
    persons: [person],
    words,
    deliverers: kind.deliverers.includes(by.role) ? [{ kind: by.role, name: by.name }] : [],
  };
}

// Of what was done with a person, what counts as looking in on them.
export function contactsAmong(
  plan: Pick<PlanLine, "kinds" | "from">,
  events: readonly EventLine[],
): readonly EventLine[] {
  return events.filter(
    ({ kind, on, state }) =>
      plan.kinds.includes(kind) && on >= plan.from && (state === "held" || state === "closed"),
  );
}
