import { readdirSync, readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeAll, describe, expect, test } from "vitest";
import { setLanguage, t } from "../i18n/index.ts";
import { BarChart } from "./bar-chart.tsx";
import { readDay } from "./date-field.tsx";
import type { Examples } from "./example.ts";
import { FigureCard } from "./figure-card.tsx";
import { refusal } from "./file-input.tsx";
import { nextSort } from "./table.tsx";
import { tabAfter } from "./tabs.tsx";
import { countCharacters } from "./text-area.tsx";

beforeAll(() => setLanguage("zh"));

// Parts of others, shown where they are used.
const without_examples = new Set(["icon", "heading", "field", "page", "part"]);

describe("the kit", () => {
  test("every component has examples", () => {
    const files = readdirSync("src/ui");
    const components = files
      .filter((file) => /^[a-z-]+\.tsx$/.test(file))
      .map((file) => file.replace(".tsx", ""));
    const missing = components.filter(
      (name) => !without_examples.has(name) && !files.includes(`${name}.examples.tsx`),
    );
    expect(missing).toEqual([]);
  });

  test("every example shows in both languages, and in each says something else", async () => {
    const files = import.meta.glob<{ default: Examples }>("./*.examples.tsx", { eager: true });
    const all = Object.values(files).flatMap((file) => file.default.examples);
    const shown: string[][] = [];
    for (const lang of ["zh", "en"] as const) {
      await setLanguage(lang);
      shown.push(all.map(({ name, show: Show }) => name() + renderToStaticMarkup(<Show />)));
    }
    await setLanguage("zh");
    expect(all.length).toBeGreaterThan(40);
    for (const [at, text] of shown[0]!.entries()) expect(text).not.toBe(shown[1]![at]);
  });

  test("no colour stands outside the tokens", () => {
    const sheets = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".css"),
    );
    for (const sheet of sheets.filter((file) => !file.endsWith("tokens.css"))) {
      const text = readFileSync(`src/${sheet}`, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
      expect(text.match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/gi), sheet).toBeNull();
      expect(text, sheet).not.toContain("url(");
    }
  });
});

test("a sort goes up, down, and back to the usual order", () => {
  const up = nextSort("name", undefined);
  const down = nextSort("name", up);
  expect([up, down, nextSort("name", down)]).toEqual([
    { key: "name", descending: false },
    { key: "name", descending: true },
    undefined,
  ]);
  expect(nextSort("age", down)).toEqual({ key: "age", descending: false });
});

test("the arrows go round the tabs", () => {
  expect([
    tabAfter("ArrowRight", 2, 3),
    tabAfter("ArrowLeft", 0, 3),
    tabAfter("Home", 2, 3),
    tabAfter("End", 0, 3),
  ]).toEqual([0, 2, 0, 2]);
  expect(tabAfter("a", 0, 3)).toBeUndefined();
});

test("characters are counted as people count them", () => {
  expect(countCharacters("𠮷野家")).toBe(3);
});

test("a file of another kind or too large is refused with its name", () => {
  const file = new File(["12345"], "ROSTER.XLSX");
  expect(refusal(file, [".xlsx"], 10, t)).toBeUndefined();
  expect(refusal(file, [".csv"], 10, t)).toContain("ROSTER.XLSX");
  expect(refusal(file, [".xlsx"], 4, t)).toContain("5 B");
});

test("a date field tells empty, understood and not understood apart", () => {
  expect([readDay(" "), readDay("2026年11月5日"), readDay("5/11")]).toEqual([
    "",
    "2026-11-05",
    undefined,
  ]);
});

test("a chart of noughts or of nothing draws no false bar", () => {
  const nought = renderToStaticMarkup(
    <BarChart title="a" unit="b" bars={[{ name: "c", value: 0 }]} />,
  );
  expect(nought).toContain("inline-size:0%");
  expect(renderToStaticMarkup(<BarChart title="a" unit="b" bars={[]} />)).toContain(
    t("ui.chart_empty"),
  );
});

test("an unknown figure is not nought", () => {
  const card = renderToStaticMarkup(<FigureCard name="a" unit="b" value={undefined} />);
  expect(card).toContain(t("ui.figure_unknown"));
  expect(card).not.toContain("<strong>");
});
