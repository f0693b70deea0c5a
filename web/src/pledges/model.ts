// How far a pledge has come, out of what the server computed.
import { figureLink } from "../figures/scope.ts";
import type { PledgeLine } from "./api.ts";

// As the server has it; "reached" and "due" tell two kinds of running apart.
export type PledgeStanding = PledgeLine["state"] | "reached" | "due";

export function standingOf(
  pledge: Pick<PledgeLine, "state" | "is_reached" | "may_close">,
): PledgeStanding {
  if (pledge.state !== "running") return pledge.state;
  if (pledge.may_close) return "due";
  return pledge.is_reached ? "reached" : "running";
}

// What stands for the pledge: the value that was kept, or the one of now. Undefined where there is
// none.
export function valueOf(pledge: Pick<PledgeLine, "value" | "closing">): number | undefined {
  return (pledge.closing ? pledge.closing.value : pledge.value) ?? undefined;
}

// Of the target, 0 to whatever was reached.
export function shareOf(
  pledge: Pick<PledgeLine, "value" | "closing" | "target">,
): number | undefined {
  const value = valueOf(pledge);
  return value === undefined ? undefined : value / pledge.target;
}

// The records have moved since the result was kept.
export function hasMoved(pledge: Pick<PledgeLine, "value" | "closing">): boolean {
  return Boolean(pledge.closing) && (pledge.value ?? null) !== (pledge.closing?.value ?? null);
}

// The page of the figure, for the days the pledge is computed for.
export function recordsOf(pledge: Pick<PledgeLine, "figure" | "area" | "from" | "to">): string {
  const { figure, area, from, to } = pledge;
  return figureLink(figure, { area, from, to, as_of: to });
}

// "1,200" or "38.5" as people type it; undefined when it is no number above 0.
export function readTarget(typed: string): number | undefined {
  const text = typed.trim().replace(/[,，]/g, "");
  if (!/^\d+(\.\d+)?$/.test(text)) return undefined;
  const value = Number(text);
  return value > 0 ? value : undefined;
}

// The year of the address, or this one.
export function yearAsked(asked: string | null, today: string): number {
  return /^(19|20)\d\d$/.test(asked ?? "") ? Number(asked) : Number(today.slice(0, 4));
}
