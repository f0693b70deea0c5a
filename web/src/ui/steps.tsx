// Where a thing stands on its way: the steps in order, what is done, what is now.
import { useT } from "../i18n/index.ts";
import { Icon } from "./icon.tsx";

export interface StepsProps {
  label: string;
  steps: readonly string[];
  current: number; // Counted from 0; steps.length when all are done.
}

export function Steps({ label, steps, current }: StepsProps) {
  const t = useT();
  const shown = Math.min(current + 1, steps.length);
  return (
    <div className="steps">
      <p className="steps-now">{t("ui.step_of", { step: shown, total: steps.length })}</p>
      <ol aria-label={label}>
        {steps.map((step, at) => {
          const state = at < current ? "done" : at === current ? "current" : "next";
          return (
            <li
              key={step}
              data-state={state}
              aria-current={state === "current" ? "step" : undefined}
            >
              <span className="step-mark" aria-hidden="true">
                {state === "done" ? <Icon name="check" /> : at + 1}
              </span>
              <span className="step-name">
                {step}
                <span className="visually-hidden"> ({t(`ui.step_${state}`)})</span>
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
