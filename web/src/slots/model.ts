// How an offer stands for somebody, and what stands beside what.
import type { Offer } from "./api.ts";

// Booked by or for them; theirs to book; they have another part of that day; no place is left.
export type OfferState = "own" | "free" | "other" | "full";

export function stateOf(offer: Offer, offers: readonly Offer[]): OfferState {
  if (offer.own !== null) return "own";
  const has_other = offers.some(({ event, own }) => event === offer.event && own !== null);
  if (has_other) return "other";
  return offer.free > 0 ? "free" : "full";
}

// One day's event with its parts.
export interface OfferedEvent {
  event: string;
  first: Offer;
  slots: readonly Offer[];
}

// Together what is of one event, in the order in which the events come.
export function byEvent(offers: readonly Offer[]): OfferedEvent[] {
  const found = new Map<string, Offer[]>();
  for (const offer of offers) found.set(offer.event, [...(found.get(offer.event) ?? []), offer]);
  return [...found.values()].map((slots) => ({ event: slots[0]!.event, first: slots[0]!, slots }));
}

// "Dongmen centre · Chibi street, Huimin", whatever of it is known, each once.
export function placeParts(offer: Pick<Offer, "site_name" | "place" | "where">): string[] {
  return [...new Set([offer.site_name, offer.place, offer.where].filter(Boolean))];
}
