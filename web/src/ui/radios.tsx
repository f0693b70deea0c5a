// One of a few, all in sight.
import { useId } from "react";
import { FieldGroup, type Bound, type Labelled } from "./field.tsx";
import type { Choice } from "./select.tsx";

export interface RadiosProps extends Labelled, Bound<string> {
  choices: readonly Choice[];
  inline?: boolean; // For two or three short words.
}

export function Radios({
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
}: RadiosProps) {
  const own_id = useId();
  const group = id ?? own_id;
  return (
    <FieldGroup
      id={group}
      label={label}
      hint={hint}
      optional={optional ?? false}
      error={error}
      role="radiogroup"
    >
      <div className="options" data-inline={inline || undefined}>
        {choices.map((choice, at) => {
          const option_id = at === 0 ? group : `${group}-${choice.value}`;
          return (
            <div className="option" key={choice.value}>
              <input
                type="radio"
                id={option_id}
                name={name ?? group}
                value={choice.value}
                checked={choice.value === value}
                aria-describedby={choice.hint ? `${option_id}-about` : undefined}
                onChange={() => onChange(choice.value)}
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
