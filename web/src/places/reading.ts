// Reading a report: how many sentences came out how, which of them differ, and where each leads.
import { can, type Session } from "../api/session.ts";
import { figureLink } from "../figures/scope.ts";
import { findRoute } from "../routes.ts";
import type { Outcome, Statement } from "./api.ts";

// In the order in which they are told: what agrees, what does not, what is no number.
export const outcomes: readonly Outcome[] = [
  "equal",
  "target_met",
  "above",
  "below",
  "target_missed",
  "unknown",
  "practice",
  "later",
];

export type Part = "all" | "numbers" | "differs" | "practice" | "later";

const differing: ReadonlySet<Outcome> = new Set(["above", "below", "target_missed", "unknown"]);

export function isIn(part: Part, { outcome }: Pick<Statement, "outcome">): boolean {
  if (part === "all") return true;
  if (part === "differs") return differing.has(outcome);
  if (part === "numbers") return outcome !== "practice" && outcome !== "later";
  return outcome === part;
}

export function countOutcomes(
  statements: readonly Pick<Statement, "outcome">[],
): readonly (readonly [Outcome, number])[] {
  return outcomes
    .map(
      (outcome) => [outcome, statements.filter((one) => one.outcome === outcome).length] as const,
    )
    .filter(([, count]) => count > 0);
}

// The page with the records, for exactly this place and these days.
export function recordsLink({
  figure,
  area,
  from,
  to,
  as_of,
}: Pick<Statement, "figure" | "area" | "from" | "to" | "as_of">): string | undefined {
  return figure ? figureLink(figure, { area, from, to, as_of }) : undefined;
}

// The screen where the practice is at work, if this app has it and the person may open it.
export function screenLink(
  { screen }: Pick<Statement, "screen">,
  session: Session | null | undefined,
): string | undefined {
  const route = findRoute(screen.split(/[?#]/, 1)[0] ?? "")?.route;
  return route && can(session, route.right) ? screen : undefined;
}
