import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Session } from "../api/session.ts";
import { zh } from "../i18n/zh/index.ts";
import { findRoute } from "../routes.ts";
import { countOutcomes, isIn, outcomes, recordsLink, screenLink } from "./reading.ts";

const session = (...rights: string[]) => ({ rights }) as unknown as Session;

test("every outcome stands in exactly one of numbers, practices and what comes later", () => {
  for (const outcome of outcomes) {
    const parts = (["numbers", "practice", "later"] as const).filter((part) =>
      isIn(part, { outcome }),
    );
    expect(parts, outcome).toHaveLength(1);
    expect(isIn("all", { outcome })).toBe(true);
  }
  expect(isIn("differs", { outcome: "below" })).toBe(true);
  expect(isIn("differs", { outcome: "equal" })).toBe(false);
  expect(isIn("differs", { outcome: "practice" })).toBe(false);
});

test("outcomes are counted in the order they are told, and none is shown as nought", () => {
  const of = (...list: (typeof outcomes)[number][]) => list.map((outcome) => ({ outcome }));
  expect(countOutcomes(of("later", "equal", "equal"))).toEqual([
    ["equal", 2],
    ["later", 1],
  ]);
  expect(countOutcomes([])).toEqual([]);
});

test("the records open for exactly the place and days of the statement", () => {
  const scope = { area: "421102", from: "2022-09-01", to: "2023-10-26", as_of: "2023-10-25" };
  expect(recordsLink({ figure: "receptions", ...scope })).toBe(
    "/figures/receptions?area=421102&from=2022-09-01&to=2023-10-26&as_of=2023-10-25",
  );
  expect(recordsLink({ figure: null, ...scope })).toBeUndefined();
});

test("a screen is offered only where it is and to who may open it", () => {
  expect(screenLink({ screen: "/needs?state=open" }, session("needs.read"))).toBe(
    "/needs?state=open",
  );
  expect(screenLink({ screen: "/needs" }, session())).toBeUndefined();
  expect(screenLink({ screen: "/no/such/page" }, session("needs.read"))).toBeUndefined();
  expect(screenLink({ screen: "" }, session())).toBeUndefined();
});

// The reports of the packs, as text: what they name must be there.
const packs = "../packs";
const reports = readdirSync(packs).flatMap((pack) => {
  try {
    return [[pack, readFileSync(`${packs}/${pack}/report.yaml`, "utf8")] as const];
  } catch {
    return [];
  }
});
const values = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map((hit) => hit[1] ?? "")),
];

// Pages that come with the screens of sites, events and campaigns. Until then the report offers no
// link to them: screenLink() asks the routes.
const to_come = new Set(["/sites", "/events", "/campaigns"]);

test.each(reports)("every screen that the report of %s names is a page of the app", (_, text) => {
  const screens = values(text, /^ {4}(?:screen|shows): (\S+)$/gm);
  expect(screens.length).toBeGreaterThan(0);
  const pages = screens.map((screen) => screen.split("?")[0] ?? "");
  expect(pages.filter((page) => !findRoute(page) && !to_come.has(page))).toEqual([]);
});

test.each(reports)("what the report of %s counts by has a word", (_, text) => {
  const bases = values(text, /basis: (\w+)/g);
  expect(bases.filter((basis) => !(`basis_${basis}` in zh.places))).toEqual([]);
});
