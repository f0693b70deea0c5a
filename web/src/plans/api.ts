// What the pages of plans ask the server, and the names of its records.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import type { components } from "../api/schema.d.ts";

export type PlanLine = components["schemas"]["PlanLine"];

export interface PlanFilters {
  area: string;
  kind: string;
  person: string;
}

// The live plans within sight, the longest overdue first.
export function usePlans(filters: Partial<PlanFilters>, enabled = true) {
  const query = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== ""),
  ) as Partial<PlanFilters>;
  return useQuery({
    queryKey: ["plans", query],
    queryFn: ({ signal }) => call(api.GET("/plans", { params: { query }, signal })),
    enabled,
  });
}
