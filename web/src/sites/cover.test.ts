import { expect, test } from "vitest";
import { coverRows, isWhole } from "./cover.ts";

const area = (code: string) => ({
  code,
  level: code.length === 12 ? "village" : "town",
  name: code,
  path: code,
  children: 7,
});

const covered = {
  villages: new Set(["421102001001", "421102001002", "421102002001"]),
  villages_with_association: new Set(["421102001001", "421102001002", "421102002001"]),
  villages_with_home: new Set(["421102001001", "421102002001"]),
  villages_with_three: new Set(["421102002001"]),
};

test("a village has what its code is counted for", () => {
  const [one, two] = coverRows([area("421102001001"), area("421102001002")], covered);
  expect(one).toMatchObject({ villages: 1, have: { villages_with_home: 1 } });
  expect(two).toMatchObject({ villages: 1, have: { villages_with_home: 0 } });
  expect(isWhole(one!)).toBe(false);
});

test("a town counts its villages; one without any is not whole", () => {
  const [first, second, none] = coverRows(
    [area("421102001"), area("421102002"), area("421102003")],
    covered,
  );
  expect(first!.have).toEqual({
    villages_with_association: 2,
    villages_with_home: 1,
    villages_with_three: 0,
  });
  expect(isWhole(second!)).toBe(true);
  expect(isWhole(none!)).toBe(false);
});
