// Places: the smaller ones in a larger one, found by name, or named by their code.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import type { components } from "../api/schema.d.ts";

export type AreaLine = components["schemas"]["AreaLine"];

export const area_levels = [
  "country",
  "province",
  "city",
  "county",
  "town",
  "village",
  "estate",
  "group",
  "grid",
] as const;
export type AreaLevel = (typeof area_levels)[number];

// How many digits a code has on each level.
const lengths: Record<AreaLevel, number> = {
  country: 0,
  province: 2,
  city: 4,
  county: 6,
  town: 9,
  village: 12,
  estate: 15,
  group: 18,
  grid: 21,
};

// Whether a place is at least as small as `level`.
export function isWithin(area: Pick<AreaLine, "level">, level: AreaLevel): boolean {
  return area_levels.indexOf(area.level as AreaLevel) >= area_levels.indexOf(level);
}

// The code of the place around; "000" below a village means "in none" and is passed over.
export function around(code: string): string {
  const up = Object.values(lengths).filter((length) => length < code.length);
  let larger = code.slice(0, Math.max(0, ...up));
  while (larger.length > lengths.village && larger.endsWith("000")) larger = larger.slice(0, -3);
  return larger;
}

// The places inside `parent`; with "" the caller's own. A name is looked for at any depth.
export function useAreas(parent: string, q: string, enabled = true) {
  return useQuery({
    queryKey: ["areas", parent, q],
    queryFn: ({ signal }) => {
      const query = { ...(parent && { parent }), ...(q && { q }) };
      return call(api.GET("/areas", { params: { query }, signal }));
    },
    staleTime: 5 * 60_000,
    enabled,
  });
}

// The line of one code; undefined while it is being asked, or when there is no such place.
export function useArea(code: string): AreaLine | undefined {
  const own = useAreas("", "", code !== "");
  const siblings = useAreas(around(code), "", code !== "");
  const lines = [...(own.data?.items ?? []), ...(siblings.data?.items ?? [])];
  return lines.find((line) => line.code === code);
}
