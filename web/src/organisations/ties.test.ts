import { expect, test } from "vitest";
import { countedOnce, fittingTies, otherEnd, pairingsOf, peopleIn, type TieRule } from "./ties.ts";
import type { TieLine } from "./types.ts";

const end = (parties: string[], kinds: string[] = []) => ({ parties, kinds });
const rules: TieRule[] = [
  {
    kind: "secretary_of",
    subject: end(["person", "user"]),
    object: end(["organisation"], ["party_branch"]),
  },
  { kind: "paired_with", subject: end(["organisation"]), object: end(["organisation"]) },
  { kind: "paired_site", subject: end(["organisation"]), object: end(["site"]) },
];

function tie(kind: string, from: [string, string], to: [string, string]): TieLine {
  return {
    id: `${kind} ${from[1]} ${to[1]}`,
    kind,
    from_kind: from[0],
    from_id: from[1],
    to_kind: to[0],
    to_id: to[1],
    title: "",
    from: "2026-01-01",
    until: null,
  };
}

test("a party enters the kinds whose ends fit it, from either side", () => {
  const of = (party: string, kind?: string) =>
    fittingTies(rules, party, kind).map((fitting) => `${fitting.kind} ${fitting.side}`);
  expect(of("organisation", "party_branch")).toEqual([
    "secretary_of object",
    "paired_with subject",
    "paired_with object",
    "paired_site subject",
  ]);
  expect(of("organisation", "company")).not.toContain("secretary_of object");
  expect(of("site", "care_centre")).toEqual(["paired_site object"]);
  expect(of("person")).toEqual(["secretary_of subject"]);
  expect(of("area")).toEqual([]);
});

test("people of a body stand apart from its pairings, and each counts once", () => {
  const ties = [
    tie("member_of", ["person", "p"], ["organisation", "o"]),
    tie("chair_of", ["person", "p"], ["organisation", "o"]),
    tie("officer_of", ["user", "p"], ["organisation", "o"]),
    tie("paired_person", ["organisation", "o"], ["person", "q"]),
    tie("paired_with", ["organisation", "x"], ["organisation", "o"]),
  ];
  expect(peopleIn(ties, "o")).toHaveLength(3);
  expect(countedOnce(peopleIn(ties, "o"))).toBe(2);
  expect(pairingsOf(ties, "o").map(({ kind }) => kind)).toEqual(["paired_person", "paired_with"]);
  expect(otherEnd(ties[3]!, "o")).toEqual({ kind: "person", id: "q" });
  expect(otherEnd(ties[4]!, "o")).toEqual({ kind: "organisation", id: "x" });
});
