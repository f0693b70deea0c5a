// What the pages of the loop ask the server, and the names of its records.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { usePages } from "../api/pages.ts";
import type { components } from "../api/schema.d.ts";

type Schemas = components["schemas"];
export type Need = Schemas["NeedLine"];
export type NeedState = Need["state"];
export type Notice = Schemas["PublicListing"];
export type ListingState = Notice["state"];
export type ListingPage = Schemas["ListingPage"];
export type Claim = Schemas["ClaimPage"];
export type ClaimState = Claim["state"];
export type Delivery = Schemas["DeliveryLine"];

export interface NeedFilters {
  state: string;
  category: string;
  urgency: string;
  village: string;
  person: string;
  q: string;
}

// A filter that is empty is left away.
function given<F extends object>(filters: F): Partial<F> {
  return Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== ""),
  ) as Partial<F>;
}

export function useNeeds(filters: Partial<NeedFilters>, enabled = true) {
  const query = given(filters);
  return usePages(
    ["needs", query],
    (cursor, signal) =>
      call(
        api.GET("/needs", {
          params: { query: { ...query, state: query.state as NeedState, cursor } },
          signal,
        }),
      ),
    enabled,
  );
}

export function useNeed(need: string, enabled = true) {
  return useQuery({
    queryKey: ["need", need],
    queryFn: ({ signal }) => call(api.GET("/needs/{need}", { params: { path: { need } }, signal })),
    enabled,
  });
}

export interface BoardFilters {
  state: string;
  category: string;
  area: string;
}

export function useBoard(filters: Partial<BoardFilters>) {
  const query = given(filters);
  return usePages(["board", query], (cursor, signal) =>
    call(
      api.GET("/board", {
        params: { query: { ...query, state: query.state as ListingState, cursor } },
        signal,
      }),
    ),
  );
}

export function useNotice(listing: string) {
  return useQuery({
    queryKey: ["notice", listing],
    queryFn: ({ signal }) =>
      call(api.GET("/board/{listing}", { params: { path: { listing } }, signal })),
  });
}

export function useListing(listing: string) {
  return useQuery({
    queryKey: ["listing", listing],
    queryFn: ({ signal }) =>
      call(api.GET("/listings/{listing}", { params: { path: { listing } }, signal })),
  });
}

// Of one body, as lead or as partner, when `organisation` names it.
export function useClaims(state: string, organisation?: string) {
  return usePages(["claims", state, organisation ?? ""], (cursor, signal) =>
    call(
      api.GET("/claims", {
        params: {
          query: { state: (state || undefined) as ClaimState | undefined, organisation, cursor },
        },
        signal,
      }),
    ),
  );
}

export function useClaim(claim: string) {
  return useQuery({
    queryKey: ["claim", claim],
    queryFn: ({ signal }) =>
      call(api.GET("/claims/{claim}", { params: { path: { claim } }, signal })),
  });
}

export function useDelivery(delivery: string) {
  return useQuery({
    queryKey: ["delivery", delivery],
    queryFn: ({ signal }) =>
      call(api.GET("/deliveries/{delivery}", { params: { path: { delivery } }, signal })),
  });
}

export function useWaiting() {
  return useQuery({
    queryKey: ["waiting"],
    queryFn: ({ signal }) => call(api.GET("/waiting", { signal })),
  });
}

// A step moves the need, the listing, the claim, the queue and the figures: after one, everything
// but the session and the code lists is asked again.
export function useStepTaken(): () => Promise<void> {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey: [name] }) => name !== "session" && name !== "codes",
    });
}
