import { describe, expect, test } from "vitest";
import type { EventPage, KindLine } from "./api.ts";
import {
  askedOf,
  bodyOf,
  clockNow,
  dayBefore,
  faultsOf,
  freshValues,
  isHeld,
  monthsAround,
  monthSpan,
  no_deliverer,
  parcelCondition,
  readCount,
  readParcelCondition,
  readYuan,
  valuesOf,
  weekdayOf,
  whenHeld,
} from "./model.ts";

const today = "2026-11-22";
const kind: KindLine = {
  key: "home_visit",
  beneficiaries: "household",
  walk_ins: false,
  online: false,
  site: "none",
  type: "none",
  length: "optional",
  aid_field: "none",
  may_plan: true,
  slots: false,
  photos_min: 0,
  note_min: 2,
  items: [],
  deliverers: ["social_worker", "liaison"],
};
const activity: KindLine = {
  ...kind,
  key: "activity",
  beneficiaries: "roll",
  walk_ins: true,
  site: "optional",
  type: "required",
  note_min: 0,
  deliverers: [],
};
const person = { id: "p", name: "A", about: "" };
const site = { id: "s", name: "S", about: "" };

describe("days", () => {
  test("go over the ends of months and years", () => {
    expect(dayBefore("2026-03-01", 1)).toBe("2026-02-28");
    expect(dayBefore("2024-03-01", 1)).toBe("2024-02-29");
    expect(dayBefore("2026-12-31", -1)).toBe("2027-01-01");
    expect(dayBefore("nothing", 1)).toBe("nothing");
  });
  test("Monday is 1 and Sunday 7", () => {
    expect(weekdayOf("2026-11-22")).toBe(7);
    expect(weekdayOf("2026-11-23")).toBe(1);
  });
  test("the time of day is China's", () => {
    expect(clockNow(new Date("2026-11-22T00:55:00Z"))).toBe("08:55");
    expect(clockNow(new Date("2026-11-22T16:01:00Z"))).toBe("00:01");
  });
  test("a month from its first to its last day", () => {
    expect(monthSpan("2024-02")).toEqual({ from: "2024-02-01", to: "2024-02-29" });
    expect(monthSpan("2026-12")).toEqual({ from: "2026-12-01", to: "2026-12-31" });
    expect(monthSpan("2026-13")).toBeUndefined();
    expect(monthSpan("")).toBeUndefined();
  });
  test("the months to choose begin with the next", () => {
    expect(monthsAround("2026-12-31").slice(0, 3)).toEqual(["2027-01", "2026-12", "2026-11"]);
    expect(monthsAround("x")).toEqual([]);
  });
});

describe("held or planned", () => {
  test("the day decides, and today is asked", () => {
    expect(whenHeld(kind, "2026-11-21", today)).toBe("held");
    expect(whenHeld(kind, today, today)).toBe("asked");
    expect(whenHeld(kind, "2026-11-23", today)).toBe("planned");
    expect(whenHeld({ may_plan: false }, "2026-11-23", today)).toBe("held");
    expect(isHeld(kind, { on: today, held: "no" }, today)).toBe(false);
    expect(isHeld(kind, { on: "2026-11-21", held: "no" }, today)).toBe(true);
  });
});

describe("a form", () => {
  test("asks only for what the kind has", () => {
    const visit = askedOf(kind, { site: null, persons: [person] }, true);
    expect(visit).toMatchObject({ persons: true, type: false, site: false, area: false });
    expect(visit).toMatchObject({ walk_ins: false, online: false, title: false });
    const party = askedOf(activity, { site: null, persons: [] }, true);
    expect(party).toMatchObject({ type: true, site: true, area: true, walk_ins: true });
    expect(askedOf(activity, { site, persons: [] }, false)).toMatchObject({
      area: false,
      walk_ins: false,
    });
  });

  test("a visit needs somebody, and a note as long as the kind says", () => {
    expect(faultsOf(kind, freshValues(kind, today), today)).toEqual({
      persons: "events.persons_missing",
      words: "note",
    });
    const sound = { ...freshValues(kind, today), persons: [person], words: "送药" };
    expect(faultsOf(kind, sound, today)).toEqual({});
    expect(faultsOf(kind, { ...sound, words: "", held: "no" }, today)).toEqual({});
  });

  test("walk-ins are enough where the kind counts them", () => {
    const reception = { ...kind, beneficiaries: "person", walk_ins: true, note_min: 0 };
    const values = { ...freshValues(reception, today), area: "421102" };
    expect(faultsOf(reception, values, today).persons).toBe("events.persons_missing_or_count");
    expect(faultsOf(reception, { ...values, walk_ins: "2" }, today)).toEqual({});
    expect(faultsOf(reception, { ...values, walk_ins: "two" }, today).walk_ins).toBe(
      "events.count_wrong",
    );
  });

  test("an activity needs its type and a place", () => {
    expect(faultsOf(activity, freshValues(activity, today), today)).toEqual({
      activity_type: "events.type_missing",
      area: "events.area_missing",
    });
    const required = { ...activity, site: "required" };
    expect(faultsOf(required, freshValues(required, today), today).site).toBe(
      "events.site_missing",
    );
  });

  test("what is no day, no time, no number is told", () => {
    const values = {
      ...freshValues(kind, today),
      persons: [person],
      words: "ok",
      on: "soon",
      starts_at: "late",
      minutes: "0",
      deliverers: [{ ...no_deliverer, name: "B" }],
      items: [{ item: "goods", quantity: "x", value: "" }],
    };
    expect(faultsOf(kind, values, today)).toEqual({
      on: "ui.date_not_understood",
      starts_at: "events.clock_wrong",
      minutes: "events.minutes_wrong",
      deliverers: "events.deliverer_kind_missing",
      items: "events.item_number_wrong",
    });
    const no_plans = { ...kind, may_plan: false };
    expect(faultsOf(no_plans, { ...values, on: "2026-11-23" }, today).on).toBe("events.on_ahead");
    expect(faultsOf(kind, { ...values, on: "" }, today).on).toBe("events.on_missing");
  });

  test("photos sent before count as proof", () => {
    const proved = { ...kind, photos_min: 1, note_min: 0 };
    const values = { ...freshValues(proved, today), persons: [person] };
    expect(faultsOf(proved, values, today)).toEqual({ evidence: "events.photos_missing" });
    expect(faultsOf(proved, { ...values, proofs: ["f"] }, today)).toEqual({});
  });

  test("a kind with one who may do it begins with it", () => {
    const leaders = { ...kind, deliverers: ["leader"] };
    expect(freshValues(leaders, today).deliverers[0]?.kind).toBe("leader");
    expect(freshValues(kind, today).deliverers[0]?.kind).toBe("");
  });
});

describe("what is sent", () => {
  test("leaves away what is empty or not asked", () => {
    const values = {
      ...freshValues(kind, today),
      persons: [person],
      words: " 送药 ",
      site,
      activity_type: "lecture",
      walk_ins: "3",
      area: "421102",
    };
    expect(bodyOf(kind, values, today, [])).toEqual({
      kind: "home_visit",
      on: today,
      held: true,
      persons: ["p"],
      deliverers: [],
      items: [],
      evidence: [],
      tags: [],
      accessibility: [],
      words: "送药",
    });
  });

  test("numbers are read, money is fen, and one is the usual quantity", () => {
    const values = {
      ...freshValues(activity, today),
      site,
      activity_type: "lecture",
      walk_ins: "１２",
      minutes: "90",
      starts_at: "9:30",
      deliverers: [{ ...no_deliverer, kind: "volunteer", name: " V ", heads: "4" }],
      items: [
        { item: "goods", quantity: "", value: "12.5" },
        { item: "", quantity: "", value: "" },
      ],
    };
    expect(bodyOf(activity, values, today, ["f"])).toMatchObject({
      site: "s",
      activity_type: "lecture",
      walk_ins: 12,
      minutes: 90,
      starts_at: "09:30",
      deliverers: [{ kind: "volunteer", name: "V", heads: 4 }],
      items: [{ item: "goods", quantity: 1, value_fen: 1250 }],
      evidence: ["f"],
    });
  });

  test("a body is named by its id, a colleague by name and as one, a name with heads", () => {
    const one = { ...no_deliverer, kind: "volunteer" };
    const body = { id: "o", name: "Team", about: "" };
    const values = {
      ...freshValues(activity, today),
      site,
      deliverers: [
        { ...one, by: "organisation" as const, organisation: body, heads: "12" },
        { ...one, by: "user" as const, name: "Li", heads: "7" },
        { ...one, name: "Wang" },
      ],
    };
    expect(bodyOf(activity, values, today, []).deliverers).toEqual([
      { kind: "volunteer", organisation: "o", heads: 12 },
      { kind: "volunteer", name: "Li", heads: 1 },
      { kind: "volunteer", name: "Wang", heads: 1 },
    ]);
    const faultOf = (part: object) =>
      faultsOf(activity, { ...values, deliverers: [{ ...one, ...part }] }, today).deliverers;
    expect(faultOf({ by: "organisation" })).toBe("events.deliverer_body_missing");
    expect(faultOf({ by: "user" })).toBe("events.deliverer_colleague_missing");
    expect(faultOf({ kind: "", by: "organisation", organisation: body })).toBe(
      "events.deliverer_kind_missing",
    );
    expect(faultOf({})).toBeUndefined();
  });

  test("a correction begins as the event was and would send the same", () => {
    const page: EventPage = {
      event: {
        id: "e",
        kind: "activity",
        activity_type: "lecture",
        title: "T",
        area: "421102001",
        where: "",
        site: "s",
        place: "",
        campaign: null,
        on: "2026-11-20",
        starts_at: "09:30",
        minutes: 60,
        state: "held",
        attendance: 3,
        walk_ins: 2,
        online: 0,
        deliverer_kind: "staff",
        aid_field: "",
        money_source: "",
        corrects: null,
        site_ended: null,
      },
      words: "ok",
      deliverers: [{ kind: "staff", organisation: null, person: null, name: "", heads: 1 }],
      slots: [],
      roll: [
        { person: "p", name: "A", area: "1", mark: "present", arrived_at: null, meal: false },
        { person: "q", name: "B", area: "1", mark: "absent", arrived_at: null, meal: false },
      ],
      items: [{ item: "goods", person: "p", quantity: 2, value_fen: 1000 }],
      evidence: ["f"],
      tags: [],
      accessibility: [],
      steps: [],
      corrected_by: null,
    };
    expect(bodyOf(activity, valuesOf(page, site), today, [])).toEqual({
      kind: "activity",
      activity_type: "lecture",
      title: "T",
      site: "s",
      on: "2026-11-20",
      held: true,
      starts_at: "09:30",
      minutes: 60,
      walk_ins: 2,
      persons: ["p"],
      deliverers: [{ kind: "staff", heads: 1 }],
      items: [{ item: "goods", person: "p", quantity: 2, value_fen: 1000 }],
      evidence: ["f"],
      tags: [],
      accessibility: [],
      words: "ok",
    });
  });
});

test("counts and money as they are typed", () => {
  expect(readCount(" 12 ")).toBe(12);
  expect(readCount("")).toBeUndefined();
  for (const bad of ["-1", "1.5", "x", "99999999999"]) expect(readCount(bad)).toBeNaN();
  expect(readYuan("1,234.5")).toBe(123450);
  expect(readYuan("0.05")).toBe(5);
  expect(readYuan("")).toBeUndefined();
  for (const bad of ["1.234", "-1", "x", "."]) expect(readYuan(bad)).toBeNaN();
});

test("who gets a parcel, there and back", () => {
  expect(parcelCondition({ categories: [], levels: [] })).toBeUndefined();
  const filter = { categories: ["4"], levels: ["1", "2"] };
  const condition = parcelCondition(filter)!;
  expect(condition).toBe("category in (4) and level in (1, 2)");
  expect(readParcelCondition(condition)).toEqual(filter);
  expect(readParcelCondition("")).toEqual({ categories: [], levels: [] });
  expect(readParcelCondition("level <= 2")).toEqual({ categories: [], levels: ["1", "2"] });
  expect(readParcelCondition("category = 4")).toEqual({ categories: ["4"], levels: [] });
  expect(readParcelCondition("level < 2")).toBeUndefined();
  expect(readParcelCondition('sex = "female"')).toBeUndefined();
});
