// Reading a figure: in which group it stands, how its value is written, and how it compares with
// what was published.
import type { Codes } from "../codes/codes.ts";
import { formatMoney, formatNumber } from "../i18n/format.ts";
import { language } from "../i18n/index.ts";
import type { Figure } from "./scope.ts";

export const figure_groups = [
  "register",
  "events",
  "sites",
  "loop",
  "serving",
  "channel",
  "mode",
  "other",
] as const;
export type FigureGroup = (typeof figure_groups)[number];

export const channel_prefix = "needs_by_channel_";
export const mode_prefix = "needs_by_mode_";

// A figure that no rule knows is shown under "other", never left out.
const rules: readonly (readonly [FigureGroup, RegExp])[] = [
  ["channel", /^needs_by_channel_/],
  ["mode", /^needs_by_mode_/],
  [
    "sites",
    /^(site|homes$|home_(floor|room|service|week|opening)|care_centre|centres?_(room|with|service)|shared_places|counselling_room|services_per_home|villages|opening_floor|bodies_paired|pairings|joint_|association_cov|liaison_cov|three_cov|volunteer_(?!sessions)|art_troupes|team_members|workplace|cooperative|chairs|triple|severe_in|party_bodies|alliances)/,
  ],
  [
    "events",
    /^(reception|activit|session|people_(in_sessions|served_(at_home|by_volunteers))|home_|households_visited|services_at_home|mediation|call|counselling|clinic|elder|enrolled|day_care_|centre_|open_days|drill|training|campaign|parcel|five_ones|tour|party_life|pledge|award|event|volunteer_sessions)/,
  ],
  ["register", /^(holder|resident|household|chain|contact)/],
  ["loop", /^(need|people_|service|evaluation|wait)/],
  ["serving", /^(listing|claim|branch|bod)/],
];

export function groupOf(figure: Pick<Figure, "id">): FigureGroup {
  return rules.find(([, pattern]) => pattern.test(figure.id))?.[0] ?? "other";
}

// Services of a period that add up: each counts times served, and none counts what another does.
const attended = [
  "receptions",
  "activity_attendance",
  "home_visits",
  "services_at_home",
  "calls_made",
  "counselling_sessions",
  "home_care_visits",
  "centre_attendance",
];

// Those of them that the packs declare, the most first.
export function attendanceFigures<F extends Pick<Figure, "id" | "value">>(
  figures: readonly F[],
): F[] {
  return figures
    .filter(({ id, value }) => attended.includes(id) && value !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
}

// "1,234", "4.35": whole numbers without decimals; undefined when there is no value.
export function writtenValue(figure: Pick<Figure, "value" | "unit">): string | undefined {
  const { value, unit } = figure;
  if (value === null) return undefined;
  if (unit === "fen") return formatMoney(value);
  return formatNumber(value, Number.isInteger(value) ? 0 : 2);
}

// Units of which English speaks in the plural.
const counted = /^(person|attendance|household|case|session|item|body|site|day|star)$/;
const irregular: Record<string, string> = { person: "people", body: "bodies" };

// The unit as it stands after `value`.
export function unitWord(
  codes: Pick<Codes, "word">,
  { unit, value }: Pick<Figure, "unit" | "value">,
): string {
  if (unit === "fen") return ""; // Money is written with its own unit.
  const word = codes.word("unit", unit);
  if (language() === "zh" || value === 1 || word === "" || !counted.test(unit)) return word;
  return irregular[unit] ?? `${word}s`;
}

export type Comparison = "equal" | "above" | "below" | "target_met" | "target_missed";

// How the computed value stands to the published one; undefined when one of them is no number.
export function compare(figure: Pick<Figure, "value" | "published">): Comparison | undefined {
  const { value, published } = figure;
  if (value === null || !published) return undefined;
  const said = Number(published.value);
  if (published.value.trim() === "" || Number.isNaN(said)) return undefined;
  const is_reached = published.bound === "more_than" ? value > said : value >= said;
  if (published.kind === "target") return is_reached ? "target_met" : "target_missed";
  // "At least 400" agrees with 404.
  if (published.bound === "at_least" || published.bound === "more_than")
    return is_reached ? "equal" : "below";
  const told = published.bound === "about" ? asRoughAs(published.value.trim(), value) : value;
  if (told === said) return "equal";
  return told > said ? "above" : "below";
}

// As finely as a rough number was told: "about 9100" told hundreds, "about 32.1" tenths.
function asRoughAs(told: string, value: number): number {
  const [, decimals] = told.split(".");
  if (decimals !== undefined) return Number(value.toFixed(decimals.length));
  const step = 10 ** (/(?<=\d)0*$/.exec(told)?.[0].length ?? 0);
  return Math.round(value / step) * step;
}
