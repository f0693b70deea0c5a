// Groups: several parties bound to one another, exactly one in each part.
import type { CodesView } from "../codes/codes.ts";
import type { GroupLine, GroupPart } from "./types.ts";

export type GroupRule = CodesView["groups"][number];
export type PartRule = GroupRule["parts"][number];

// The parts of a kind in which a party may stand.
export function fittingParts(
  rule: GroupRule | undefined,
  party_kind: string,
  body_kind: string | undefined,
): PartRule[] {
  return (rule?.parts ?? []).filter(
    ({ party: { parties, kinds } }) =>
      parties.includes(party_kind) &&
      (kinds.length === 0 || body_kind === undefined || kinds.includes(body_kind)),
  );
}

// Who stands in each part, and who stood there before; in the order of the server.
export function splitParts(
  { parts, until }: Pick<GroupLine, "parts" | "until">,
  day: string,
): { present: GroupPart[]; past: GroupPart[] } {
  const is_over = until !== null && until <= day;
  const isPast = (part: GroupPart) => is_over || (part.until !== null && part.until <= day);
  return {
    present: parts.filter((part) => !isPast(part)),
    past: parts.filter(isPast),
  };
}
