// Reading a site: its week as it is typed, what it planned for a day, how its weeks stand to the
// floor, floor areas. Nothing here asks the server or draws.
import type { Session } from "../api/session.ts";
import { parseTime } from "../i18n/format.ts";
import type { Exception, OpenHours, SitePage, Week } from "./api.ts";

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const; // Monday is 1.
export type Weekday = (typeof weekdays)[number];

// ---- times of the day ----------------------------------------------------------------------------

const day_minutes = 24 * 60;

export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

// A moment of a day in China, as the server takes it.
export function momentOf(day: string, time: string): string {
  const start = new Date(`${day}T00:00:00+08:00`).getTime();
  return new Date(start + minutesOf(time) * 60_000).toISOString();
}

// ---- the week as it is typed ---------------------------------------------------------------------

export interface Span {
  opens: string;
  closes: string;
}
export type TypedWeek = Readonly<Record<Weekday, readonly Span[]>>; // No span: closed that day.

export const spans_max = 3;
const usual: Span = { opens: "09:00", closes: "17:00" };

export function typedWeek(week: readonly OpenHours[]): TypedWeek {
  const spans = (weekday: Weekday) =>
    week
      .filter((line) => line.weekday === weekday)
      .map(({ opens, closes }) => ({ opens, closes }))
      .sort((a, b) => a.opens.localeCompare(b.opens));
  return Object.fromEntries(weekdays.map((day) => [day, spans(day)])) as unknown as TypedWeek;
}

export type SpanFault = "time" | "order" | "overlap";

// The first thing wrong with a day's spans.
export function faultOf(spans: readonly Span[]): SpanFault | undefined {
  const read = spans.map(({ opens, closes }) => [parseTime(opens), parseTime(closes)] as const);
  if (read.some(([opens, closes]) => !opens || !closes)) return "time";
  const minutes = read
    .map(([opens, closes]) => [minutesOf(opens!), minutesOf(closes!)] as const)
    .sort(([a], [b]) => a - b);
  if (minutes.some(([opens, closes]) => opens >= closes)) return "order";
  if (minutes.some(([opens], at) => at > 0 && opens < minutes[at - 1]![1])) return "overlap";
  return undefined;
}

// The week as the server takes it; only of a week without faults.
export function sentWeek(week: TypedWeek): OpenHours[] {
  return weekdays.flatMap((weekday) =>
    week[weekday].map(({ opens, closes }) => ({
      weekday,
      opens: parseTime(opens) ?? opens,
      closes: parseTime(closes) ?? closes,
    })),
  );
}

// One more span: the usual day, or the hour after the last one of the day.
export function withSpan(spans: readonly Span[]): readonly Span[] {
  const closes = parseTime(spans.at(-1)?.closes ?? "");
  if (!closes) return [...spans, usual];
  const hour = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:00`;
  const opens = Math.min(minutesOf(closes) + 60, day_minutes - 60);
  return [...spans, { opens: hour(opens), closes: hour(Math.min(opens + 180, day_minutes)) }];
}

// ---- what a site planned for a day ---------------------------------------------------------------

export function weekdayOf(day: string): Weekday {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() || 7) as Weekday;
}

export interface Planned {
  spans: readonly Span[];
  exception: Exception | undefined; // Why the day differs from its week.
  is_known: boolean; // Somebody has set hours for that day.
}

export function plannedOn(page: Pick<SitePage, "hours" | "exceptions">, day: string): Planned {
  const exception = page.exceptions.find(({ on }) => on === day);
  if (exception) {
    const { opens, closes } = exception;
    return { spans: opens && closes ? [{ opens, closes }] : [], exception, is_known: true };
  }
  // The latest first: the one that holds is the first that has begun.
  const hours = page.hours.find(({ from }) => from <= day);
  const weekday = weekdayOf(day);
  return {
    spans: hours ? typedWeek(hours.week)[weekday] : [],
    exception: undefined,
    is_known: hours !== undefined,
  };
}

// ---- the weeks against the floor -----------------------------------------------------------------

export interface WeeksRead {
  counted: number; // Weeks held to the floor.
  met: number;
  short: readonly Week[]; // The latest first.
  unknown_years: readonly number[]; // No calendar of these.
}

export function readWeeks(weeks: readonly Week[]): WeeksRead {
  const held = weeks.filter(({ is_short }) => is_short !== null);
  const short = held.filter(({ is_short }) => is_short);
  const years = weeks.flatMap(({ unknown_year }) => unknown_year ?? []);
  return {
    counted: held.length,
    met: held.length - short.length,
    short,
    unknown_years: [...new Set(years)].sort(),
  };
}

// A week as two parts of the bar: days long enough, and days open but too short; of seven.
export function barOf(week: Pick<Week, "days_full" | "days_open" | "working_days_due">) {
  const share = (days: number) => Math.min(1, Math.max(0, days / 7));
  return {
    full: share(week.days_full),
    brief: share(week.days_open - week.days_full),
    due: week.working_days_due === null ? null : share(week.working_days_due),
  };
}

// ---- the timetable of a place that several share -------------------------------------------------

export interface UsedDay<U> {
  weekday: Weekday;
  uses: U[]; // By their hours.
}

// The days of the week on which anybody has hours, Monday first.
export function usesByDay<U extends { weekday: number; opens: string }>(
  uses: readonly U[],
): UsedDay<U>[] {
  return weekdays
    .map((weekday) => ({
      weekday,
      uses: uses
        .filter((use) => use.weekday === weekday)
        .sort((a, b) => a.opens.localeCompare(b.opens)),
    }))
    .filter((day) => day.uses.length > 0);
}

// ---- floor areas ---------------------------------------------------------------------------------

const dm2_max = 100_000_000;

// "55", "55.5", "５５" square metres in square decimetres; undefined when it is no area.
export function parseArea(typed: string): number | undefined {
  const text = typed.normalize("NFKC").replaceAll(/[\s,]/g, "");
  if (!/^\d{1,7}(\.\d{1,2})?$/.test(text)) return undefined;
  const dm2 = Math.round(Number(text) * 100);
  return dm2 >= 1 && dm2 <= dm2_max ? dm2 : undefined;
}

// ---- what holds, who may -------------------------------------------------------------------------

// The first day something no longer holds is its end.
export function isOver({ until }: { until: string | null }, day: string): boolean {
  return until !== null && until <= day;
}

export function withoutOver<R extends { until: string | null }>(
  rows: readonly R[],
  day: string,
): { present: R[]; past: R[] } {
  return {
    present: rows.filter((row) => !isOver(row, day)),
    past: rows.filter((row) => isOver(row, day)),
  };
}

// Who sees a site because it serves a village of theirs need not be who may change it.
export function reaches(session: Session | null | undefined, area: string): boolean {
  return (session?.user.areas ?? []).some(({ code }) => area.startsWith(code));
}
