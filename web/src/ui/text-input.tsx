// One line of text.
import type { HTMLInputTypeAttribute, InputHTMLAttributes } from "react";
import { Field, type Bound, type Labelled } from "./field.tsx";

export interface TextInputProps extends Labelled, Bound<string> {
  type?: Extract<HTMLInputTypeAttribute, "text" | "password" | "tel" | "email">;
  width?: "short" | "medium" | "full"; // As long as what is expected in it.
  autoComplete?: string;
  inputMode?: InputHTMLAttributes<HTMLInputElement>["inputMode"];
  maxLength?: number;
  suffix?: string; // A unit: "元".
}

export function TextInput({
  label,
  hint,
  optional,
  id,
  name,
  value,
  error,
  onChange,
  type = "text",
  width = "full",
  autoComplete = "off",
  inputMode,
  maxLength,
  suffix,
}: TextInputProps) {
  return (
    <Field label={label} hint={hint} optional={optional ?? false} id={id} error={error}>
      {(control) => (
        <div className="input-line">
          <input
            {...control}
            className="input"
            data-width={width}
            type={type}
            name={name}
            value={value}
            autoComplete={autoComplete}
            inputMode={inputMode}
            maxLength={maxLength}
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
          {suffix && <span className="input-suffix">{suffix}</span>}
        </div>
      )}
    </Field>
  );
}
