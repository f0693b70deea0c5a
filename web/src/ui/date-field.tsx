// A day, typed the way offices write it. What was typed stays as typed; below it stands how it
// was understood. The form holds "2026-11-05" once it is understood, and the typed text until
// then: readDay() tells them apart.
import { useId } from "react";
import { useT } from "../i18n/index.ts";
import { dayParts, formatDay, parseDay, today } from "../i18n/format.ts";
import { Button } from "./button.tsx";
import { Field, type Bound, type Labelled } from "./field.tsx";

export interface DateFieldProps extends Labelled, Bound<string> {
  offers_today?: boolean; // For things that mostly happened today.
}

export function DateField({
  label,
  hint,
  optional,
  id,
  name,
  value,
  error,
  onChange,
  offers_today = false,
}: DateFieldProps) {
  const t = useT();
  const reading_id = useId();
  const day = parseDay(value);
  const reading = (
    <p className="hint date-reading" id={reading_id} aria-live="polite">
      {day && t("ui.date_read_as", { day: formatDay(day) })}
    </p>
  );
  return (
    <Field
      label={label}
      hint={hint ?? t("ui.date_hint")}
      optional={optional ?? false}
      id={id}
      error={error}
      after={reading}
      after_id={reading_id}
    >
      {(control) => (
        <div className="input-line">
          <input
            {...control}
            className="input"
            data-width="medium"
            type="text"
            name={name}
            value={value}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
            onBlur={() => day && day !== value && onChange(day)}
          />
          {offers_today && <Button onClick={() => onChange(today())}>{t("ui.date_today")}</Button>}
        </div>
      )}
    </Field>
  );
}

// The day in a DateField's value: "" when it is empty, undefined when it was not understood.
export function readDay(value: string): string | undefined {
  if (value.trim() === "") return "";
  return dayParts(value) ? value : parseDay(value);
}
