// Plans to work down: a list that keeps its order while contacts are recorded in it, and the way
// back from the last one.
import { useRef, type ReactNode } from "react";
import { can, useSession } from "../api/session.ts";
import type { Codes } from "../codes/codes.ts";
import { useEventKinds } from "../events/api.ts";
import { useT } from "../i18n/index.ts";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { UndoBar } from "../ui/undo-bar.tsx";
import type { PlanLine } from "./api.ts";
import { inSeenOrder, quickKinds } from "./model.ts";
import { PlanRow } from "./plan-row.tsx";
import { useContacts } from "./use-contacts.ts";
import "./plans.css";

export interface PlanRowsProps {
  label: string;
  plans: readonly PlanLine[];
  codes: Codes;
  // Which to show. Where a contact was recorded just now, the row stays until the list is left.
  shows: (plan: PlanLine) => boolean;
  most?: number; // So many at most.
  is_whole?: boolean; // On the page of the plan itself: with every kind of contact.
  empty?: ReactNode;
}

// Of the kinds that two taps can record, the packs' first stand in a list; the page of a plan has
// them all, and the forms of the others.
const kinds_in_list = 2;

export function PlanRows(props: PlanRowsProps) {
  const { label, plans, codes, shows, most, is_whole = false, empty } = props;
  const t = useT();
  const session = useSession();
  const known = useEventKinds();
  const contacts = useContacts();
  const touched = useRef(new Set<string>());
  const seen = useRef<string[]>([]);
  const ordered = inSeenOrder(plans, seen.current);
  seen.current = ordered.map(({ id }) => id);
  const rows = ordered
    .filter((plan) => touched.current.has(plan.id) || shows(plan))
    .slice(0, most ?? ordered.length);
  const has_kinds = codes.choices("watch_kind").length > 1;
  const { last } = contacts;
  return (
    <div className="stack">
      <UndoBar
        message={
          last &&
          t("plans.recorded", {
            name: last.plan.person_name,
            kind: codes.word("event_kind", last.kind),
          })
        }
        onUndo={() => void contacts.undo(t("plans.undo_reason"))}
        onDismiss={contacts.dismiss}
      />
      {contacts.undo_error !== undefined && <ProblemNotice error={contacts.undo_error} />}
      {rows.length === 0 && empty}
      <ul className="plan-rows" aria-label={label}>
        {rows.map((plan) => {
          const quick = quickKinds(plan, known.data ?? []).slice(
            0,
            is_whole ? undefined : kinds_in_list,
          );
          const others = is_whole
            ? plan.kinds.filter((key) => !quick.some((kind) => kind.key === key))
            : [];
          const worded = (key: string) => ({ key, word: codes.word("event_kind", key) });
          return (
            <PlanRow
              key={plan.id}
              plan={plan}
              today={codes.today}
              codes={codes}
              kind_word={has_kinds ? codes.word("watch_kind", plan.kind) : ""}
              kinds={quick.map(({ key }) => worded(key))}
              other_kinds={others
                .filter((key) => known.data?.some((kind) => kind.key === key))
                .map(worded)}
              is_whole={is_whole}
              may_open={!is_whole && can(session, "people.read")}
              may_record={can(session, "events.record")}
              busy={contacts.busy.has(plan.id)}
              error={contacts.errors[plan.id]}
              onContact={(key, words) => {
                const kind = quick.find((one) => one.key === key);
                if (!kind || !session) return;
                touched.current.add(plan.id);
                const { role, display_name } = session.user;
                const by = { role, name: display_name };
                void contacts.record(plan, {
                  kind,
                  person: plan.person,
                  on: codes.today,
                  words,
                  by,
                });
              }}
            />
          );
        })}
      </ul>
    </div>
  );
}
