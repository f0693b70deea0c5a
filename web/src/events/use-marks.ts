// Sends marks in the background, a few at a time, and keeps in this tab what the server does not
// have yet: a lost connection or a reload loses no tap.
import { useCallback, useEffect, useRef, useState } from "react";
import { beginDraft, dropDraft, keepDraft } from "../base/draft.ts";
import type { Mark, RollLine } from "./api.ts";
import {
  answered,
  dismiss,
  failed,
  nextToSend,
  restored,
  sendAgain,
  sent,
  settle,
  want,
  type Pendings,
  type Wish,
} from "./marks.ts";

const at_once = 4;
const again_after = 5_000;

export interface Marks {
  pendings: Pendings;
  give: (person: string, wish: Wish) => void;
  settle: (person: string, side: "mine" | "theirs") => void;
  dismiss: (person: string) => void;
  retry: () => void;
}

export interface MarksOptions {
  name: string; // Of the roll: what is kept is kept under it.
  send: (person: string, wish: Wish) => Promise<RollLine>;
  stands: (line: RollLine) => void; // What the server now has for one person.
  theirs: () => void; // Somebody else's mark was left standing: ask again.
  idle?: () => void; // Everything tapped so far is on the server.
}

export function useMarks(options: MarksOptions): Marks {
  const latest = useRef(options);
  latest.current = options;
  const key = `marks.${options.name}`;
  const [pendings, setPendings] = useState<Pendings>(() =>
    restored(beginDraft<{ all: unknown }>(key, { all: null }).values.all),
  );
  const current = useRef(pendings);

  const change = useCallback((next: Pendings) => {
    const was_busy = Object.keys(current.current).length > 0;
    current.current = next;
    setPendings(next);
    const name = `marks.${latest.current.name}`;
    if (Object.keys(next).length === 0) dropDraft(name);
    else keepDraft(name, { id: name, values: { all: next }, restored: false }, []);
    if (was_busy && Object.keys(next).length === 0) latest.current.idle?.();
  }, []);

  const pump = useCallback(() => {
    const under_way = Object.values(current.current).filter((one) => one.stage === "sending");
    for (const person of nextToSend(current.current, at_once - under_way.length)) {
      const { wish, turn } = current.current[person]!;
      change(sent(current.current, person));
      void latest.current
        .send(person, wish)
        .then(
          (line) => {
            latest.current.stands(line);
            change(answered(current.current, person, turn, line.mark));
          },
          (error: unknown) => change(failed(current.current, person, error)),
        )
        .then(pump);
    }
  }, [change]);

  useEffect(pump, [pump]); // What was kept goes out first.

  const has_lost = Object.values(pendings).some((one) => one.stage === "lost");
  const retry = useCallback(() => {
    change(sendAgain(current.current));
    pump();
  }, [change, pump]);
  useEffect(() => {
    if (!has_lost) return;
    const timer = setInterval(retry, again_after);
    window.addEventListener("online", retry);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", retry);
    };
  }, [has_lost, retry]);

  return {
    pendings,
    give: useCallback(
      (person, wish) => {
        change(want(current.current, person, wish));
        pump();
      },
      [change, pump],
    ),
    settle: useCallback(
      (person, side) => {
        change(settle(current.current, person, side));
        if (side === "theirs") latest.current.theirs();
        pump();
      },
      [change, pump],
    ),
    dismiss: useCallback((person) => change(dismiss(current.current, person)), [change]),
    retry,
  };
}

// The mark that a wish takes the place of, where one has been seen.
export function inPlaceOf(mark: Mark | null): Pick<Wish, "replaces"> {
  return mark === null || mark === "expected" ? {} : { replaces: mark };
}
