import { expect, test } from "vitest";
import { fittingParts, splitParts, type GroupRule } from "./groups.ts";

const rule: GroupRule = {
  kind: "joint_branch",
  parts: [
    { part: "community_branch", party: { parties: ["organisation"], kinds: ["party_branch"] } },
    { part: "volunteer_team", party: { parties: ["organisation"], kinds: ["volunteer_team"] } },
    { part: "officer", party: { parties: ["person", "user"], kinds: [] } },
  ],
};

test("a party stands in the parts that its kind fits", () => {
  const parts = (party: string, kind?: string) =>
    fittingParts(rule, party, kind).map(({ part }) => part);
  expect(parts("organisation", "party_branch")).toEqual(["community_branch"]);
  expect(parts("organisation", "company")).toEqual([]);
  expect(parts("person")).toEqual(["officer"]);
  expect(fittingParts(undefined, "person", undefined)).toEqual([]);
});

test("who was replaced stands among the past, and so does everybody of a group that is over", () => {
  const part = (name: string, until: string | null) => ({
    part: "officer",
    party_kind: "person",
    party_id: name,
    name,
    from: "2026-01-01",
    until,
    reason: "",
  });
  const parts = [part("B", null), part("A", "2026-06-01")];
  const names = (until: string | null) => {
    const { present, past } = splitParts({ parts, until }, "2026-06-01");
    return [present.map(({ name }) => name), past.map(({ name }) => name)];
  };
  expect(names(null)).toEqual([["B"], ["A"]]);
  expect(names("2026-06-01")).toEqual([[], ["B", "A"]]);
  expect(names("2026-06-02")).toEqual([["B"], ["A"]]);
});
