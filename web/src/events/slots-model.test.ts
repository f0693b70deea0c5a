import { describe, expect, test } from "vitest";
import type { Booking } from "./api.ts";
import {
  bookingBody,
  bookingFaults,
  freeIn,
  isOver,
  placesFault,
  slotFaults,
  splitBookings,
} from "./slots-model.ts";

describe("a slot", () => {
  test("has as many places free as nobody has taken, never less than none", () => {
    expect(freeIn({ places: 10, booked: 7 })).toBe(3);
    expect(freeIn({ places: 10, booked: 11 })).toBe(0);
  });

  test("is over once its end is reached", () => {
    const slot = { ends_at: "10:30" };
    const day = "2026-11-22";
    expect(isOver(day, slot, day, "10:29")).toBe(false);
    expect(isOver(day, slot, day, "10:30")).toBe(true);
    expect(isOver("2026-11-21", slot, day, "00:00")).toBe(true);
    expect(isOver("2026-11-23", slot, day, "23:59")).toBe(false);
  });

  test("keeps what was given back or called off apart", () => {
    const bookings = (["booked", "cancelled", "called_off", "booked"] as const).map(
      (state, at) => ({ id: String(at), state }) as Booking,
    );
    const { standing, gone } = splitBookings(bookings);
    expect(standing.map(({ id }) => id)).toEqual(["0", "3"]);
    expect(gone.map(({ id }) => id)).toEqual(["1", "2"]);
  });

  test("needs two times in order and places", () => {
    const values = { starts_at: "9:00", ends_at: "10点半", places: "１２", words: "" };
    expect(slotFaults(values)).toEqual({});
    expect(slotFaults({ ...values, ends_at: "9" })).toEqual({ ends_at: "events.slot_order" });
    expect(slotFaults({ starts_at: "", ends_at: "late", places: "0", words: "" })).toEqual({
      starts_at: "events.clock_wrong",
      ends_at: "events.clock_wrong",
      places: "events.slot_places_missing",
    });
  });
});

describe("a booking", () => {
  const person = { id: "p", name: "Wang", about: "" };
  const empty = { person: null, organisation: null, name: "", heads: "", words: "" };

  test("of a person takes one place, of others as many as they are", () => {
    expect(bookingBody({ ...empty, by: "person", person, heads: "9" })).toEqual({ person: "p" });
    expect(bookingBody({ ...empty, by: "party", name: " Class ", heads: "30" })).toEqual({
      name: "Class",
      heads: 30,
    });
    const organisation = { id: "o", name: "Team", about: "" };
    const words = " two in wheelchairs ";
    expect(bookingBody({ ...empty, by: "organisation", organisation, heads: "4", words })).toEqual({
      organisation: "o",
      heads: 4,
      words: "two in wheelchairs",
    });
  });

  test("says what is missing, of what was chosen only", () => {
    expect(bookingFaults({ ...empty, by: "person" })).toEqual({
      person: "events.booking_person_missing",
    });
    expect(bookingFaults({ ...empty, by: "person", person })).toEqual({});
    expect(bookingFaults({ ...empty, by: "party", heads: "none" })).toEqual({
      name: "events.booking_name_missing",
      heads: "events.booking_heads_missing",
    });
    expect(bookingFaults({ ...empty, by: "organisation", heads: "3" })).toEqual({
      organisation: "events.deliverer_body_missing",
    });
  });
});

test("a slot may take more at any time, and fewer only down to what is booked", () => {
  expect(placesFault("12", 7)).toBeUndefined();
  expect(placesFault("7", 7)).toBeUndefined();
  expect(placesFault("6", 7)).toBe("events.slot_places_few");
  for (const typed of ["", "0", "viele"])
    expect(placesFault(typed, 0)).toBe("events.slot_places_missing");
});
