// What the pages of pledges ask the server, and the names of its records.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import type { components } from "../api/schema.d.ts";
import { useLanguage } from "../i18n/index.ts";

export type PledgeLine = components["schemas"]["PledgeLine"];

// The pledges that stand, of one year.
export function usePledges(year: number, enabled = true) {
  const query = { year, language: useLanguage() };
  return useQuery({
    queryKey: ["pledges", query],
    queryFn: ({ signal }) => call(api.GET("/pledges", { params: { query }, signal })),
    enabled,
  });
}
