import { describe, expect, test } from "vitest";
import type { Session } from "../api/session.ts";
import type { Week } from "./api.ts";
import {
  barOf,
  faultOf,
  isOver,
  momentOf,
  parseArea,
  plannedOn,
  reaches,
  readWeeks,
  sentWeek,
  typedWeek,
  usesByDay,
  weekdayOf,
  withSpan,
} from "./model.ts";

test("a moment is told in UTC, whatever the device's zone", () => {
  expect(momentOf("2026-11-05", "09:00")).toBe("2026-11-05T01:00:00.000Z");
  expect(momentOf("2026-11-05", "24:00")).toBe("2026-11-05T16:00:00.000Z");
});

describe("the week as it is typed", () => {
  const week = [
    { weekday: 1, opens: "14:00", closes: "17:00" },
    { weekday: 1, opens: "09:00", closes: "11:30" },
    { weekday: 7, opens: "09:00", closes: "12:00" },
  ];

  test("what is read is what is sent, in order", () => {
    expect(typedWeek(week)[1].map(({ opens }) => opens)).toEqual(["09:00", "14:00"]);
    expect(typedWeek(week)[2]).toEqual([]);
    expect(sentWeek(typedWeek(week))).toEqual([week[1], week[0], week[2]]);
  });

  test("times are sent as the server writes them", () => {
    const typed = { ...typedWeek([]), 3: [{ opens: "9", closes: "5点半" }] };
    expect(sentWeek(typed)).toEqual([{ weekday: 3, opens: "09:00", closes: "05:30" }]);
  });

  test.each([
    [[{ opens: "9", closes: "" }], "time"],
    [[{ opens: "9", closes: "9:00" }], "order"],
    [[{ opens: "17:00", closes: "9" }], "order"],
    [
      [
        { opens: "13:00", closes: "17:00" },
        { opens: "9", closes: "13:01" },
      ],
      "overlap",
    ],
    [
      [
        { opens: "13:00", closes: "24:00" },
        { opens: "9", closes: "13:00" },
      ],
      undefined,
    ],
    [[], undefined],
  ] as const)("%j: %s", (spans, fault) => expect(faultOf(spans)).toBe(fault));

  test("one more span is offered where it fits", () => {
    expect(withSpan([])).toEqual([{ opens: "09:00", closes: "17:00" }]);
    const two = withSpan([{ opens: "9:00", closes: "11:30" }]);
    expect(two[1]).toEqual({ opens: "12:00", closes: "15:00" });
    expect(faultOf(two)).toBeUndefined();
  });
});

describe("what is planned for a day", () => {
  const hours = (from: string, closes: string) => ({
    from,
    current: false,
    week: [{ weekday: 4, opens: "09:00", closes }],
  });
  const page = {
    hours: [hours("2026-12-01", "12:00"), hours("2026-01-01", "17:00")],
    exceptions: [
      { on: "2026-11-12", is_open: false, opens: null, closes: null, reason: "A" },
      { on: "2026-11-08", is_open: true, opens: "10:00", closes: "12:00", reason: "B" },
    ],
  };

  test("weekdays are counted from Monday", () => {
    expect(weekdayOf("2026-11-05")).toBe(4);
    expect(weekdayOf("2026-11-08")).toBe(7);
  });
  test("the hours that have begun hold", () => {
    expect(plannedOn(page, "2026-11-05").spans).toEqual([{ opens: "09:00", closes: "17:00" }]);
    expect(plannedOn(page, "2026-12-03").spans).toEqual([{ opens: "09:00", closes: "12:00" }]);
    expect(plannedOn(page, "2026-11-06")).toMatchObject({ spans: [], is_known: true });
    expect(plannedOn(page, "2025-11-06").is_known).toBe(false);
  });
  test("an exception goes before the week", () => {
    expect(plannedOn(page, "2026-11-12")).toMatchObject({ spans: [], exception: { reason: "A" } });
    expect(plannedOn(page, "2026-11-08").spans).toEqual([{ opens: "10:00", closes: "12:00" }]);
  });
});

describe("the weeks against the floor", () => {
  const week = (from: string, more: Partial<Week>): Week => ({
    from,
    days_open: 5,
    days_full: 5,
    minutes: 2400,
    least_minutes_of_a_day: 480,
    working_days_due: 5,
    is_short: false,
    unknown_year: null,
    ...more,
  });

  test("only weeks held to a floor count", () => {
    const read = readWeeks([
      week("2027-01-04", { working_days_due: null, is_short: null, unknown_year: 2027 }),
      week("2026-11-09", { days_full: 3, is_short: true }),
      week("2026-11-02", {}),
    ]);
    expect(read).toMatchObject({ counted: 2, met: 1, unknown_years: [2027] });
    expect(read.short.map(({ from }) => from)).toEqual(["2026-11-09"]);
  });
  test("a bar holds the full days, then the brief ones", () => {
    const bar = barOf(week("2026-11-09", { days_open: 7, days_full: 0, working_days_due: null }));
    expect(bar).toEqual({ full: 0, brief: 1, due: null });
  });
});

test("floor areas are square metres with two decimals at most", () => {
  expect(parseArea("55")).toBe(5500);
  expect(parseArea("1,055.5")).toBe(105_550);
  expect(parseArea("５５.２５")).toBe(5525);
  for (const typed of ["", "0", "-5", "5.555", "1e3", "99999999", "5 m"])
    expect(parseArea(typed)).toBeUndefined();
});

test("what ends on a day no longer holds on it", () => {
  expect(isOver({ until: "2026-11-05" }, "2026-11-05")).toBe(true);
  expect(isOver({ until: "2026-11-06" }, "2026-11-05")).toBe(false);
  expect(isOver({ until: null }, "2026-11-05")).toBe(false);
});

test("who has an area around a site reaches it", () => {
  const session = { user: { areas: [{ code: "421102001" }, { code: "421103" }] } } as Session;
  expect(reaches(session, "421102001015")).toBe(true);
  expect(reaches(session, "421103")).toBe(true);
  expect(reaches(session, "421102")).toBe(false);
  expect(reaches(null, "421102")).toBe(false);
});

test("a timetable is read day by day, Monday first, by its hours", () => {
  const uses = [
    { id: "c", weekday: 4, opens: "09:00" },
    { id: "b", weekday: 2, opens: "14:00" },
    { id: "a", weekday: 2, opens: "09:00" },
  ];
  const read = usesByDay(uses).map((day) => [day.weekday, day.uses.map(({ id }) => id).join("")]);
  expect(read).toEqual([
    [2, "ab"],
    [4, "c"],
  ]);
  expect(usesByDay([])).toEqual([]);
});
