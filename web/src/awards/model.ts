// Where an award stands, and what may be done with it next.
import type { AwardLine, AwardPage, AwardState } from "./api.ts";

export const award_states = [
  "nominated",
  "passed",
  "published",
  "awarded",
  "refused",
  "withdrawn",
] as const satisfies readonly AwardState[];

export function isState(word: string): word is AwardState {
  return (award_states as readonly string[]).includes(word);
}

// As the server has it; "over" is a notice that has hung long enough.
export type AwardStanding = AwardState | "over";

export function standingOf(
  award: Pick<AwardLine, "state" | "notice_last">,
  today: string,
): AwardStanding {
  const is_over =
    award.state === "published" && award.notice_last !== null && award.notice_last < today;
  return is_over ? "over" : award.state;
}

export type AwardDeed = "review" | "publish" | "object" | "grant" | "withdraw";

export interface AwardHand {
  decides: boolean;
  records: boolean;
}

// In the order in which they are offered; the first is the next step.
export function deedsOf(standing: AwardStanding, hand: AwardHand): AwardDeed[] {
  const next: Partial<Record<AwardStanding, AwardDeed>> = {
    nominated: "review",
    passed: "publish",
    over: "grant",
  };
  const deeds: AwardDeed[] = [];
  const first = next[standing];
  if (first && hand.decides) deeds.push(first);
  if (hand.records && (standing === "published" || standing === "over")) deeds.push("object");
  if (hand.decides && standing !== "refused" && standing !== "withdrawn") deeds.push("withdraw");
  return deeds;
}

// The four steps of the way, and how many are behind it; undefined where it left the way. A notice
// is behind it when it has hung long enough.
export function stepsDone(standing: AwardStanding): number | undefined {
  const done: Partial<Record<AwardStanding, number>> = {
    nominated: 1,
    passed: 2,
    published: 2,
    over: 3,
    awarded: 4,
  };
  return done[standing];
}

// Awards by kind, in the order of the pack's list; kinds without any are left out.
export function byKind<A extends Pick<AwardLine, "kind">>(
  awards: readonly A[],
  kinds: readonly string[],
): [string, A[]][] {
  const others = awards.map(({ kind }) => kind).filter((kind) => !kinds.includes(kind));
  return [...kinds, ...new Set(others)]
    .map((kind): [string, A[]] => [kind, awards.filter((award) => award.kind === kind)])
    .filter(([, some]) => some.length > 0);
}

// Newest first, for the story of the page.
export function story(page: Pick<AwardPage, "steps">): AwardPage["steps"] {
  return [...page.steps].reverse();
}

// "2026" of the address; undefined for every year.
export function readYear(asked: string | null): number | undefined {
  return /^(19|20)\d\d$/.test(asked ?? "") ? Number(asked) : undefined;
}
