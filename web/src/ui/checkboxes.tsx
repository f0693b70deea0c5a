// Any of several; and a single yes.
import { useId } from "react";
import { ErrorText, FieldGroup, type Bound, type Labelled } from "./field.tsx";
import type { Choice } from "./select.tsx";

export interface CheckboxesProps extends Labelled, Bound<readonly string[]> {
  choices: readonly Choice[];
  inline?: boolean;
}

export function Checkboxes({
  label,
  hint,
  optional,
  id,
  name,
  value,
  error,
  onChange,
  choices,
  inline = false,
}: CheckboxesProps) {
  const own_id = useId();
  const group = id ?? own_id;
  // In the order of the choices, whatever the order of the clicks.
  const toggle = (chosen: string) => {
    const is_on = (other: string) =>
      other === chosen ? !value.includes(other) : value.includes(other);
    onChange(choices.map((choice) => choice.value).filter(is_on));
  };
  return (
    <FieldGroup id={group} label={label} hint={hint} optional={optional ?? false} error={error}>
      <div className="options" data-inline={inline || undefined}>
        {choices.map((choice, at) => {
          const option_id = at === 0 ? group : `${group}-${choice.value}`;
          return (
            <div className="option" key={choice.value}>
              <input
                type="checkbox"
                id={option_id}
                name={name ?? group}
                value={choice.value}
                checked={value.includes(choice.value)}
                aria-describedby={choice.hint ? `${option_id}-about` : undefined}
                onChange={() => toggle(choice.value)}
              />
              <label htmlFor={option_id}>{choice.label}</label>
              {choice.hint && (
                <span className="hint" id={`${option_id}-about`}>
                  {choice.hint}
                </span>
              )}
            </div>
          );
        })}
      </div>
    </FieldGroup>
  );
}

export interface CheckboxProps extends Bound<boolean> {
  label: string;
  hint?: string;
}

export function Checkbox({ label, hint, id, name, value, error, onChange }: CheckboxProps) {
  const own_id = useId();
  const control_id = id ?? own_id;
  const described = [hint && `${control_id}-hint`, error && `${control_id}-error`]
    .filter(Boolean)
    .join(" ");
  return (
    <div className="field" data-invalid={error ? true : undefined}>
      {error && <ErrorText id={`${control_id}-error`}>{error}</ErrorText>}
      <div className="option">
        <input
          type="checkbox"
          id={control_id}
          name={name}
          checked={value}
          aria-describedby={described || undefined}
          aria-invalid={error ? true : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <label htmlFor={control_id}>{label}</label>
        {hint && (
          <span className="hint" id={`${control_id}-hint`}>
            {hint}
          </span>
        )}
      </div>
    </div>
  );
}
