import { describe, expect, test } from "vitest";
import { byEvent, placeParts, stateOf } from "./model.ts";
import { sampleOffer } from "./sample.ts";

const morning = sampleOffer();
const noon = sampleOffer({ slot: "2", starts_at: "11:00", free: 0 });
const clinic = sampleOffer({ slot: "3", event: "2", kind: "clinic" });

describe("how an offer stands for somebody", () => {
  test("free while there is a place, full when there is none", () => {
    const offers = [morning, noon, clinic];
    expect(offers.map((offer) => stateOf(offer, offers))).toEqual(["free", "full", "free"]);
  });

  test("what is booked is theirs, even when it is full; the other parts of that day are not", () => {
    const booked = { ...noon, own: "b" };
    const offers = [morning, booked, clinic];
    expect(offers.map((offer) => stateOf(offer, offers))).toEqual(["other", "own", "free"]);
  });
});

test("parts of one event stand together, the events in the order in which they come", () => {
  const groups = byEvent([morning, clinic, noon]);
  expect(groups.map(({ event, slots }) => [event, slots.map(({ slot }) => slot)])).toEqual([
    ["1", ["1", "2"]],
    ["2", ["3"]],
  ]);
  expect(byEvent([])).toEqual([]);
});

test("a place names what is known of it, each once", () => {
  expect(placeParts({ site_name: "Home", place: "", where: "Town" })).toEqual(["Home", "Town"]);
  expect(placeParts({ site_name: "", place: "Hall", where: "Hall" })).toEqual(["Hall"]);
});
