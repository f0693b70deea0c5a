// What the figures speak of: a place, a period and a day, kept in the address so that a figure
// can be sent to somebody and means the same there.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import type { components } from "../api/schema.d.ts";
import { useSession } from "../api/session.ts";
import { useQueryParams } from "../base/router.tsx";
import { useArea } from "../codes/areas.ts";
import { useCodes } from "../codes/codes.ts";
import { dayParts } from "../i18n/format.ts";
import { useLanguage } from "../i18n/index.ts";

export type Figure = components["schemas"]["FigureLine"];
export type FigureRecord = components["schemas"]["FigureRecord"];

export interface Scope {
  area: string;
  from: string;
  to: string;
  as_of: string;
}

export interface NamedScope extends Scope {
  area_name: string;
}

export function yearOf(day: string): string {
  return day.slice(0, 4);
}

// A day of the address, or another when it is none.
function dayOr(text: string | null, other: string): string {
  return text !== null && dayParts(text) ? text : other;
}

export function useScope(): NamedScope {
  const [params] = useQueryParams();
  const home = useSession()?.user.area;
  const { today } = useCodes();
  const area = params.get("area") || (home?.code ?? "");
  const found = useArea(area);
  const to = dayOr(params.get("to"), today);
  return {
    area,
    area_name: area === home?.code ? home.name : (found?.name ?? ""),
    from: dayOr(params.get("from"), `${yearOf(to)}-01-01`),
    to,
    as_of: dayOr(params.get("as_of"), to),
  };
}

export function scopeQuery(scope: Scope): string {
  const { area, from, to, as_of } = scope;
  return new URLSearchParams({ area, from, to, as_of }).toString();
}

export function figureLink(id: string, scope: Scope): string {
  return `/figures/${id}?${scopeQuery(scope)}`;
}

export function useFigures({ area, from, to, as_of }: Scope, enabled = true) {
  const lang = useLanguage();
  const query = { area, from, to, as_of, language: lang };
  return useQuery({
    queryKey: ["figures", query],
    queryFn: ({ signal }) => call(api.GET("/figures", { params: { query }, signal })),
    enabled: enabled && area !== "",
  });
}
