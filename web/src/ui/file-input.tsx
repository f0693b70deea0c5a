// Files, chosen or dropped. The platform's own control stays; the drop zone only surrounds it.
// What cannot be accepted is said at once, before anything is sent.
import { useRef, useState, type DragEvent } from "react";
import { useT, type T } from "../i18n/index.ts";
import { formatBytes } from "../i18n/format.ts";
import { Button } from "./button.tsx";
import { Field, type Bound, type Labelled } from "./field.tsx";
import { Icon } from "./icon.tsx";

export interface FileInputProps extends Labelled, Bound<readonly File[]> {
  kinds?: readonly string[]; // File name endings: [".xlsx", ".csv"]. Empty: any.
  limit?: number; // Bytes for each file.
  multiple?: boolean;
}

// Why a file is refused; undefined when it is fine.
export function refusal(
  file: File,
  kinds: readonly string[],
  limit: number,
  t: T,
): string | undefined {
  const name = file.name.toLowerCase();
  if (kinds.length > 0 && !kinds.some((kind) => name.endsWith(kind))) {
    return t("ui.file_wrong_kind", { name: file.name, kinds: kinds.join(" ") });
  }
  if (file.size > limit) {
    return t("ui.file_too_large", {
      name: file.name,
      size: formatBytes(file.size),
      limit: formatBytes(limit),
    });
  }
  return undefined;
}

export function FileInput({
  label,
  hint,
  optional,
  id,
  name,
  value,
  error,
  onChange,
  kinds = [],
  limit = Number.POSITIVE_INFINITY,
  multiple = false,
}: FileInputProps) {
  const t = useT();
  const control_ref = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<string>();
  const [is_over, setOver] = useState(false);

  const take = (files: readonly File[]) => {
    const reason = files.map((file) => refusal(file, kinds, limit, t)).find(Boolean);
    setRefused(reason);
    const sound = files.filter((file) => !refusal(file, kinds, limit, t));
    if (sound.length > 0) onChange(multiple ? [...value, ...sound] : sound.slice(0, 1));
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take([...event.dataTransfer.files]);
  };

  const remove = (file: File) => {
    onChange(value.filter((other) => other !== file));
    control_ref.current?.focus();
  };

  const chosen = value.length > 0 && (
    <ul className="files" aria-label={t("ui.file_chosen")}>
      {value.map((file, at) => (
        <li key={`${file.name}-${at}`}>
          <Icon name="file" />
          <span className="files-name">{file.name}</span>
          <span className="hint">{formatBytes(file.size)}</span>
          <Button
            kind="plain"
            icon="cross"
            aria-label={t("ui.file_remove", { name: file.name })}
            onClick={() => remove(file)}
          />
        </li>
      ))}
    </ul>
  );

  return (
    <Field
      label={label}
      hint={hint}
      optional={optional ?? false}
      id={id}
      error={refused ?? error}
      after={chosen}
    >
      {(control) => (
        <div
          className="drop-zone"
          data-over={is_over || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Icon name="upload" />
          <input
            {...control}
            aria-required={undefined}
            ref={control_ref}
            className="file-input"
            type="file"
            name={name}
            accept={kinds.join(",") || undefined}
            multiple={multiple}
            onChange={(event) => {
              take([...(event.target.files ?? [])]);
              event.target.value = ""; // So that the same file can be chosen again after a change.
            }}
          />
          <span className="hint" aria-hidden="true">
            {t("ui.file_drop")}
          </span>
        </div>
      )}
    </Field>
  );
}
