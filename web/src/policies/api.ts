// Policies and what they say of people, as the program answers.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { usePages } from "../api/pages.ts";
import type { components } from "../api/schema.d.ts";
import { useSession } from "../api/session.ts";
import { useQueryParams } from "../base/router.tsx";
import { useArea } from "../codes/areas.ts";
import { useCodes } from "../codes/codes.ts";
import { dayParts } from "../i18n/format.ts";
import { useLanguage } from "../i18n/index.ts";

export type PolicyLine = components["schemas"]["PolicyLine"];
export type PolicyPage = components["schemas"]["PolicyPage"];
export type TableView = components["schemas"]["TableView"];
export type RateLine = components["schemas"]["RateLine"];
export type Explanation = components["schemas"]["Explanation"];
export type InputLine = components["schemas"]["InputLine"];
export type DeterminationLine = components["schemas"]["DeterminationLine"];
export type Outcome = DeterminationLine["outcome"];

// Whose rules of which day: kept in the address, so that a table can be sent to somebody.
export interface Scope {
  area: string; // "" is the whole country.
  area_name: string;
  as_of: string;
}

export function useScope(): Scope {
  const [params] = useQueryParams();
  const home = useSession()?.user.area;
  const { today } = useCodes();
  const area = params.get("area") ?? home?.code ?? "";
  const found = useArea(area);
  const wanted = params.get("as_of");
  return {
    area,
    area_name: area === home?.code ? home.name : (found?.name ?? ""),
    as_of: wanted && dayParts(wanted) ? wanted : today,
  };
}

export function scopeQuery({ area, as_of }: Scope): string {
  return new URLSearchParams({ area, as_of }).toString();
}

export function usePolicies({ area, as_of }: Scope, enabled = true) {
  const language = useLanguage();
  const query = { area, as_of, language };
  return useQuery({
    queryKey: ["policies", query],
    queryFn: ({ signal }) => call(api.GET("/policies", { params: { query }, signal })),
    enabled: enabled && as_of !== "",
  });
}

export function usePolicy(policy: string, { area, as_of }: Scope) {
  const language = useLanguage();
  const query = { area, as_of, language };
  return useQuery({
    queryKey: ["policy", policy, query],
    queryFn: ({ signal }) =>
      call(api.GET("/policies/{policy}", { params: { path: { policy }, query }, signal })),
    enabled: as_of !== "",
  });
}

export function useExplained(person: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: ["determinations", person, language],
    queryFn: ({ signal }) =>
      call(
        api.GET("/people/{person}/determinations", {
          params: { path: { person }, query: { language } },
          signal,
        }),
      ),
  });
}

export function useNames(policy: string, outcome: Outcome | undefined, area: string) {
  const language = useLanguage();
  const filter = {
    policy,
    ...(outcome && { outcome }),
    ...(area !== "" && { area }),
    language,
  };
  return usePages(["determinations", filter], (cursor, signal) =>
    call(
      api.GET("/determinations", {
        params: { query: { ...filter, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );
}
