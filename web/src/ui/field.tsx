// What every field shares: a label, a hint, an error, and their connection to the control.
import { useId, type ReactNode } from "react";
import { useT } from "../i18n/index.ts";
import { Icon } from "./icon.tsx";

// What useForm().field(name) gives, and what every control takes.
export interface Bound<T> {
  id?: string | undefined;
  name?: string | undefined;
  value: T;
  error?: string | undefined;
  onChange: (value: T) => void;
}

export interface Labelled {
  label: string;
  hint?: ReactNode;
  optional?: boolean; // Fields are required unless they say so.
}

export interface ControlProps {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
}

export function ErrorText({ id, children }: { id: string; children: ReactNode }) {
  const t = useT();
  return (
    <p className="field-error" id={id}>
      <Icon name="warning" />
      <span>
        <span className="visually-hidden">{t("ui.error_prefix")}</span>
        {children}
      </span>
    </p>
  );
}

interface FieldProps extends Labelled {
  id?: string | undefined;
  error?: string | undefined;
  after?: ReactNode; // Beside the control's description: a count, a reading.
  after_id?: string | undefined;
  children: (control: ControlProps) => ReactNode;
}

// A single control with its label.
export function Field({
  id,
  label,
  hint,
  error,
  optional = false,
  after,
  after_id,
  children,
}: FieldProps) {
  const t = useT();
  const own_id = useId();
  const control_id = id ?? own_id;
  const hint_id = `${control_id}-hint`;
  const error_id = `${control_id}-error`;
  const described = [hint && hint_id, error && error_id, after_id].filter(Boolean).join(" ");
  return (
    <div className="field" data-invalid={error ? true : undefined}>
      <label className="label" htmlFor={control_id}>
        {label}
        {optional && <span className="label-note">{t("ui.optional")}</span>}
      </label>
      {hint && (
        <div className="hint" id={hint_id}>
          {hint}
        </div>
      )}
      {error && <ErrorText id={error_id}>{error}</ErrorText>}
      {children({
        id: control_id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
        "aria-required": optional ? undefined : true,
      })}
      {after}
    </div>
  );
}

interface GroupProps extends Labelled {
  id: string;
  error?: string | undefined;
  role?: "radiogroup" | undefined;
  children: ReactNode;
}

// Several controls that answer one question. The summary's link reaches the first of them, which
// therefore bears the group's id.
export function FieldGroup({
  id,
  label,
  hint,
  error,
  optional = false,
  role,
  children,
}: GroupProps) {
  const t = useT();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const is_radio = role === "radiogroup";
  return (
    <fieldset
      className="field"
      role={role}
      aria-describedby={described || undefined}
      aria-invalid={is_radio && error ? true : undefined}
      aria-required={is_radio && !optional ? true : undefined}
      data-invalid={error ? true : undefined}
    >
      <legend className="label">
        {label}
        {optional && <span className="label-note">{t("ui.optional")}</span>}
      </legend>
      {hint && (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && <ErrorText id={`${id}-error`}>{error}</ErrorText>}
      {children}
    </fieldset>
  );
}
