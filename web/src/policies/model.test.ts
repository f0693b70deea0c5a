import { beforeAll, expect, test } from "vitest";
import { setLanguage, t } from "../i18n/index.ts";
import type { Explanation } from "./api.ts";
import { isOutcome, rateText, whySentence } from "./model.ts";

beforeAll(() => setLanguage("en"));

const one: Explanation = {
  policy: "living_subsidy",
  name: "Living subsidy",
  outcome: "entitled",
  month: 11000,
  as_of: "2026-11-05",
  since: null,
  row: 3,
  basis: "State Council [2015] No. 52",
  document: "State Council [2015] No. 52",
  inputs: [],
  rates: [],
  failed: [],
  missing: [],
  excluded_by: "",
  mode: "",
  excluded_document: "",
};

test("each outcome has its own sentence", () => {
  expect(whySentence(t, one)).toContain("State Council");
  expect(whySentence(t, { ...one, outcome: "to_verify" })).toContain("Not known yet");
  expect(whySentence(t, { ...one, outcome: "not_entitled" })).toContain("not met");
  const condition = { table: "a", name: "b", wanted: "yes", is: "no" };
  expect(whySentence(t, { ...one, outcome: "not_entitled", failed: [condition] })).toContain(
    "stands between",
  );
  const excluded = { ...one, outcome: "excluded" as const, excluded_by: "Support" };
  expect(whySentence(t, { ...excluded, mode: "block" })).toContain("do not go together");
  expect(whySentence(t, { ...excluded, mode: "take_higher" })).toContain("110.00 yuan");
});

test("yuan of the packs are money, other units stay as they are", () => {
  expect(rateText({ value: "157.5", unit: "yuan" })).toBe("157.50 yuan");
  expect(rateText({ value: "yes", unit: "truth" })).toBe("yes");
});

test("only outcomes are outcomes", () => {
  expect(isOutcome("entitled")).toBe(true);
  expect(isOutcome("rich")).toBe(false);
  expect(isOutcome(null)).toBe(false);
});
