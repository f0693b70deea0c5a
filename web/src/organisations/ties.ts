// Relations of a party: which kinds fit it, who stands at the other end, and who counts as a
// member once.
import type { CodesView } from "../codes/codes.ts";
import type { TieLine } from "./types.ts";

export type TieRule = CodesView["ties"][number];
export type PartyRule = TieRule["subject"];
export type Side = "subject" | "object";

export interface Party {
  kind: string; // person, user, organisation, area, site
  id: string;
}

// A kind of relation that a party may enter, and what may stand at the other end.
export interface Fitting {
  kind: string;
  side: Side; // Where the party itself stands.
  other: PartyRule;
}

// `body_kind`: of a body or a site; kinds of relation may ask for it.
export function fittingTies(
  rules: readonly TieRule[],
  party_kind: string,
  body_kind: string | undefined,
): Fitting[] {
  const fits = ({ parties, kinds }: PartyRule) =>
    parties.includes(party_kind) &&
    (kinds.length === 0 || body_kind === undefined || kinds.includes(body_kind));
  return rules.flatMap(({ kind, subject, object }) => [
    ...(fits(subject) ? [{ kind, side: "subject" as const, other: object }] : []),
    ...(fits(object) ? [{ kind, side: "object" as const, other: subject }] : []),
  ]);
}

// The end of a tie that a party is not.
export function otherEnd(tie: TieLine, id: string): Party {
  return tie.from_id === id
    ? { kind: tie.to_kind, id: tie.to_id }
    : { kind: tie.from_kind, id: tie.from_id };
}

// The relations in which people stand to a body, and those between it and bodies, sites, people.
export function peopleIn(ties: readonly TieLine[], organisation: string): TieLine[] {
  return ties.filter(
    ({ to_id, from_kind }) =>
      to_id === organisation && (from_kind === "person" || from_kind === "user"),
  );
}

export function pairingsOf(ties: readonly TieLine[], organisation: string): TieLine[] {
  const people = new Set(peopleIn(ties, organisation));
  return ties.filter((tie) => !people.has(tie));
}

// Everybody once, whatever they are there.
export function countedOnce(ties: readonly TieLine[]): number {
  return new Set(ties.map(({ from_kind, from_id }) => `${from_kind} ${from_id}`)).size;
}
