import { expect, test } from "vitest";
import document from "../../../docs/coverage.md?raw";
import { readCoverage } from "./read.ts";

test("every mechanism of the document is a row in both languages", () => {
  const zh = readCoverage(document, "zh");
  const en = readCoverage(document, "en");
  expect(zh).toHaveLength(130);
  expect(en.map((row) => row.id)).toEqual(zh.map((row) => row.id));
  expect(zh.every((row) => row.gist !== "") && en.every((row) => row.gist !== "")).toBe(true);
});

test("links are shown by their names", () => {
  const [row] = readCoverage(
    "| 000-06 | 甲 · A | [a.yaml#x](../packs/a.yaml)<br>+2 | | [b.h](../src/b.h) | |",
    "en",
  );
  expect(row).toEqual({
    id: "000-06",
    gist: "A",
    pack: ["a.yaml#x", "+2"],
    screen: [],
    source: ["b.h"],
    journey: [],
  });
});
