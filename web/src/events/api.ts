// What the pages of events ask the server, and the names of its records.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { usePages } from "../api/pages.ts";
import type { components, paths } from "../api/schema.d.ts";

type Schemas = components["schemas"];
export type KindLine = Schemas["KindLine"];
export type EventLine = Schemas["EventLine"];
export type EventPage = Schemas["EventPage"];
export type NewEvent = Schemas["NewEvent"];
export type Slot = Schemas["SlotLine"];
export type Booking = Schemas["BookingLine"];
export type NewBooking =
  paths["/slots/{slot}/bookings"]["post"]["requestBody"]["content"]["application/json"];
export type Stage = EventLine["state"];
export type RollLine = Schemas["RollLine"];
export type Mark = RollLine["mark"];
export type CentreDay = Schemas["CentreDay"];
export type DayPerson = Schemas["DayPerson"];
export type Birthday = Schemas["Birthday"];
export type Enrolment = Schemas["EnrolmentLine"];
export type CampaignLine = Schemas["CampaignLine"];
export type CampaignPage = Schemas["CampaignPage"];
export type ParcelLine = Schemas["ParcelLine"];
export type ParcelState = ParcelLine["state"];
export type SiteLine = Schemas["SiteLine"];

export interface EventFilters {
  kind: string;
  area: string;
  site: string;
  person: string;
  campaign: string;
  state: string;
  tag: string;
  consent: string; // A purpose: only where somebody agrees to it today.
  from: string;
  to: string;
}

// A filter that is empty is left away.
function given<F extends object>(filters: F): Partial<F> {
  return Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== ""),
  ) as Partial<F>;
}

export function useEventKinds() {
  return useQuery({
    queryKey: ["event-kinds"],
    queryFn: ({ signal }) => call(api.GET("/event-kinds", { signal })),
    staleTime: 10 * 60_000,
  });
}

export function useEvents(filters: Partial<EventFilters>) {
  const query = given(filters);
  return usePages(["events", query], (cursor, signal) =>
    call(
      api.GET("/events", {
        params: { query: { ...query, state: query.state as Stage | undefined, cursor } },
        signal,
      }),
    ),
  );
}

export const eventKey = (event: string) => ["event", event] as const;

export function useEvent(event: string) {
  return useQuery({
    queryKey: eventKey(event),
    queryFn: ({ signal }) =>
      call(api.GET("/events/{event}", { params: { path: { event } }, signal })),
  });
}

// ---- days at a site ---------------------------------------------------------------------------

export const dayKey = (site: string, on: string) => ["site-day", site, on] as const;

// How often a day is asked again, so that the marks of another tablet are seen.
const day_asked_again = 15_000;

export function useDay(site: string, on: string, enabled: boolean) {
  return useQuery({
    queryKey: dayKey(site, on),
    queryFn: ({ signal }) =>
      call(api.GET("/sites/{site}/day", { params: { path: { site }, query: { on } }, signal })),
    refetchInterval: day_asked_again,
    enabled,
  });
}

// The name of a site stands on its page; undefined while it is asked or may not be.
export function useSiteName(site: string, enabled: boolean): string | undefined {
  const { data } = useQuery({
    queryKey: ["site", site],
    queryFn: ({ signal }) => call(api.GET("/sites/{site}", { params: { path: { site } }, signal })),
    staleTime: 60_000,
    enabled: enabled && site !== "",
  });
  return data?.line.name;
}

const sites_shown = 12;

export function useSites(q: string, kind = "", enabled = true) {
  return useQuery({
    queryKey: ["sites", "picker", q, kind],
    queryFn: ({ signal }) =>
      call(
        api.GET("/sites", {
          params: { query: { ...given({ q, kind }), limit: sites_shown } },
          signal,
        }),
      ),
    enabled,
  });
}

export interface EnrolmentFilters {
  site: string;
  person: string;
  care_mode: string;
  on: string;
}

export function useEnrolments(filters: Partial<EnrolmentFilters>, enabled = true) {
  const query = given(filters);
  return usePages(
    ["enrolments", query],
    (cursor, signal) =>
      call(api.GET("/enrolments", { params: { query: { ...query, cursor } }, signal })),
    enabled,
  );
}

// ---- campaigns --------------------------------------------------------------------------------

export function useCampaigns(kind = "", area = "", enabled = true) {
  const query = given({ kind, area });
  return usePages(
    ["campaigns", query],
    (cursor, signal) =>
      call(api.GET("/campaigns", { params: { query: { ...query, cursor } }, signal })),
    enabled,
  );
}

export const campaignKey = (campaign: string) => ["campaign", campaign] as const;

export function useCampaign(campaign: string) {
  return useQuery({
    queryKey: campaignKey(campaign),
    queryFn: ({ signal }) =>
      call(api.GET("/campaigns/{campaign}", { params: { path: { campaign } }, signal })),
    enabled: campaign !== "",
  });
}

export function useParcels(campaign: string, area: string, state: string, enabled: boolean) {
  const query = given({ area, state });
  return usePages(
    ["parcels", campaign, query],
    (cursor, signal) =>
      call(
        api.GET("/campaigns/{campaign}/parcels", {
          params: {
            path: { campaign },
            query: { ...query, state: query.state as ParcelState | undefined, cursor },
          },
          signal,
        }),
      ),
    enabled,
  );
}
