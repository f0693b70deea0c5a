import { expect, test } from "vitest";
import { readCodes, type CodesView } from "./codes.ts";

const line = (code: string, zh: string, en: string, parent = "", may_claim = false) => ({
  code,
  zh,
  en,
  parent,
  may_claim,
});

const view = {
  lists: [
    {
      list: "need_category",
      codes: [
        line("daily", "生活帮扶", "Daily help"),
        line("daily.meals", "送餐", "Meals", "daily"),
      ],
    },
    {
      list: "organisation_kind",
      codes: [
        line("company", "企业", "Company", "", true),
        line("federation", "残联", "Federation"),
      ],
    },
  ],
  roles: [line("district", "区县残联", "District federation")],
  rules: { letter_min: 10 },
  today: "2026-11-22",
} as unknown as CodesView;

test("a category is named with its group, in the language asked for", () => {
  expect(readCodes(view, "en").category("daily.meals")).toBe("Daily help · Meals");
  expect(readCodes(view, "zh").category("daily")).toBe("生活帮扶");
});

test("a list of two levels gives its groups, and the codes of one group", () => {
  const codes = readCodes(view, "en");
  expect(codes.choices("need_category", "")).toEqual([{ value: "daily", label: "Daily help" }]);
  expect(codes.choices("need_category", "daily")).toEqual([
    { value: "daily.meals", label: "Meals" },
  ]);
});

test("an unknown code stands as it is, and nothing stands while the lists are on their way", () => {
  expect(readCodes(view, "zh").word("urgency", "gone")).toBe("gone");
  expect(readCodes(undefined, "zh").word("urgency", "gone")).toBe("");
});

test("only kinds that the packs allow may claim", () => {
  const codes = readCodes(view, "zh");
  expect(codes.mayClaim("company")).toBe(true);
  expect(codes.mayClaim("federation")).toBe(false);
  expect(codes.mayClaim("unheard_of")).toBe(false);
});
