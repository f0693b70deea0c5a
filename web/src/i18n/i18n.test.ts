import { readFileSync, readdirSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { en } from "./en/index.ts";
import {
  compareNames,
  dayOf,
  formatDay,
  formatInstant,
  formatMoney,
  formatMonth,
  formatPercent,
  parseDay,
  parseTime,
} from "./format.ts";
import { fill, keptLanguage, setLanguage, t, textOf } from "./index.ts";
import { zh } from "./zh/index.ts";

type Tables = Record<string, Record<string, string>>;
const argumentsOf = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map((hit) => hit[1]))].sort();

describe("dictionaries", () => {
  test("zh and en have the same contexts, keys and arguments, and no text is empty", () => {
    expect(Object.keys(en)).toEqual(Object.keys(zh));
    for (const [context, texts] of Object.entries(zh as Tables)) {
      const english = (en as Tables)[context] ?? {};
      expect(Object.keys(english).sort(), context).toEqual(Object.keys(texts).sort());
      for (const [key, text] of Object.entries(texts)) {
        expect(text.trim(), `zh ${context}.${key}`).not.toBe("");
        expect(english[key]?.trim(), `en ${context}.${key}`).not.toBe("");
        expect(argumentsOf(english[key] ?? ""), `${context}.${key}`).toEqual(argumentsOf(text));
      }
    }
  });

  test("every file of a language is in its index", () => {
    for (const lang of ["zh", "en"]) {
      const files = readdirSync(`src/i18n/${lang}`).filter((file) => file !== "index.ts");
      expect(files.map((file) => file.replace(".ts", "")).sort()).toEqual(Object.keys(zh).sort());
      const index = readFileSync(`src/i18n/${lang}/index.ts`, "utf8");
      for (const file of files) expect(index).toContain(`"./${file}"`);
    }
  });
});

describe("texts", () => {
  beforeEach(async () => {
    localStorage.clear();
    await setLanguage("zh");
  });

  test("a newcomer reads Chinese, and the choice is kept", async () => {
    localStorage.clear();
    expect(keptLanguage()).toBe("zh");
    await setLanguage("en");
    expect(keptLanguage()).toBe("en");
    expect(document.documentElement.lang).toBe("en");
    expect(t("ui.close")).toBe("Close");
  });

  test("arguments are filled, and one is singular", () => {
    expect(t("ui.shown", { count: 20 })).toBe("已显示 20 条");
    expect(fill("{n} {n|person|people}", { n: 1 })).toBe("1 person");
    expect(fill("{n} {n|person|people}", { n: 0 })).toBe("0 people");
    expect(fill("{absent}", {})).toBe("{absent}");
    expect(fill("{name}", { name: "{n} $&" })).toBe("{n} $&");
  });

  test("a key from elsewhere may be unknown", () => {
    expect(textOf("ui.close")).toBe("关闭");
    expect(textOf("ui.nothing")).toBeUndefined();
    expect(textOf("nothing")).toBeUndefined();
  });
});

describe("formats", () => {
  test("days, months and instants", () => {
    expect(formatDay("2026-11-05", "zh")).toBe("2026年11月5日");
    expect(formatDay("2026-11-05", "en")).toBe("5 November 2026");
    expect(formatDay("2026-02-30", "zh")).toBe("2026-02-30");
    expect(formatMonth("2026-11", "zh")).toBe("2026年11月");
    expect(formatInstant("2026-11-05T16:02:03Z", "zh")).toBe("2026年11月6日 00:02");
    expect(formatInstant("2026-11-05T01:02:03Z", "en")).toBe("5 November 2026, 09:02");
    expect(dayOf("2026-12-31T16:00:00Z")).toBe("2027-01-01");
  });

  test("money is fen, shown as yuan", () => {
    expect(formatMoney(123_400, "zh")).toBe("1,234.00 元");
    expect(formatMoney(-5, "en")).toBe("-0.05 yuan");
    expect(formatPercent(0.902)).toBe("90.2%");
  });

  test.each([
    "2026-11-05",
    "2026-11-5",
    "2026.11.5",
    "2026/11/05",
    "20261105",
    "2026年11月5日",
    "２０２６年１１月５日",
    " 2026 年 11 月 5 日 ",
    "5 November 2026",
    "5 nov 2026",
  ])("%s is understood", (typed) => expect(parseDay(typed)).toBe("2026-11-05"));

  test.each([
    "",
    "5/11/2026",
    "26-11-05",
    "2026-02-29",
    "2026-13-01",
    "20261131",
    "tomorrow",
    "2026-11-05x",
    "0026-11-05",
  ])("%s is not guessed at", (typed) => expect(parseDay(typed)).toBeUndefined());

  test("names are ordered by pinyin, numbers in them by value", () => {
    expect(["张", "李10", "李9", "白"].sort(compareNames)).toEqual(["白", "李9", "李10", "张"]);
  });
});

describe("times of the day", () => {
  test.each([
    ["9", "09:00"],
    ["9:00", "09:00"],
    ["0900", "09:00"],
    ["９：３０", "09:30"],
    [" 9 : 05 ", "09:05"],
    ["9点", "09:00"],
    ["9点半", "09:30"],
    ["17点15分", "17:15"],
    ["17.30", "17:30"],
    ["24:00", "24:00"],
    ["00:00", "00:00"],
  ])("%s is %s", (typed, time) => expect(parseTime(typed)).toBe(time));

  test.each(["", "25:00", "24:01", "9:60", "9:", "nine", "-9", "9:00-17:00", "090", "9:000"])(
    "%s is not guessed at",
    (typed) => expect(parseTime(typed)).toBeUndefined(),
  );
});
