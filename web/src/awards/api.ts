// What the pages of awards ask the server, and the names of its records.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { usePages } from "../api/pages.ts";
import type { components } from "../api/schema.d.ts";

export type AwardLine = components["schemas"]["AwardLine"];
export type AwardPage = components["schemas"]["AwardPage"];
export type AwardState = AwardLine["state"];

export interface AwardFilters {
  year?: number;
  kind?: string;
  state?: AwardState;
  person?: string;
  organisation?: string;
}

const portion = 200; // Awards of a year stand under their kinds: as many as may be, at once.

export function useAwards(query: AwardFilters, enabled = true) {
  return usePages(
    ["awards", query],
    (cursor, signal) =>
      call(api.GET("/awards", { params: { query: { ...query, limit: portion, cursor } }, signal })),
    enabled,
  );
}

export function useAward(award: string) {
  return useQuery({
    queryKey: ["award", award],
    queryFn: ({ signal }) =>
      call(api.GET("/awards/{award}", { params: { path: { award } }, signal })),
  });
}
