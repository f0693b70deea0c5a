// What is wrong with a form, at its top, as links to the fields. It takes focus after every failed
// send, so that a screen reader reads it and the page shows it.
import { useEffect, useId, useRef, type MouseEvent } from "react";
import type { SummaryError } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { Icon } from "./icon.tsx";

export interface ErrorSummaryProps {
  errors: readonly SummaryError[];
  attempt: number; // A new number takes focus again; 0 never does.
}

function goTo(event: MouseEvent, target: string) {
  const control = document.getElementById(target);
  if (!control) return;
  event.preventDefault();
  control.focus({ preventScroll: true });
  const whole = control.closest(".field") ?? control;
  whole.scrollIntoView({ block: "start" });
}

export function ErrorSummary({ errors, attempt }: ErrorSummaryProps) {
  const t = useT();
  const title_id = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (errors.length === 0) return null;
  return (
    <div className="error-summary" role="group" aria-labelledby={title_id} tabIndex={-1} ref={box}>
      <h2 id={title_id}>
        <Icon name="warning" />
        {t("ui.summary_title", { count: errors.length })}
      </h2>
      <ul>
        {errors.map(({ message, target }, at) => (
          <li key={`${target ?? ""}-${at}`}>
            {target ? (
              <a href={`#${target}`} onClick={(event) => goTo(event, target)}>
                {message}
              </a>
            ) : (
              message
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
