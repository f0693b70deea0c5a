// What to do for a person next, the nearest day first, each with the way to do it.
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import type { NextStep } from "./types.ts";
import { wordFor } from "./words.ts";
import "./people.css";

export interface NextStepsProps {
  person: string;
  steps: readonly NextStep[];
  today: string;
  may_write: boolean;
}

// Where a step is done; undefined when the person here cannot do it in the app.
function placeOf(step: NextStep, person: string, may_write: boolean): string | undefined {
  if (step.kind.startsWith("need.")) return `/needs/${step.subject}`;
  if (!may_write) return undefined;
  if (step.kind === "chain.place") return `/people/${person}/edit`;
  if (step.kind === "certificate.thaw") {
    return `/people/${person}/event?certificate=${step.subject}&kind=thawed`;
  }
  return undefined;
}

export function NextSteps({ person, steps, today, may_write }: NextStepsProps) {
  const t = useT();
  if (steps.length === 0) return <p>{t("people.steps_none")}</p>;
  return (
    <ol className="next-steps" aria-label={t("people.steps")}>
      {steps.map((step) => {
        const to = placeOf(step, person, may_write);
        const is_late = step.due !== null && step.due !== undefined && step.due < today;
        return (
          <li key={`${step.kind} ${step.subject}`}>
            <span>
              <strong>{wordFor("step", step.kind)}</strong>
              {step.due && (
                <span className="hint">
                  {" "}
                  {is_late
                    ? t("people.step_late", { day: formatDay(step.due) })
                    : t("people.step_due", { day: formatDay(step.due) })}
                </span>
              )}
            </span>
            {to && <ButtonLink to={to}>{t("people.step_go")}</ButtonLink>}
          </li>
        );
      })}
    </ol>
  );
}
