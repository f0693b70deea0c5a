import { expect, test } from "vitest";
import { byKind, deedsOf, isState, readYear, standingOf, stepsDone } from "./model.ts";

const both = { decides: true, records: true };

test("a notice is over the day after its last", () => {
  const award = { state: "published", notice_last: "2026-11-09" } as const;
  expect(standingOf(award, "2026-11-09")).toBe("published");
  expect(standingOf(award, "2026-11-10")).toBe("over");
  expect(standingOf({ ...award, state: "awarded" }, "2026-11-10")).toBe("awarded");
});

test("the next step is offered first, and none that the server would refuse", () => {
  expect(deedsOf("nominated", both)).toEqual(["review", "withdraw"]);
  expect(deedsOf("passed", both)).toEqual(["publish", "withdraw"]);
  expect(deedsOf("published", both)).toEqual(["object", "withdraw"]);
  expect(deedsOf("over", both)).toEqual(["grant", "object", "withdraw"]);
  expect(deedsOf("awarded", both)).toEqual(["withdraw"]);
  expect(deedsOf("refused", both)).toEqual([]);
  expect(deedsOf("withdrawn", both)).toEqual([]);
});

test("who only records may object and decides nothing", () => {
  const hand = { decides: false, records: true };
  expect(deedsOf("nominated", hand)).toEqual([]);
  expect(deedsOf("over", hand)).toEqual(["object"]);
  expect(deedsOf("over", { decides: false, records: false })).toEqual([]);
});

test("a notice is a step behind when it is over, and what left the way has no steps", () => {
  expect(stepsDone("published")).toBe(2);
  expect(stepsDone("over")).toBe(3);
  expect(stepsDone("refused")).toBeUndefined();
});

test("awards stand by kind in the pack's order", () => {
  const awards = [{ kind: "b" }, { kind: "x" }, { kind: "a" }, { kind: "b" }];
  expect(byKind(awards, ["a", "b", "c"]).map(([kind, some]) => [kind, some.length])).toEqual([
    ["a", 1],
    ["b", 2],
    ["x", 1],
  ]);
});

test("words of the address are taken for what they are", () => {
  expect(readYear("2021")).toBe(2021);
  expect(readYear("21")).toBeUndefined();
  expect(isState("awarded")).toBe(true);
  expect(isState("over")).toBe(false);
});
