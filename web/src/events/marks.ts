// Marks on a roll, as a hand makes them: shown at once, sent one after another for each person,
// kept until the server has them. A tap while an earlier one is on its way replaces what is still
// to be sent. Where another tablet was quicker with another mark, both stand side by side until
// somebody chooses.
import { asProblem, ProblemError } from "../api/problem.ts";
import { parseTime } from "../i18n/format.ts";
import type { Mark, RollLine } from "./api.ts";

// What stands for a person; `mark` is null while nobody has looked.
export interface Standing {
  mark: Mark | null;
  arrived_at: string | null;
  meal: boolean;
}

export interface Wish {
  mark: Mark;
  arrived_at?: string;
  meal?: boolean;
  replaces?: Mark; // The mark that was seen when this was wished.
}

// waiting: not sent yet. sending: on its way. lost: no answer came; it is sent again.
// clash: another mark stands already. refused: it cannot be, and why.
export type PendingStage = "waiting" | "sending" | "lost" | "clash" | "refused";

export interface Pending {
  wish: Wish;
  turn: number; // Counts the wishes for this person: an answer to an earlier one is not to this.
  stage: PendingStage;
  theirs?: Standing; // Of a clash.
  words?: string; // Of a refusal.
}

export type Pendings = Readonly<Record<string, Pending>>;

export const marks_to_give = ["present", "leave", "absent"] as const satisfies readonly Mark[];

// The mark of the next tap on a name: present first, then on through the others.
export function markAfter(mark: Mark | null): Mark {
  if (mark === null || mark === "expected" || mark === "absent") return "present";
  return mark === "present" ? "leave" : "absent";
}

// What the person at the tablet sees: their own wish over what the server said.
export function shownStanding(known: Standing, pending: Pending | undefined): Standing {
  if (!pending || pending.stage === "refused") return known;
  const { wish } = pending;
  const is_there = wish.mark === "present";
  return {
    mark: wish.mark,
    arrived_at: is_there ? (wish.arrived_at ?? known.arrived_at) : null,
    meal: is_there && (wish.meal ?? known.meal),
  };
}

export function standingOf(line: Pick<RollLine, "mark" | "arrived_at" | "meal">): Standing {
  return { mark: line.mark, arrived_at: line.arrived_at ?? null, meal: line.meal };
}

export function want(all: Pendings, person: string, wish: Wish): Pendings {
  const before = all[person];
  // One that is on its way keeps its stage: its answer comes first, and then this goes out.
  const stage = before?.stage === "sending" ? "sending" : "waiting";
  return { ...all, [person]: { wish, turn: (before?.turn ?? 0) + 1, stage } };
}

// Whoever is to be sent next, at most `room` of them.
export function nextToSend(all: Pendings, room: number): readonly string[] {
  return Object.keys(all)
    .filter((person) => all[person]!.stage === "waiting")
    .slice(0, Math.max(0, room));
}

export function sent(all: Pendings, person: string): Pendings {
  const before = all[person];
  return before ? { ...all, [person]: { ...before, stage: "sending" } } : all;
}

function without(all: Pendings, person: string): Pendings {
  const { [person]: _gone, ...rest } = all;
  return rest;
}

// The server has the wish of `turn`. One made meanwhile goes out on top of what stands now.
export function answered(all: Pendings, person: string, turn: number, stands: Mark): Pendings {
  const before = all[person];
  if (!before) return all;
  if (before.turn === turn) return without(all, person);
  return {
    ...all,
    [person]: { ...before, wish: { ...before.wish, replaces: stands }, stage: "waiting" },
  };
}

function readTheirs(current: unknown): Standing | undefined {
  if (typeof current !== "object" || current === null || !("mark" in current)) return undefined;
  return standingOf(current as RollLine);
}

// No answer, or a refusal. What may work later is kept to be sent again.
export function failed(all: Pendings, person: string, error: unknown): Pendings {
  const before = all[person];
  if (!before) return all;
  const problem = asProblem(error);
  const is_lost =
    !(error instanceof ProblemError) ||
    problem.status === 0 ||
    problem.status === 401 ||
    problem.status === 429 ||
    problem.status >= 500;
  if (is_lost) return { ...all, [person]: { ...before, stage: "lost" } };
  const theirs = problem.status === 409 ? readTheirs(problem.current) : undefined;
  // Both meant the same after all: only the details of mine are still to be told.
  if (theirs && theirs.mark === before.wish.mark)
    return { ...all, [person]: { ...before, stage: "waiting" } };
  if (theirs) return { ...all, [person]: { ...before, stage: "clash", theirs } };
  return {
    ...all,
    [person]: { ...before, stage: "refused", words: problem.detail || problem.title },
  };
}

// A clash is settled: mine replaces theirs, or theirs stands.
export function settle(all: Pendings, person: string, side: "mine" | "theirs"): Pendings {
  const before = all[person];
  if (before?.stage !== "clash" || !before.theirs) return all;
  if (side === "theirs") return without(all, person);
  const replaces = before.theirs.mark;
  return {
    ...all,
    [person]: {
      wish: { ...before.wish, ...(replaces !== null && { replaces }) },
      turn: before.turn + 1,
      stage: "waiting",
    },
  };
}

export function dismiss(all: Pendings, person: string): Pendings {
  return all[person]?.stage === "refused" ? without(all, person) : all;
}

export function sendAgain(all: Pendings): Pendings {
  return Object.fromEntries(
    Object.entries(all).map(([person, one]) => [
      person,
      one.stage === "lost" ? { ...one, stage: "waiting" as const } : one,
    ]),
  );
}

// Out of what a tab kept: what was on its way then is sent again, which changes nothing twice.
export function restored(kept: unknown): Pendings {
  if (typeof kept !== "object" || kept === null) return {};
  const entries = Object.entries(kept as Record<string, Pending>).filter(
    ([, one]) => typeof one?.wish?.mark === "string",
  );
  return Object.fromEntries(
    entries.map(([person, { wish }]) => [person, { wish, turn: 1, stage: "waiting" as const }]),
  );
}

export interface MarkCounts {
  present: number;
  leave: number;
  absent: number;
  open: number; // Nobody has looked yet.
  meals: number;
}

export function countMarks(standings: readonly Standing[]): MarkCounts {
  const counts: MarkCounts = { present: 0, leave: 0, absent: 0, open: 0, meals: 0 };
  for (const { mark, meal } of standings) {
    counts[mark === null || mark === "expected" ? "open" : mark] += 1;
    if (meal) counts.meals += 1;
  }
  return counts;
}

// A time at which somebody comes or something begins: nothing does at the end of the day.
export function readClock(typed: string): string | undefined {
  const time = parseTime(typed);
  return time === "24:00" ? undefined : time;
}
