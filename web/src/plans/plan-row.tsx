// One plan in a list: whom, how urgent, when last, and the two taps that record a contact: how,
// then how it went.
import { useEffect, useRef, useState } from "react";
import { asProblem } from "../api/problem.ts";
import { Link } from "../base/router.tsx";
import type { Codes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { ErrorText } from "../ui/field.tsx";
import type { PlanLine } from "./api.ts";
import { stageOf } from "./model.ts";
import { PlanTag } from "./state.tsx";
import "./plans.css";

export interface KindOfContact {
  key: string;
  word: string;
}

export interface PlanRowProps {
  plan: PlanLine;
  today: string;
  codes: Pick<Codes, "role">;
  kind_word: string; // "Living alone"; "" where there is one kind only.
  kinds: readonly KindOfContact[]; // What two taps can record.
  other_kinds: readonly KindOfContact[]; // What takes a form of its own.
  is_whole: boolean; // It stands on its own page.
  may_open: boolean; // The person's page.
  may_record: boolean;
  busy: boolean;
  error: unknown;
  onContact: (kind: string, words: string) => void;
}

export function PlanRow(props: PlanRowProps) {
  const { plan, today, codes, kind_word, kinds, other_kinds, is_whole } = props;
  const { may_open, may_record, busy, error, onContact } = props;
  const t = useT();
  const [asking, setAsking] = useState("");
  const box = useRef<HTMLLIElement>(null);
  const came_from = useRef("");
  // What was pressed is still there afterwards: focus goes to the question and back.
  useEffect(() => {
    if (asking) box.current?.querySelector<HTMLElement>(".plan-answer button")?.focus();
    else if (came_from.current)
      box.current?.querySelector<HTMLElement>(`[data-contact="${came_from.current}"]`)?.focus();
    came_from.current = asking;
  }, [asking]);
  const asked = kinds.find(({ key }) => key === asking);
  const problem = error === undefined ? undefined : asProblem(error);
  return (
    <li className="plan-row" data-stage={stageOf(plan, today)} ref={box}>
      <div className="plan-who">
        <span className="plan-name">
          {may_open ? (
            <Link to={`/people/${plan.person}`}>{plan.person_name}</Link>
          ) : (
            plan.person_name
          )}
        </span>
        <span className="hint">{[plan.where, kind_word].filter(Boolean).join(" · ")}</span>
      </div>
      <div className="plan-when">
        <PlanTag plan={plan} today={today} codes={codes} />
        <span className="hint">
          {[
            plan.last_contact
              ? t("plans.last_contact", { day: formatDay(plan.last_contact) })
              : t("plans.no_contact", { day: formatDay(plan.from) }),
            t("plans.every", { days: plan.cycle_days }),
          ].join(t("plans.comma"))}
        </span>
        {plan.words && <span className="plan-words">{plan.words}</span>}
      </div>
      <div className="plan-acts">
        {may_record &&
          kinds.map(({ key, word }) => (
            <Button
              key={key}
              icon="check"
              data-contact={key}
              aria-expanded={asking === key}
              busy={busy && asking === key}
              onClick={() => setAsking(asking === key ? "" : key)}
            >
              {word}
              <span className="visually-hidden"> {plan.person_name}</span>
            </Button>
          ))}
        {may_record &&
          other_kinds.map(({ key, word }) => (
            <ButtonLink key={key} to={`/events/new?person=${plan.person}&kind=${key}`}>
              {word}
            </ButtonLink>
          ))}
        {!is_whole && (
          <ButtonLink to={`/people/${plan.person}/plans`} kind="plain">
            {t("plans.story")}
            <span className="visually-hidden"> {plan.person_name}</span>
          </ButtonLink>
        )}
      </div>
      {asked && (
        <div
          className="plan-answer"
          role="group"
          aria-label={t("plans.how_was", { kind: asked.word, name: plan.person_name })}
          onKeyDown={(event) => event.key === "Escape" && setAsking("")}
        >
          <p>{t("plans.how_was", { kind: asked.word, name: plan.person_name })}</p>
          <div className="actions">
            <Button
              kind="primary"
              busy={busy}
              onClick={() => {
                onContact(asked.key, t("plans.all_well"));
                setAsking("");
              }}
            >
              {t("plans.all_well")}
            </Button>
            <ButtonLink to={`/events/new?person=${plan.person}&kind=${asked.key}`}>
              {t("plans.write_down")}
            </ButtonLink>
            <Button kind="plain" onClick={() => setAsking("")}>
              {t("ui.cancel")}
            </Button>
          </div>
        </div>
      )}
      {problem && (
        <div className="plan-answer">
          <ErrorText id={`plan-${plan.id}`}>{problem.detail || problem.title}</ErrorText>
        </div>
      )}
      <p className="plan-paper" aria-hidden="true">
        {kinds.map(({ key, word }) => (
          <span key={key}>{t("plans.paper_box", { kind: word })}</span>
        ))}
      </p>
    </li>
  );
}
