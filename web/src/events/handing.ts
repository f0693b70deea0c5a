// Handing parcels over by one tap each: the same tap sent again makes one event, not two.
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, call } from "../api/client.ts";
import { uuidv7 } from "../base/uuid.ts";
import { campaignKey, type ParcelLine } from "./api.ts";

export interface Handing {
  busy: ReadonlySet<string>;
  done: Readonly<Record<string, ParcelLine>>; // What the server answered since the list came.
  errors: Readonly<Record<string, unknown>>;
  hand: (person: string) => Promise<void>;
}

export function useHanding(campaign: string, on: string, deliverer_kind: string): Handing {
  const queries = useQueryClient();
  const ids = useRef<Record<string, string>>({});
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<Readonly<Record<string, ParcelLine>>>({});
  const [errors, setErrors] = useState<Readonly<Record<string, unknown>>>({});
  const setUnderWay = (person: string, is_on: boolean) =>
    setBusy((before) => {
      const next = new Set(before);
      if (is_on) next.add(person);
      else next.delete(person);
      return next;
    });

  const hand = async (person: string) => {
    const id = (ids.current[person] ??= uuidv7());
    setUnderWay(person, true);
    setErrors(({ [person]: _gone, ...rest }) => rest);
    try {
      const line = await call(
        api.POST("/campaigns/{campaign}/parcels/{person}/delivery", {
          params: { path: { campaign, person } },
          body: {
            id,
            on,
            deliverers: deliverer_kind ? [{ kind: deliverer_kind }] : [],
            items: [],
            evidence: [],
          },
        }),
      );
      setDone((before) => ({ ...before, [person]: line }));
      void queries.invalidateQueries({ queryKey: campaignKey(campaign) });
    } catch (error) {
      setErrors((before) => ({ ...before, [person]: error }));
    } finally {
      setUnderWay(person, false);
    }
  };
  return { busy, done, errors, hand };
}
