// A time of the day, typed the way people write it. What was typed stays until the field is left;
// then it is written as it was understood. parseTime() reads the value.
import { parseTime } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import type { Bound, Labelled } from "./field.tsx";
import { TextInput } from "./text-input.tsx";

export type TimeFieldProps = Labelled & Bound<string>;

export function TimeField({ hint, onChange, value, ...rest }: TimeFieldProps) {
  const t = useT();
  return (
    <div
      className="time-field"
      onBlur={() => {
        const time = parseTime(value);
        if (time && time !== value) onChange(time);
      }}
    >
      <TextInput
        {...rest}
        width="short"
        hint={hint ?? t("ui.time_hint")}
        value={value}
        onChange={onChange}
      />
    </div>
  );
}
