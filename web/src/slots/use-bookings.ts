// Booking and giving back by one tap, and the way back from either. The same tap sent again is the
// same booking; what was given back stays in the record.
import { useRef, useState } from "react";
import { api, call } from "../api/client.ts";
import { uuidv7 } from "../base/uuid.ts";
import { useStepTaken } from "../needs/api.ts";
import type { Offer } from "./api.ts";

export interface Done {
  what: "booked" | "given_back";
  offer: Offer;
  person: string;
  booking: string;
}

export interface Bookings {
  busy: ReadonlySet<string>; // Ids of slots.
  errors: Readonly<Record<string, unknown>>;
  last: Done | null; // What can be taken back.
  book: (offer: Offer, person: string) => Promise<void>;
  giveBack: (offer: Offer, person: string, reason: string) => Promise<void>;
  undo: (reason: string) => Promise<void>;
  dismiss: () => void;
}

export function useBookings(): Bookings {
  const step_taken = useStepTaken();
  const ids = useRef(new Map<string, string>());
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [errors, setErrors] = useState<Readonly<Record<string, unknown>>>({});
  const [last, setLast] = useState<Done | null>(null);

  const during = async (slot: string, work: () => Promise<Done | null>) => {
    setBusy((before) => new Set(before).add(slot));
    setErrors(({ [slot]: _gone, ...rest }) => rest);
    try {
      setLast(await work());
      await step_taken();
    } catch (error) {
      setErrors((before) => ({ ...before, [slot]: error }));
      await step_taken(); // Somebody else was first: how it stands now.
    } finally {
      setBusy((before) => new Set([...before].filter((other) => other !== slot)));
    }
  };

  // One id until it is answered: a tap after a lost answer makes no second booking.
  const sendBooking = async (offer: Offer, person: string): Promise<Done> => {
    const key = `${offer.slot} ${person}`;
    const id = ids.current.get(key) ?? uuidv7();
    ids.current.set(key, id);
    await call(
      api.POST("/slots/{slot}/bookings", {
        params: { path: { slot: offer.slot } },
        body: { id, ...(person && { person }) },
      }),
    );
    ids.current.delete(key);
    return { what: "booked", offer, person, booking: id };
  };
  const sendBack = async (
    offer: Offer,
    person: string,
    booking: string,
    reason: string,
  ): Promise<Done> => {
    await call(
      api.POST("/bookings/{booking}/cancellation", {
        params: { path: { booking } },
        body: { reason },
      }),
    );
    return { what: "given_back", offer, person, booking };
  };

  return {
    busy,
    errors,
    last,
    book: (offer, person) => during(offer.slot, () => sendBooking(offer, person)),
    giveBack: (offer, person, reason) =>
      during(offer.slot, () => sendBack(offer, person, offer.own ?? "", reason)),
    undo: async (reason) => {
      if (!last) return;
      const { what, offer, person, booking } = last;
      await during(offer.slot, async () => {
        if (what === "booked") await sendBack(offer, person, booking, reason);
        else await sendBooking(offer, person);
        return null;
      });
    },
    dismiss: () => setLast(null),
  };
}
