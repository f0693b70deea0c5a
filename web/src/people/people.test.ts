import { beforeAll, describe, expect, test } from "vitest";
import { setLanguage } from "../i18n/index.ts";
import { coverOf, holdsOn } from "../organisations/cover.ts";
import { around, isWithin } from "../codes/areas.ts";
import { numberOf } from "./certificates.tsx";
import { clashesOf, editOf, patchOf, presentOf, rebase, type Base } from "./change.ts";
import { giversFor, purposesLeft, self } from "./consent-model.ts";
import { eventsAfter } from "./event.tsx";
import { factsOf, relationsFor, undoOf, type MemberLine } from "./household-model.ts";
import { faultsOf } from "./new-person.tsx";
import { certificateFault, citizenIdFault, tidyNumber } from "./numbers.ts";
import { wordFor } from "./words.ts";

beforeAll(() => setLanguage("zh"));

// County code 99 exists nowhere; only the check digit is real.
const body = "42119919650301002";
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const sum = weights.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
const sound = body + "10X98765432"[sum % 11];

describe("numbers", () => {
  test("a citizen id is checked to its last character", () => {
    expect(citizenIdFault(sound)).toBeUndefined();
    expect(citizenIdFault(` ${sound.slice(0, 6)} ${sound.slice(6)}`)).toBeUndefined();
    expect(citizenIdFault(body + (sound.endsWith("0") ? "1" : "0"))).toBe("check_digit");
    expect(citizenIdFault("421199196502300021")).toBe("malformed");
    expect(citizenIdFault("42119919650301")).toBe("malformed");
    expect(citizenIdFault(" ")).toBe("missing");
    expect(tidyNumber("\uff11\uff12x ")).toBe("12X");
  });

  test("a certificate number has a category, a level, and perhaps a re-issue", () => {
    expect(certificateFault(`${sound}42`)).toBeUndefined();
    expect(certificateFault(`${sound}42b1`)).toBeUndefined();
    expect(certificateFault(`${sound}82`)).toBe("malformed");
    expect(certificateFault(sound)).toBe("malformed");
    expect(certificateFault("")).toBeUndefined();
  });
});

test("every fault of a new person is told at once", () => {
  const empty = {
    name: " ",
    citizen_id: "1",
    area: "",
    phone: "",
    address: "",
    guardian: "",
    household_kind: "",
    certificate_number: "2",
    issued_on: "soon",
    expires_on: "",
  };
  const faults = faultsOf(empty);
  expect(Object.keys(faults).filter((name) => faults[name as keyof typeof faults])).toEqual([
    "name",
    "citizen_id",
    "area",
    "certificate_number",
    "issued_on",
  ]);
  const other = faultsOf({
    ...empty,
    citizen_id: sound,
    certificate_number: `1${sound.slice(1)}42`,
    issued_on: "2026-11-05",
    expires_on: "2026-11-04",
  });
  expect([other.citizen_id, other.certificate_number === undefined, other.issued_on]).toEqual([
    undefined,
    false,
    undefined,
  ]);
  expect(other.expires_on).toBeTruthy();
});

describe("an edit", () => {
  const base: Base = {
    revision: 3,
    name: "A",
    guardian: "B",
    household_kind: "",
    area: "421102001001",
    phone_masked: "*******1234",
    address_masked: "",
  };

  test("sends only what was changed", () => {
    expect(patchOf(editOf(base))).toEqual({});
    expect(patchOf({ ...editOf(base), guardian: " C ", phone: "5" })).toEqual({
      guardian: "C",
      phone: "5",
    });
    expect(patchOf({ ...editOf(base), clear_phone: true })).toEqual({ phone: "" });
  });

  test("clashes where both changed the same to something else", () => {
    const edit = { ...editOf(base), guardian: "C", phone: "5" };
    const present = { ...base, revision: 4, name: "Z", guardian: "D" };
    expect(clashesOf(edit, present)).toEqual([{ field: "guardian", mine: "C", theirs: "D" }]);
    expect(clashesOf(edit, { ...present, guardian: "C" })).toEqual([]);
    const mine = rebase(edit, present, new Set());
    expect(patchOf(mine)).toEqual({ guardian: "C", phone: "5" });
    expect([mine.name, mine.base.revision]).toEqual(["Z", 4]);
    expect(patchOf(rebase(edit, present, new Set(["guardian"])))).toEqual({ phone: "5" });
  });
});

test("the present state of a refused edit is taken only when it is that person, whole", () => {
  expect(presentOf({ id: "a", revision: 4, name: "B" }, "a")?.name).toBe("B");
  for (const other of [undefined, null, {}, 4, "4", { revision: 4 }, { id: "b", revision: 4 }])
    expect(presentOf(other, "a")).toBeUndefined();
});

test("what can befall a certificate follows from its state", () => {
  expect(eventsAfter("valid")).toEqual(["frozen", "cancelled", "dead"]);
  expect(eventsAfter("frozen")).toContain("thawed");
  expect(eventsAfter("cancelled")).toEqual(["dead"]);
  expect(eventsAfter("dead")).toEqual([]);
});

test("a full number is shown only beside the masked one it belongs to", () => {
  const current = { number_masked: "****1142", current: true };
  const old = { number_masked: "****1143", current: false };
  const numbers = { certificate_numbers: ["12341142", "12341143"] };
  expect(numberOf(current, [current, old], undefined)).toBe("****1142");
  expect(numberOf(current, [current, old], numbers)).toBe("12341142");
  expect(numberOf(old, [current, old], numbers)).toBe("12341143");
  expect(numberOf(old, [current, old, old], numbers)).toBe("****1143");
});

test("the place around is found by the code, over levels that are in none", () => {
  expect(around("421102001001")).toBe("421102001");
  expect(around("421102001001000000003")).toBe("421102001001");
  expect(around("421102001001002000")).toBe("421102001001002");
  expect(around("42")).toBe("");
  expect(isWithin({ level: "grid" }, "village")).toBe(true);
  expect(isWithin({ level: "town" }, "village")).toBe(false);
});

test("a village counts as covered once, on the days the duty holds", () => {
  const tie = (to_id: string, until: string | null) => ({
    id: to_id,
    kind: "liaison_of",
    from_kind: "user",
    from_id: "1",
    to_kind: "area",
    to_id,
    title: "",
    from: "2026-01-01",
    until,
  });
  const town = { code: "421102001", level: "town", name: "", path: "", children: 3 };
  const ties = [
    tie("421102001001", null),
    tie("421102001001002", null),
    tie("421102001002", "2026-11-05"),
  ];
  expect(coverOf([town], ties, "2026-11-05")[0]?.villages_covered).toBe(1);
  expect(coverOf([town], ties, "2026-11-04")[0]?.villages_covered).toBe(2);
  expect(holdsOn({ from: "2026-01-02", until: null }, "2026-01-01")).toBe(false);
});

test("a code without a word shows itself", () => {
  expect(wordFor("step", "certificate.renew")).not.toContain(".");
  expect(wordFor("fact", "unheard.of")).toBe("unheard.of");
});

describe("a household", () => {
  const member = (relation: MemberLine["relation"], name: string, yes: string[] = []) => ({
    relation,
    name,
    facts: yes.map((kind) => ({ kind, value: "yes", from: "2026-01-01", until: null, source: "" })),
  });

  test("has one head", () => {
    expect(relationsFor(null)).toContain("head");
    expect(relationsFor({ members: [member("child", "B")] })).toContain("head");
    expect(relationsFor({ members: [member("head", "A")] })).not.toContain("head");
  });

  test("takes back what was just done, on the day it was dated", () => {
    const step = {
      household: "h",
      person: "p",
      name: "A",
      relation: "child",
      on: "2026-02-03",
    } as const;
    expect(undoOf({ ...step, kind: "joined" })).toEqual({ kind: "leave", on: "2026-02-03" });
    expect(undoOf({ ...step, kind: "left" })).toEqual({ kind: "join", from: "2026-02-03" });
  });

  test("tells burden and help once, with whose it is", () => {
    const father = member("head", "A", ["out_of_work", "low_rent"]);
    const mother = member("spouse", "B", ["out_of_work"]);
    const child = member("child", "C");
    child.facts.push({ kind: "dibao", value: "no", from: "2026-01-01", until: null, source: "" });
    expect(factsOf([father, mother, child])).toEqual([
      { fact: "out_of_work", names: ["A", "B"] },
      { fact: "low_rent", names: ["A"] },
    ]);
  });
});

describe("a consent", () => {
  const mother = { person: "m", name: "M", tie: "parent" };

  test("is given by a guardian or parent where the person is too young", () => {
    const page = { givers: [mother], too_young_for: ["photo"] };
    expect(giversFor(page, "photo")).toEqual([mother]);
    expect(giversFor(page, "story")).toEqual([self, mother]);
    expect(giversFor({ ...page, givers: [] }, "photo")).toEqual([]);
  });

  test("is not asked for twice while it is live", () => {
    const choices = [{ value: "photo" }, { value: "story" }];
    const given = { purpose: "photo", withdrawn_on: null };
    expect(purposesLeft(choices, [given])).toEqual([{ value: "story" }]);
    expect(purposesLeft(choices, [{ ...given, withdrawn_on: "2026-01-01" }])).toEqual(choices);
  });
});
