// Several lines of text, with what is left of the limit. Text over the limit is never cut: the
// person sees by how much to shorten it.
import { useId } from "react";
import { useT } from "../i18n/index.ts";
import { Field, type Bound, type Labelled } from "./field.tsx";

export interface TextAreaProps extends Labelled, Bound<string> {
  limit?: number; // Characters as people count them.
  rows?: number;
}

export function countCharacters(text: string): number {
  return [...text].length;
}

export function TextArea({
  label,
  hint,
  optional,
  id,
  name,
  value,
  error,
  onChange,
  limit,
  rows = 4,
}: TextAreaProps) {
  const t = useT();
  const count_id = useId();
  const left = limit === undefined ? 0 : limit - countCharacters(value);
  const count = limit !== undefined && (
    <p className="hint" id={count_id} data-over={left < 0 || undefined}>
      {left < 0
        ? t("ui.characters_over", { count: -left })
        : t("ui.characters_left", { count: left })}
    </p>
  );
  return (
    <Field
      label={label}
      hint={hint}
      optional={optional ?? false}
      id={id}
      error={error}
      after={count}
      after_id={limit === undefined ? undefined : count_id}
    >
      {(control) => (
        <textarea
          {...control}
          className="input"
          name={name}
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
