// Parts of a planned day that may be booked: how many places are left, and what a form asks.
import { parseTime } from "../i18n/format.ts";
import type { PlainKey } from "../i18n/index.ts";
import type { Named } from "../codes/name-picker.tsx";
import type { Booking, NewBooking, Slot } from "./api.ts";
import { readCount } from "./model.ts";

export function freeIn(slot: Pick<Slot, "places" | "booked">): number {
  return Math.max(0, slot.places - slot.booked);
}

// Whether a slot of that day is over, by the clock in China.
export function isOver(on: string, slot: Pick<Slot, "ends_at">, today: string, now: string) {
  return on < today || (on === today && slot.ends_at <= now);
}

// Those that stand, as they came, and those that were given back or called off.
export function splitBookings(bookings: readonly Booking[]) {
  return {
    standing: bookings.filter(({ state }) => state === "booked"),
    gone: bookings.filter(({ state }) => state !== "booked"),
  };
}

// ---- a new slot -------------------------------------------------------------------------------

export interface SlotValues {
  starts_at: string;
  ends_at: string;
  places: string;
  words: string;
}

export type SlotFaults = Partial<Record<keyof SlotValues, PlainKey>>;

export function slotFaults({ starts_at, ends_at, places }: SlotValues): SlotFaults {
  const found: SlotFaults = {};
  const [from, to] = [parseTime(starts_at), parseTime(ends_at)];
  if (!from) found.starts_at = "events.clock_wrong";
  if (!to) found.ends_at = "events.clock_wrong";
  else if (from && from >= to) found.ends_at = "events.slot_order"; // "09:05" are of one length.
  const count = readCount(places);
  if (count === undefined || Number.isNaN(count) || count === 0)
    found.places = "events.slot_places_missing";
  return found;
}

// How many a slot is to take: a number, and not fewer than have booked.
export function placesFault(
  places: string,
  booked: number,
): "events.slot_places_missing" | "events.slot_places_few" | undefined {
  const count = readCount(places);
  if (count === undefined || Number.isNaN(count) || count === 0)
    return "events.slot_places_missing";
  return count < booked ? "events.slot_places_few" : undefined;
}

// ---- a new booking ----------------------------------------------------------------------------

export const booking_sources = ["person", "organisation", "party"] as const;
export type BookingSource = (typeof booking_sources)[number];

export interface BookingValues {
  by: string; // A BookingSource.
  person: Named | null;
  organisation: Named | null;
  name: string;
  heads: string;
  words: string;
}

export type BookingFaults = Partial<Record<keyof BookingValues, PlainKey>>;

export function bookingFaults(values: BookingValues): BookingFaults {
  const found: BookingFaults = {};
  const heads = readCount(values.heads);
  if (values.by === "person") {
    if (!values.person) found.person = "events.booking_person_missing";
    return found;
  }
  if (values.by === "organisation" && !values.organisation)
    found.organisation = "events.deliverer_body_missing";
  if (values.by === "party" && !values.name.trim()) found.name = "events.booking_name_missing";
  if (heads === undefined || Number.isNaN(heads) || heads === 0)
    found.heads = "events.booking_heads_missing";
  return found;
}

// A person takes one place; a party or a body as many as it has heads.
export function bookingBody(values: BookingValues): Omit<NewBooking, "id"> {
  const words = values.words.trim();
  const remark = words ? { words } : {};
  if (values.by === "person") return { person: values.person?.id ?? "", ...remark };
  const heads = readCount(values.heads) ?? 1;
  return values.by === "organisation"
    ? { organisation: values.organisation?.id ?? "", heads, ...remark }
    : { name: values.name.trim(), heads, ...remark };
}
