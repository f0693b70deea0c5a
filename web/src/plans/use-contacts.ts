// Recording that somebody was looked in on, and taking it back. The same tap sent again is the same
// event; what was taken back stays in the record as corrected.
import { useRef, useState } from "react";
import { api, call } from "../api/client.ts";
import { uuidv7 } from "../base/uuid.ts";
import { no_lists } from "../events/model.ts";
import { useStepTaken } from "../needs/api.ts";
import type { PlanLine } from "./api.ts";
import { contactBody, type Contact } from "./model.ts";

export interface Recorded {
  plan: PlanLine;
  kind: string;
  event: string;
  on: string;
}

export interface Contacts {
  busy: ReadonlySet<string>; // Ids of plans.
  errors: Readonly<Record<string, unknown>>;
  last: Recorded | null; // What can be taken back.
  undo_error: unknown;
  record: (plan: PlanLine, contact: Contact) => Promise<boolean>;
  undo: (reason: string) => Promise<void>;
  dismiss: () => void;
}

export function useContacts(): Contacts {
  const step_taken = useStepTaken();
  const ids = useRef(new Map<string, string>());
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [errors, setErrors] = useState<Readonly<Record<string, unknown>>>({});
  const [last, setLast] = useState<Recorded | null>(null);
  const [undo_error, setUndoError] = useState<unknown>();

  const setUnderWay = (plan: string, is_on: boolean) =>
    setBusy((before) => {
      const next = new Set(before);
      if (is_on) next.add(plan);
      else next.delete(plan);
      return next;
    });

  const record = async (plan: PlanLine, contact: Contact): Promise<boolean> => {
    // One id until it is answered: a tap after a lost answer makes no second event.
    const key = `${plan.id} ${contact.kind.key} ${contact.words}`;
    const id = ids.current.get(key) ?? uuidv7();
    ids.current.set(key, id);
    setUnderWay(plan.id, true);
    setErrors(({ [plan.id]: _gone, ...rest }) => rest);
    try {
      await call(api.POST("/events", { body: { id, ...contactBody(contact) } }));
      ids.current.delete(key);
      setUndoError(undefined);
      setLast({ plan, kind: contact.kind.key, event: id, on: contact.on });
      await step_taken();
      return true;
    } catch (error) {
      setErrors((before) => ({ ...before, [plan.id]: error }));
      return false;
    } finally {
      setUnderWay(plan.id, false);
    }
  };

  const undo = async (reason: string) => {
    if (!last) return;
    const { event, kind, on } = last;
    const key = `undo ${event}`;
    const id = ids.current.get(key) ?? uuidv7();
    ids.current.set(key, id);
    setUndoError(undefined);
    try {
      await call(
        api.POST("/events/{event}/correction", {
          params: { path: { event } },
          body: {
            reason,
            took_place: false,
            instead: { ...no_lists, id, kind, on },
          },
        }),
      );
      setLast(null);
      await step_taken();
    } catch (error) {
      setUndoError(error);
    }
  };

  return { busy, errors, last, undo_error, record, undo, dismiss: () => setLast(null) };
}
