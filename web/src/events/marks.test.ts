import { describe, expect, test } from "vitest";
import { networkProblem, ProblemError, readProblem } from "../api/problem.ts";
import {
  answered,
  countMarks,
  dismiss,
  failed,
  markAfter,
  nextToSend,
  readClock,
  restored,
  sendAgain,
  sent,
  settle,
  shownStanding,
  want,
  type Pendings,
  type Standing,
} from "./marks.ts";

const nobody: Standing = { mark: null, arrived_at: null, meal: false };
const present = (arrived_at: string | null = null): Standing => ({
  mark: "present",
  arrived_at,
  meal: false,
});

function clashWith(mark: string) {
  const current = { person: "a", name: "A", area: "1", mark, arrived_at: null, meal: false };
  return new ProblemError(
    readProblem(409, { type: "/problems/events.roll.marked", title: "Conflict", current }),
  );
}

describe("taps", () => {
  test("the first tap says present, further ones go through the others and come back", () => {
    expect(markAfter(null)).toBe("present");
    expect(markAfter("expected")).toBe("present");
    expect(markAfter("present")).toBe("leave");
    expect(markAfter("leave")).toBe("absent");
    expect(markAfter("absent")).toBe("present");
  });

  test("what was tapped is shown at once, and takes what it does not tell from the server", () => {
    const pendings = want({}, "a", { mark: "present", arrived_at: "08:55" });
    expect(shownStanding(nobody, pendings.a)).toEqual(present("08:55"));
    const meal = want({}, "a", { mark: "present", meal: true });
    expect(shownStanding(present("08:55"), meal.a)).toEqual({ ...present("08:55"), meal: true });
  });

  test("who is not there has neither arrived nor eaten", () => {
    const pendings = want({}, "a", { mark: "leave" });
    const known = { ...present("08:55"), meal: true };
    expect(shownStanding(known, pendings.a)).toEqual({
      mark: "leave",
      arrived_at: null,
      meal: false,
    });
  });
});

describe("sending", () => {
  test("a few at once, in the order of the taps", () => {
    let pendings: Pendings = {};
    for (const person of ["a", "b", "c"]) pendings = want(pendings, person, { mark: "present" });
    expect(nextToSend(pendings, 2)).toEqual(["a", "b"]);
    expect(nextToSend(sent(pendings, "a"), 2)).toEqual(["b", "c"]);
    expect(nextToSend(pendings, 0)).toEqual([]);
    expect(nextToSend(pendings, -3)).toEqual([]);
  });

  test("an answer takes the wish away", () => {
    const pendings = sent(want({}, "a", { mark: "present" }), "a");
    expect(answered(pendings, "a", 1, "present")).toEqual({});
  });

  test("a tap while another is on its way goes out after it, in place of what stands then", () => {
    let pendings = sent(want({}, "a", { mark: "present" }), "a");
    pendings = want(pendings, "a", { mark: "leave" });
    expect(nextToSend(pendings, 4)).toEqual([]);
    pendings = answered(pendings, "a", 1, "present");
    expect(nextToSend(pendings, 4)).toEqual(["a"]);
    expect(pendings.a?.wish).toEqual({ mark: "leave", replaces: "present" });
  });

  test.each([
    ["no connection", new ProblemError(networkProblem())],
    ["a busy server", new ProblemError(readProblem(503, undefined))],
    ["a lost session", new ProblemError(readProblem(401, { title: "Sign in" }))],
    ["something unforeseen", new Error("?")],
  ])("%s loses nothing: it is sent again", (_name, error) => {
    const pendings = failed(sent(want({}, "a", { mark: "present" }), "a"), "a", error);
    expect(pendings.a?.stage).toBe("lost");
    expect(nextToSend(sendAgain(pendings), 4)).toEqual(["a"]);
  });

  test("a refusal is told and put away; what the server has is shown again", () => {
    const error = new ProblemError(readProblem(422, { title: "No", detail: "Died." }));
    const pendings = failed(sent(want({}, "a", { mark: "present" }), "a"), "a", error);
    expect(pendings.a).toMatchObject({ stage: "refused", words: "Died." });
    expect(shownStanding(nobody, pendings.a)).toEqual(nobody);
    expect(sendAgain(pendings)).toEqual(pendings);
    expect(dismiss(pendings, "a")).toEqual({});
  });
});

describe("two tablets", () => {
  const clash = failed(sent(want({}, "a", { mark: "present" }), "a"), "a", clashWith("leave"));

  test("another mark stands beside mine", () => {
    expect(clash.a).toMatchObject({ stage: "clash", theirs: { mark: "leave" } });
    expect(nextToSend(clash, 4)).toEqual([]);
    expect(dismiss(clash, "a")).toBe(clash);
  });

  test("mine is sent again with what it replaces; theirs drops mine", () => {
    const mine = settle(clash, "a", "mine");
    expect(nextToSend(mine, 4)).toEqual(["a"]);
    expect(mine.a?.wish).toEqual({ mark: "present", replaces: "leave" });
    expect(settle(clash, "a", "theirs")).toEqual({});
    expect(settle({}, "a", "mine")).toEqual({});
  });

  test("the same mark is no clash", () => {
    const pendings = failed(sent(want({}, "a", { mark: "leave" }), "a"), "a", clashWith("leave"));
    expect(pendings.a?.stage).toBe("waiting");
  });

  test("a conflict that names no mark is a refusal", () => {
    const closed = new ProblemError(readProblem(409, { title: "Closed" }));
    const pendings = failed(sent(want({}, "a", { mark: "present" }), "a"), "a", closed);
    expect(pendings.a).toMatchObject({ stage: "refused", words: "Closed" });
  });
});

test("what a tab kept is sent again, and nonsense is nothing", () => {
  const kept = sent(want({}, "a", { mark: "present", meal: true }), "a");
  const again = restored(JSON.parse(JSON.stringify(kept)));
  expect(again.a).toEqual({ wish: { mark: "present", meal: true }, turn: 1, stage: "waiting" });
  for (const bad of [null, undefined, 3, "x", { a: null }, { a: { wish: {} } }])
    expect(restored(bad)).toEqual({});
});

test("marks are counted, the expected among those nobody has looked at", () => {
  const all: Standing[] = [
    nobody,
    { ...nobody, mark: "expected" },
    { ...present(), meal: true },
    present(),
    { ...nobody, mark: "leave" },
    { ...nobody, mark: "absent" },
  ];
  expect(countMarks(all)).toEqual({ present: 2, leave: 1, absent: 1, open: 2, meals: 1 });
});

test("times of day as they are typed", () => {
  expect(readClock("8:55")).toBe("08:55");
  expect(readClock("0855")).toBe("08:55");
  expect(readClock("９：０５")).toBe("09:05");
  for (const bad of ["", "24:00", "25:00", "9:60", "soon"]) expect(readClock(bad)).toBeUndefined();
});
