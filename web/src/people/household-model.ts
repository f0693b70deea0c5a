// A household on the screen: whom to offer what, and what takes a step back.
import type { components } from "../api/schema.d.ts";

type Schemas = components["schemas"];
export type HouseholdCard = Schemas["HouseholdCard"];
export type MemberLine = HouseholdCard["members"][number];
export type Relation = MemberLine["relation"];

export const relations = [
  "head",
  "spouse",
  "child",
  "parent",
  "other",
] as const satisfies readonly Relation[];

// One head is enough: whoever comes after is something else.
export function relationsFor(
  household: { members: readonly Pick<MemberLine, "relation">[] } | null,
): readonly Relation[] {
  const has_head = household?.members.some(({ relation }) => relation === "head") ?? false;
  return relations.filter((relation) => !has_head || relation !== "head");
}

// A step that was just taken, and the call that takes it back.
export interface Step {
  kind: "joined" | "left";
  household: string;
  person: string;
  name: string;
  relation: Relation;
  on: string; // The day they came or left.
}

// What takes it back: who came by mistake leaves on the day they came, who left comes again then.
export function undoOf(step: Step): { kind: "leave"; on: string } | { kind: "join"; from: string } {
  return step.kind === "joined" ? { kind: "leave", on: step.on } : { kind: "join", from: step.on };
}

// The facts of all of a household in one line each: "low-rent housing" of whom.
export function factsOf(
  members: readonly Pick<MemberLine, "name" | "facts">[],
): { fact: string; names: string[] }[] {
  const found = new Map<string, string[]>();
  for (const { name, facts } of members)
    for (const { kind, value } of facts)
      if (value === "yes") found.set(kind, [...(found.get(kind) ?? []), name]);
  return [...found].map(([fact, names]) => ({ fact, names }));
}
