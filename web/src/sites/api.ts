// What the pages of sites ask the server, and the names of its records.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { usePages } from "../api/pages.ts";
import type { components } from "../api/schema.d.ts";

export type SitePage = components["schemas"]["SitePage"];
export type SiteLine = SitePage["line"];
export type Week = SitePage["weeks"][number];
export type Floor = NonNullable<SitePage["floor"]>;
export type Opening = SitePage["openings"][number];
export type OpenHours = SitePage["hours"][number]["week"][number];
export type Exception = SitePage["exceptions"][number];
export type Use = SitePage["uses"][number];
export type Room = SitePage["rooms"][number];

export interface SiteFilters {
  area: string;
  kind: string;
  q: string;
}

const portion = 100;

export function useSites(filters: Partial<SiteFilters>, enabled = true) {
  const query = Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== ""),
  ) as Partial<SiteFilters>;
  return usePages(
    ["sites", query],
    (cursor, signal) =>
      call(api.GET("/sites", { params: { query: { ...query, cursor, limit: portion } }, signal })),
    enabled,
  );
}

const siteKey = (site: string) => ["site", site] as const;

export function useSite(site: string) {
  return useQuery({
    queryKey: siteKey(site),
    queryFn: ({ signal }) => call(api.GET("/sites/{site}", { params: { path: { site } }, signal })),
    refetchOnWindowFocus: "always", // Somebody else may have signed in at the door.
  });
}

// Every change of a site answers with its whole page: it is shown at once, and the lists are asked
// again.
export function useSiteChanged(): (page: SitePage) => void {
  const queries = useQueryClient();
  return (page) => {
    queries.setQueryData(siteKey(page.line.id), page);
    void queries.invalidateQueries({ queryKey: ["sites"] });
  };
}

// Signing in or out answers with its line only. It is shown at once; the page follows.
export function useOpeningSigned(): (site: string, opening: Opening) => void {
  const queries = useQueryClient();
  return (site, opening) => {
    queries.setQueryData<SitePage>(siteKey(site), (page) => {
      if (!page) return page;
      const is_known = page.openings.some(({ id }) => id === opening.id);
      const is_latest = page.openings.every(({ on }) => on <= opening.on);
      return {
        ...page,
        line: is_latest ? { ...page.line, open_now: opening.closed_at === null } : page.line,
        openings: is_known
          ? page.openings.map((other) => (other.id === opening.id ? opening : other))
          : [opening, ...page.openings],
      };
    });
    void queries.invalidateQueries({ queryKey: siteKey(site) });
    void queries.invalidateQueries({ queryKey: ["sites"] });
  };
}

// Something about the site changed elsewhere: by somebody at the door, or in its relations.
export function useSiteAskedAgain(): (site: string) => void {
  const queries = useQueryClient();
  return (site) => {
    for (const queryKey of [siteKey(site), ["sites"], ["ties"]])
      void queries.invalidateQueries({ queryKey });
  };
}
