// What the page of open slots asks the server, and the names of its records.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import type { components } from "../api/schema.d.ts";

export type Offer = components["schemas"]["OfferLine"];

const offersKey = (person: string) => ["slots", person] as const;
export const people_max = 20; // Somebody and whom they speak for.

// The slots that may still be booked, the soonest first; `own` is what that person has booked, and
// with no person what the caller has.
export function useOffers(person: string) {
  return useQuery({
    queryKey: offersKey(person),
    queryFn: ({ signal }) =>
      call(
        api.GET("/slots", { params: { query: { limit: 200, ...(person && { person }) } }, signal }),
      ),
    refetchOnWindowFocus: "always", // Somebody else may have taken the last place.
  });
}

// Whom a person books for: themselves and whom they speak for.
export function useOwnPeople(enabled: boolean) {
  return useQuery({
    queryKey: ["people", "spoken_for"],
    queryFn: ({ signal }) =>
      call(api.GET("/people", { params: { query: { limit: people_max } }, signal })),
    enabled,
  });
}
