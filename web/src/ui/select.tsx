// A choice out of a list too long for radios, by the platform's own control.
import { useT } from "../i18n/index.ts";
import { Field, type Bound, type Labelled } from "./field.tsx";

export interface Choice<V extends string = string> {
  value: V;
  label: string;
  hint?: string;
}

export interface SelectProps extends Labelled, Bound<string> {
  choices: readonly Choice[];
  empty?: string; // What stands for "nothing chosen"; "" cannot be a choice.
}

export function Select({
  label,
  hint,
  optional,
  id,
  name,
  value,
  error,
  onChange,
  choices,
  empty,
}: SelectProps) {
  const t = useT();
  return (
    <Field label={label} hint={hint} optional={optional ?? false} id={id} error={error}>
      {(control) => (
        <span className="select">
          <select
            {...control}
            className="input"
            name={name}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          >
            <option value="">{empty ?? t("ui.choose")}</option>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  );
}
