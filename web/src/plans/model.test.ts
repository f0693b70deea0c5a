import { describe, expect, test } from "vitest";
import type { EventLine, KindLine } from "../events/api.ts";
import type { PlanLine } from "./api.ts";
import {
  contactBody,
  contactsAmong,
  countParts,
  inSeenOrder,
  isIn,
  isPart,
  quickKinds,
  stageOf,
} from "./model.ts";

const today = "2026-11-22";
const plan: PlanLine = {
  id: "p",
  kind: "solo_living",
  person: "wang",
  person_name: "Wang",
  area: "421102001001",
  where: "",
  cycle_days: 7,
  from: "2026-11-01",
  until: null,
  end_reason: "",
  words: "",
  last_contact: null,
  due_on: "2026-11-25",
  days_overdue: 0,
  told: "",
  told_steps: 0,
  kinds: ["call", "home_visit", "home_care_visit", "gone"],
};
const due = { ...plan, id: "due", due_on: today };
const overdue = { ...plan, id: "overdue", days_overdue: 2, told: "liaison", told_steps: 1 };
const told = { ...plan, id: "told", days_overdue: 9, told: "town", told_steps: 3 };

const kind: KindLine = {
  key: "call",
  beneficiaries: "person",
  walk_ins: false,
  online: false,
  site: "none",
  type: "none",
  length: "optional",
  aid_field: "optional",
  may_plan: true,
  slots: false,
  photos_min: 0,
  note_min: 0,
  items: [],
  deliverers: ["liaison", "staff"],
};

describe("how urgent a plan is", () => {
  test("a day still to come, the day itself, a day that is over, and so long that others are told", () => {
    expect([plan, due, overdue, told].map((one) => stageOf(one, today))).toEqual([
      "ahead",
      "due",
      "overdue",
      "told",
    ]);
  });

  test("who is told of is overdue too, and everything but what is ahead is to be done now", () => {
    expect(countParts([plan, due, overdue, told], today)).toEqual({
      all: 4,
      now: 3,
      due: 1,
      overdue: 2,
      told: 1,
      ahead: 1,
    });
    expect(isIn("overdue", "told")).toBe(true);
    expect(isIn("due", "overdue")).toBe(false);
    expect([isPart("told"), isPart("toString"), isPart("")]).toEqual([true, false, false]);
  });
});

describe("a list somebody works down", () => {
  const ids = (plans: readonly { id: string }[]) => plans.map(({ id }) => id);

  test("begins in the server's order and then stays as it was seen", () => {
    expect(ids(inSeenOrder([told, overdue, due], []))).toEqual(["told", "overdue", "due"]);
    expect(ids(inSeenOrder([overdue, due, told], ["told", "overdue", "due"]))).toEqual([
      "told",
      "overdue",
      "due",
    ]);
  });

  test("what is new comes last; what is gone leaves no hole", () => {
    expect(ids(inSeenOrder([plan, overdue, due], ["told", "overdue", "due"]))).toEqual([
      "overdue",
      "due",
      "p",
    ]);
  });
});

describe("what two taps can record", () => {
  const visit = { ...kind, key: "home_visit", beneficiaries: "household", note_min: 2 };

  test("kinds of the plan that ask for no more than a sentence, in the order of the packs", () => {
    const care = { ...kind, key: "home_care_visit", length: "required" };
    const class_of = { ...kind, key: "class", beneficiaries: "roll" };
    const keys = quickKinds(plan, [care, visit, class_of, kind]).map(({ key }) => key);
    expect(keys).toEqual(["call", "home_visit"]);
  });

  test.each([{ photos_min: 1 }, { site: "required" }, { aid_field: "required" }])(
    "not what asks for more: %o",
    (more) => expect(quickKinds(plan, [{ ...kind, ...more }])).toEqual([]),
  );

  test("it is held today with that person, by whom the kind allows", () => {
    const contact = { kind, person: "wang", on: today, words: "All is well" };
    const body = contactBody({ ...contact, by: { role: "liaison", name: "Li" } });
    expect(body).toMatchObject({ kind: "call", on: today, held: true, persons: ["wang"] });
    expect(body.deliverers).toEqual([{ kind: "liaison", name: "Li" }]);
    expect(contactBody({ ...contact, by: { role: "district", name: "Qu" } }).deliverers).toEqual(
      [],
    );
  });
});

test("a contact is of a kind that counts, since the plan began, and stands", () => {
  const line = { id: "1", kind: "call", on: "2026-11-02", state: "held" } as EventLine;
  const events: EventLine[] = [
    line,
    { ...line, id: "2", kind: "activity" },
    { ...line, id: "3", on: "2026-10-31" },
    { ...line, id: "4", state: "corrected" },
    { ...line, id: "5", state: "planned" },
    { ...line, id: "6", state: "closed", kind: "home_visit" },
  ];
  expect(contactsAmong(plan, events).map(({ id }) => id)).toEqual(["1", "6"]);
});
