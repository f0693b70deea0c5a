import { beforeEach, expect, test } from "vitest";
import { setLanguage, t } from "../i18n/index.ts";
import { daysBetween, windowWords } from "./state.tsx";

beforeEach(async () => {
  await setLanguage("en");
});

test("days are counted across the end of a year and a leap day", () => {
  expect(daysBetween("2026-12-30", "2027-01-02")).toBe(3);
  expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
  expect(daysBetween("2026-03-01", "2026-02-28")).toBe(-1);
});

test("a window is spoken of only while it says something", () => {
  const notice = { opens_on: "2026-11-20", closes_on: "2026-11-30" };
  expect(windowWords({ ...notice, state: "announced" }, "2026-11-19", t)).toBe("opens in 1 day");
  expect(windowWords({ ...notice, state: "open" }, "2026-11-22", t)).toBe("8 days left");
  expect(windowWords({ ...notice, state: "open" }, "2026-11-30", t)).toBe("last day today");
  expect(windowWords({ ...notice, state: "under_way" }, "2026-11-22", t)).toBeUndefined();
});
