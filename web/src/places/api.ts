// The places whose published report is answered here, and one report.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import type { components } from "../api/schema.d.ts";
import { useLanguage } from "../i18n/index.ts";

export type PlaceLine = components["schemas"]["PlaceLine"];
export type PlaceReport = components["schemas"]["PlaceReport"];
export type Statement = components["schemas"]["StatementLine"];
export type Outcome = Statement["outcome"];

export function usePlaces() {
  const language = useLanguage();
  return useQuery({
    queryKey: ["places", language],
    queryFn: ({ signal }) => call(api.GET("/places", { params: { query: { language } }, signal })),
  });
}

export function useReport(place: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: ["places", place, language],
    queryFn: ({ signal }) =>
      call(
        api.GET("/places/{place}/report", {
          params: { path: { place }, query: { language } },
          signal,
        }),
      ),
  });
}
