import { expect, test } from "vitest";
import {
  hasMoved,
  readTarget,
  recordsOf,
  shareOf,
  standingOf,
  valueOf,
  yearAsked,
} from "./model.ts";

const open = { value: 30, target: 40, closing: null };
const closed = {
  value: 39,
  target: 40,
  closing: { on: "2027-01-05", value: 41, words: "", by: "u" },
};

test("what was kept stands for a closed pledge, whatever the records say later", () => {
  expect(valueOf(open)).toBe(30);
  expect(valueOf(closed)).toBe(41);
  expect(hasMoved(open)).toBe(false);
  expect(hasMoved(closed)).toBe(true);
  expect(valueOf({ value: null, closing: null })).toBeUndefined();
});

test("a share is of the target, and unknown stays unknown", () => {
  expect(shareOf(open)).toBe(0.75);
  expect(shareOf({ ...open, value: null })).toBeUndefined();
  expect(shareOf(closed)).toBeGreaterThan(1);
});

test("reached is not closed, and a year that is over is to be closed", () => {
  const running = { state: "running", is_reached: false, may_close: false } as const;
  expect(standingOf(running)).toBe("running");
  expect(standingOf({ ...running, is_reached: true })).toBe("reached");
  expect(standingOf({ ...running, may_close: true })).toBe("due");
  expect(standingOf({ ...running, state: "not_reached" })).toBe("not_reached");
});

test("a target is a number above 0 as people write it", () => {
  expect(readTarget("1,200")).toBe(1200);
  expect(readTarget(" 38.5 ")).toBe(38.5);
  for (const typed of ["", "0", "-3", "1e9", "many", "1.2.3"])
    expect(readTarget(typed)).toBeUndefined();
});

test("the figure opens for the pledge's own days", () => {
  expect(
    recordsOf({ figure: "home_visits", area: "370215", from: "2026-01-01", to: "2026-11-05" }),
  ).toBe("/figures/home_visits?area=370215&from=2026-01-01&to=2026-11-05&as_of=2026-11-05");
});

test("a year of the address is a year or this one", () => {
  expect(yearAsked("2021", "2026-11-05")).toBe(2021);
  for (const asked of [null, "", "20211", "next"])
    expect(yearAsked(asked, "2026-11-05")).toBe(2026);
});
