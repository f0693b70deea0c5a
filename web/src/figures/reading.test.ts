import { expect, test } from "vitest";
import { setLanguage } from "../i18n/index.ts";
import { attendanceFigures, compare, groupOf, unitWord, writtenValue } from "./reading.ts";
import type { Figure } from "./scope.ts";

const published = (value: string, bound: string, kind = "actual"): Figure["published"] => ({
  value,
  bound,
  kind,
  basis: "",
  area: "421102",
  from: "2026-01-01",
  to: "2026-12-31",
});

test("a computed value is compared with what was published, by its bound", () => {
  expect(compare({ value: 404, published: published("404", "exact") })).toBe("equal");
  expect(compare({ value: 405, published: published("404", "exact") })).toBe("above");
  expect(compare({ value: 404, published: published("400", "at_least") })).toBe("equal");
  expect(compare({ value: 400, published: published("400", "more_than") })).toBe("below");
  expect(compare({ value: 9134, published: published("9100", "about") })).toBe("equal");
  expect(compare({ value: 9150, published: published("9100", "about") })).toBe("above");
  expect(compare({ value: 32.09, published: published("32.1", "about") })).toBe("equal");
});

test("a target is met or not, and what is unknown is not compared", () => {
  expect(compare({ value: 90, published: published("90", "at_least", "target") })).toBe(
    "target_met",
  );
  expect(compare({ value: 89, published: published("90", "at_least", "target") })).toBe(
    "target_missed",
  );
  expect(compare({ value: null, published: published("90", "exact") })).toBeUndefined();
  expect(compare({ value: 3, published: published("several", "about") })).toBeUndefined();
  expect(compare({ value: 3, published: null })).toBeUndefined();
});

test("an unknown figure stands in a group of its own, never outside", () => {
  expect(groupOf({ id: "needs_by_channel_visit" })).toBe("channel");
  expect(groupOf({ id: "holders" })).toBe("register");
  expect(groupOf({ id: "needs_met_rate" })).toBe("loop");
  expect(groupOf({ id: "branches_serving" })).toBe("serving");
  expect(groupOf({ id: "people_served" })).toBe("loop");
  expect(groupOf({ id: "people_served_at_home" })).toBe("events");
  expect(groupOf({ id: "households_visited" })).toBe("events");
  expect(groupOf({ id: "home_service_items" })).toBe("sites");
  expect(groupOf({ id: "home_visits" })).toBe("events");
  expect(groupOf({ id: "disability_day_ordinal" })).toBe("other");
});

test("values are written as people write them, and nothing is not nought", () => {
  expect(writtenValue({ value: 1234, unit: "person" })).toBe("1,234");
  expect(writtenValue({ value: 4.35, unit: "star" })).toBe("4.35");
  expect(writtenValue({ value: 0, unit: "item" })).toBe("0");
  expect(writtenValue({ value: null, unit: "percent" })).toBeUndefined();
});

test("English counts its units in the plural, Chinese has none", async () => {
  const codes = { word: (_list: string, code: string | number | null | undefined) => `${code}` };
  await setLanguage("en");
  expect(unitWord(codes, { unit: "person", value: 2 })).toBe("people");
  expect(unitWord(codes, { unit: "item", value: 1 })).toBe("item");
  expect(unitWord(codes, { unit: "household", value: 0 })).toBe("households");
  expect(unitWord(codes, { unit: "percent", value: 40 })).toBe("percent");
  await setLanguage("zh");
  expect(unitWord(codes, { unit: "person", value: 2 })).toBe("person");
});

test("the brief's chart shows what adds up, the most first", () => {
  const figures = [
    { id: "holders", value: 404 },
    { id: "receptions", value: 12 },
    { id: "home_visits_by_social_workers", value: 30 },
    { id: "home_visits", value: 31 },
    { id: "calls_made", value: null },
  ];
  expect(attendanceFigures(figures).map(({ id }) => id)).toEqual(["home_visits", "receptions"]);
});
