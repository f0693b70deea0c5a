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

// The live plans within sight, the longest overdue first; or those that ended, the latest first.
export function usePlans(
  filters: Partial<PlanFilters>,
  { enabled = true, state = "live" }: { enabled?: boolean; state?: "live" | "ended" } = {},
) {
  const query = {
    ...(Object.fromEntries(
      Object.entries(filters).filter(([, value]) => value !== ""),
    ) as Partial<PlanFilters>),
    ...(state === "ended" && { state }),
  };
  return useQuery({
    queryKey: ["plans", query],
    queryFn: ({ signal }) => call(api.GET("/plans", { params: { query }, signal })),
    enabled,
  });
}
