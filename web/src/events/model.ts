// What a kind of event asks for, and an event as a form holds it. Which fields there are is the
// pack's word (GET /event-kinds); the server checks the same again.
import { dayParts, today } from "../i18n/format.ts";
import type { PlainKey } from "../i18n/index.ts";
import type { Named } from "../codes/name-picker.tsx";
import type { ChosenPerson } from "../people/person-picker.tsx";
import { readDay } from "../ui/date-field.tsx";
import { countCharacters } from "../ui/text-area.tsx";
import type { EventPage, KindLine, NewEvent } from "./api.ts";
import { readClock } from "./marks.ts";

// ---- days -------------------------------------------------------------------------------------

// The day so many days before; a negative number goes ahead.
export function dayBefore(day: string, days: number): string {
  const parts = dayParts(day);
  if (!parts) return day;
  const moved = new Date(Date.UTC(parts.year, parts.month - 1, parts.day - days));
  return moved.toISOString().slice(0, 10);
}

// Monday is 1.
export function weekdayOf(day: string): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const parts = dayParts(day) ?? { year: 1970, month: 1, day: 1 };
  const at = new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay();
  return (at === 0 ? 7 : at) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

// The time of day in China, "08:55", wherever the device thinks it is.
export function clockNow(now: Date = new Date()): string {
  const china = new Date(now.getTime() + 8 * 3_600_000);
  return china.toISOString().slice(11, 16);
}

// ---- a form's values --------------------------------------------------------------------------

export type ChosenSite = Named;
export type ChosenBody = Named; // Without a name where only the id is known.

// By a name that was typed, by a body of the register, by somebody who can sign in.
export const deliverer_sources = ["name", "organisation", "user"] as const;
export type DelivererSource = (typeof deliverer_sources)[number];

export interface DelivererValue {
  kind: string;
  by: DelivererSource;
  name: string; // Of a colleague too: the record keeps names, not sign-ins.
  heads: string;
  organisation: ChosenBody | null;
  person?: string | null; // Of an event that is corrected: kept as it was.
}

export interface ItemValue {
  item: string;
  quantity: string;
  value: string; // In yuan.
  person?: string | null;
}

export interface EventValues {
  on: string;
  held: string; // "yes", "no": asked only where the day leaves it open.
  persons: readonly ChosenPerson[];
  activity_type: string;
  title: string;
  site: ChosenSite | null;
  area: string;
  place: string;
  starts_at: string;
  minutes: string;
  walk_ins: string;
  online: string;
  deliverers: readonly DelivererValue[];
  items: readonly ItemValue[];
  words: string;
  evidence: readonly File[];
  proofs: readonly string[]; // Photos of an event that is corrected, sent up before.
  tags: readonly string[];
  accessibility: readonly string[];
  money_source: string;
  aid_field: string;
  campaign: string;
}

export const no_deliverer: DelivererValue = {
  kind: "",
  by: "name",
  name: "",
  heads: "",
  organisation: null,
};
export const no_item: ItemValue = { item: "", quantity: "", value: "" };

// The lists every event has, with nothing in them: of one of which only the day is told.
export const no_lists = {
  persons: [],
  deliverers: [],
  items: [],
  evidence: [],
  tags: [],
  accessibility: [],
} satisfies Partial<NewEvent>;

export function freshValues(kind: KindLine, day: string): EventValues {
  const only = kind.deliverers.length === 1 ? kind.deliverers[0]! : "";
  return {
    on: day,
    held: "yes",
    persons: [],
    activity_type: "",
    title: "",
    site: null,
    area: "",
    place: "",
    starts_at: "",
    minutes: "",
    walk_ins: "",
    online: "",
    deliverers: [{ ...no_deliverer, kind: only }],
    items: [],
    words: "",
    evidence: [],
    proofs: [],
    tags: [],
    accessibility: [],
    money_source: "",
    aid_field: "",
    campaign: "",
  };
}

const text = (value: number | null | undefined) =>
  value === null || value === undefined ? "" : String(value);
const countText = (value: number) => (value === 0 ? "" : String(value));

// An event as the form that corrects it begins: whoever came is on the new one's list again.
export function valuesOf(page: EventPage, site: ChosenSite | null): EventValues {
  const { event } = page;
  const was_planned = event.state === "planned" || event.state === "cancelled";
  const came = page.roll.filter(({ mark }) =>
    was_planned ? mark === "expected" || mark === "leave" : mark === "present",
  );
  return {
    on: event.on,
    held: was_planned ? "no" : "yes",
    persons: came.map(({ person, name }) => ({ id: person, name, about: "" })),
    activity_type: event.activity_type,
    title: event.title,
    site,
    area: event.area,
    place: event.place,
    starts_at: event.starts_at ?? "",
    minutes: text(event.minutes),
    walk_ins: countText(event.walk_ins),
    online: countText(event.online),
    deliverers: page.deliverers.map((one) => ({
      kind: one.kind,
      by: one.organisation ? "organisation" : "name",
      name: one.name ?? "",
      heads: one.heads === 1 ? "" : text(one.heads),
      organisation: one.organisation ? { id: one.organisation, name: "", about: "" } : null,
      person: one.person ?? null,
    })),
    items: page.items.map((one) => ({
      item: one.item,
      quantity: one.quantity === 1 ? "" : text(one.quantity),
      value: one.value_fen ? String(one.value_fen / 100) : "",
      person: one.person ?? null,
    })),
    words: page.words,
    evidence: [],
    proofs: page.evidence,
    tags: page.tags,
    accessibility: page.accessibility,
    money_source: event.money_source,
    aid_field: event.aid_field,
    campaign: event.campaign ?? "",
  };
}

// ---- what a kind asks for ---------------------------------------------------------------------

export type WhenHeld = "held" | "planned" | "asked";

// Of a day that is over it was held, of one to come it is planned; today is asked.
export function whenHeld(kind: Pick<KindLine, "may_plan">, on: string, day: string): WhenHeld {
  if (!kind.may_plan || on < day) return "held";
  return on > day ? "planned" : "asked";
}

export function isHeld(
  kind: Pick<KindLine, "may_plan">,
  { on, held }: Pick<EventValues, "on" | "held">,
  day: string,
): boolean {
  const when = whenHeld(kind, readDay(on) || day, day);
  return when === "asked" ? held !== "no" : when === "held";
}

// Served by name, as opposed to a roll of whoever comes, and to nobody in particular.
export function isByName(kind: Pick<KindLine, "beneficiaries">): boolean {
  return kind.beneficiaries === "person" || kind.beneficiaries === "household";
}

export interface Asked {
  persons: boolean;
  type: boolean;
  title: boolean;
  site: boolean;
  area: boolean;
  minutes: boolean;
  walk_ins: boolean;
  online: boolean;
  items: boolean; // Those of this kind; others stand among what is seldom told.
  photos: boolean;
  aid_field: boolean;
}

export function askedOf(
  kind: KindLine,
  values: Pick<EventValues, "site" | "persons">,
  held: boolean,
): Asked {
  const by_name = isByName(kind);
  return {
    persons: kind.beneficiaries !== "none",
    type: kind.type !== "none",
    title: !by_name,
    site: kind.site !== "none",
    // The site, or the first person, says where it is.
    area:
      kind.site !== "required" && values.site === null && (!by_name || values.persons.length === 0),
    minutes: kind.length !== "none",
    walk_ins: kind.walk_ins && held,
    online: kind.online && held,
    items: kind.items.length > 0,
    photos: kind.photos_min > 0 && held,
    aid_field: kind.aid_field !== "none",
  };
}

// A whole number that was typed: undefined for nothing, NaN for what is none.
export function readCount(typed: string): number | undefined {
  const digits = typed.normalize("NFKC").trim();
  if (digits === "") return undefined;
  return /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN;
}

// Yuan as typed, in fen.
export function readYuan(typed: string): number | undefined {
  const digits = typed.normalize("NFKC").replaceAll(",", "").trim();
  if (digits === "") return undefined;
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(digits);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0")) : Number.NaN;
}

export type Missing = Partial<Record<keyof EventValues, PlainKey | "note">>;

// What is wrong with a form, as keys of the dictionary; "note" is a note that is too short.
export function faultsOf(kind: KindLine, values: EventValues, day: string): Missing {
  const found: Missing = {};
  const on = readDay(values.on);
  if (on === undefined) found.on = "ui.date_not_understood";
  else if (on === "") found.on = "events.on_missing";
  else if (!kind.may_plan && on > day) found.on = "events.on_ahead";
  const held = isHeld(kind, values, day);
  const asked = askedOf(kind, values, held);
  const walk_ins = readCount(values.walk_ins);
  if (isByName(kind) && held && values.persons.length === 0 && !(walk_ins && walk_ins > 0))
    found.persons = kind.walk_ins ? "events.persons_missing_or_count" : "events.persons_missing";
  if (kind.type === "required" && !values.activity_type)
    found.activity_type = "events.type_missing";
  if (kind.site === "required" && !values.site) found.site = "events.site_missing";
  const is_placed = values.site !== null || values.persons.length > 0 || values.area !== "";
  if (!is_placed && asked.area && !found.persons) found.area = "events.area_missing";
  if (values.starts_at.trim() && !readClock(values.starts_at))
    found.starts_at = "events.clock_wrong";
  const minutes = readCount(values.minutes);
  if (Number.isNaN(minutes) || minutes === 0) found.minutes = "events.minutes_wrong";
  else if (kind.length === "required" && held && minutes === undefined)
    found.minutes = "events.minutes_missing";
  if (asked.walk_ins && Number.isNaN(walk_ins)) found.walk_ins = "events.count_wrong";
  if (asked.online && Number.isNaN(readCount(values.online))) found.online = "events.count_wrong";
  const isNamed = (one: DelivererValue) =>
    one.by === "organisation" ? one.organisation !== null : one.name.trim() !== "";
  if (values.deliverers.some((one) => !one.kind && (isNamed(one) || one.heads.trim())))
    found.deliverers = "events.deliverer_kind_missing";
  else if (values.deliverers.some((one) => one.kind && one.by === "organisation" && !isNamed(one)))
    found.deliverers = "events.deliverer_body_missing";
  else if (values.deliverers.some((one) => one.kind && one.by === "user" && !isNamed(one)))
    found.deliverers = "events.deliverer_colleague_missing";
  else if (values.deliverers.some((one) => Number.isNaN(readCount(one.heads))))
    found.deliverers = "events.count_wrong";
  if (values.items.some((one) => !one.item && (one.quantity.trim() || one.value.trim())))
    found.items = "events.item_missing";
  else if (
    values.items.some(
      (one) => Number.isNaN(readCount(one.quantity)) || Number.isNaN(readYuan(one.value)),
    )
  )
    found.items = "events.item_number_wrong";
  if (held && countCharacters(values.words.trim()) < kind.note_min) found.words = "note";
  if (held && values.evidence.length + values.proofs.length < kind.photos_min)
    found.evidence = "events.photos_missing";
  if (kind.aid_field === "required" && !values.aid_field)
    found.aid_field = "events.aid_field_missing";
  return found;
}

// ---- what is sent -----------------------------------------------------------------------------

// Without what the kind does not ask for, even where a former choice of kind left it filled in.
export function bodyOf(
  kind: KindLine,
  values: EventValues,
  day: string,
  photos: readonly string[],
): Omit<NewEvent, "id"> {
  const held = isHeld(kind, values, day);
  const asked = askedOf(kind, values, held);
  const starts_at = readClock(values.starts_at);
  const minutes = readCount(values.minutes);
  const walk_ins = readCount(values.walk_ins);
  const online = readCount(values.online);
  return {
    kind: kind.key,
    on: readDay(values.on) || day,
    held,
    persons: asked.persons ? values.persons.map(({ id }) => id) : [],
    deliverers: values.deliverers
      .filter((one) => one.kind)
      .map(({ kind: of, by, name, heads, organisation, person }) => ({
        kind: of,
        ...(name.trim() && { name: name.trim() }),
        heads: (by === "user" ? undefined : readCount(heads)) ?? 1,
        ...(by === "organisation" && organisation && { organisation: organisation.id }),
        ...(person && { person }),
      })),
    items: values.items
      .filter((one) => one.item)
      .map(({ item, quantity, value, person }) => {
        const value_fen = readYuan(value);
        return {
          item,
          quantity: readCount(quantity) ?? 1,
          ...(value_fen !== undefined && { value_fen }),
          ...(person && { person }),
        };
      }),
    evidence: [...values.proofs, ...photos],
    tags: [...values.tags],
    accessibility: [...values.accessibility],
    ...(asked.type && values.activity_type && { activity_type: values.activity_type }),
    ...(values.title.trim() && { title: values.title.trim() }),
    ...(asked.site && values.site && { site: values.site.id }),
    ...(asked.area && values.area && { area: values.area }),
    ...(values.place.trim() && { place: values.place.trim() }),
    ...(starts_at && { starts_at }),
    ...(asked.minutes && minutes !== undefined && { minutes }),
    ...(asked.walk_ins && walk_ins !== undefined && { walk_ins }),
    ...(asked.online && online !== undefined && { online }),
    ...(values.words.trim() && { words: values.words.trim() }),
    ...(values.money_source && { money_source: values.money_source }),
    ...(asked.aid_field && values.aid_field && { aid_field: values.aid_field }),
    ...(values.campaign && { campaign: values.campaign }),
  };
}

// ---- lists ------------------------------------------------------------------------------------

// "2026-11" as the first and the last day of the month; nothing for what is no month.
export function monthSpan(month: string): { from: string; to: string } | undefined {
  const first = `${month}-01`;
  const parts = dayParts(first);
  if (!parts) return undefined;
  const last = new Date(Date.UTC(parts.year, parts.month, 0)).toISOString().slice(0, 10);
  return { from: first, to: last };
}

// The months to choose from: one ahead, and the twelve before.
export function monthsAround(day: string = today()): readonly string[] {
  const parts = dayParts(day);
  if (!parts) return [];
  return Array.from({ length: 14 }, (_, at) =>
    new Date(Date.UTC(parts.year, parts.month - at, 1)).toISOString().slice(0, 7),
  );
}

// ---- parcels ----------------------------------------------------------------------------------

export interface ParcelFilter {
  categories: readonly string[];
  levels: readonly string[];
}

// Who gets a parcel, as the condition that the server reads: nothing for everybody.
export function parcelCondition({ categories, levels }: ParcelFilter): string | undefined {
  const part = (name: string, codes: readonly string[]) =>
    codes.length > 0 ? `${name} in (${codes.join(", ")})` : "";
  return (
    [part("category", categories), part("level", levels)].filter(Boolean).join(" and ") || undefined
  );
}

// The choice out of such a condition; undefined for one that was written by hand.
export function readParcelCondition(condition: string): ParcelFilter | undefined {
  const filter: { categories: string[]; levels: string[] } = { categories: [], levels: [] };
  if (condition.trim() === "") return filter;
  for (const part of condition.split(" and ")) {
    const match = /^(category|level) (?:in \(([\d, ]+)\)|(<=|=) (\d))$/.exec(part.trim());
    if (!match) return undefined;
    const [, name, list, relation, bound] = match;
    const last = Number(bound);
    const codes =
      list?.split(",").map((code) => code.trim()) ??
      (relation === "=" ? [String(last)] : Array.from({ length: last }, (_, at) => `${at + 1}`));
    if (name === "category") filter.categories = codes;
    else filter.levels = codes;
  }
  return filter;
}
