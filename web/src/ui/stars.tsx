// One to five stars, each with its word. They are radios: arrows choose, and nothing is chosen
// until the person does.
import { useId } from "react";
import { useT } from "../i18n/index.ts";
import { FieldGroup, type Bound, type Labelled } from "./field.tsx";
import { Icon } from "./icon.tsx";

export type StarCount = 1 | 2 | 3 | 4 | 5;
const counts: readonly StarCount[] = [1, 2, 3, 4, 5];

export interface StarsProps extends Labelled, Bound<StarCount | null> {}

export function Stars({ label, hint, optional, id, name, value, error, onChange }: StarsProps) {
  const t = useT();
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
      <div className="stars">
        {counts.map((count) => {
          const star_id = count === 1 ? group : `${group}-${count}`;
          return (
            <div
              className="star"
              key={count}
              data-lit={value !== null && count <= value ? true : undefined}
            >
              <input
                type="radio"
                id={star_id}
                name={name ?? group}
                value={count}
                checked={count === value}
                onChange={() => onChange(count)}
              />
              <label htmlFor={star_id}>
                <Icon name="star" />
                <span className="star-count">{t("ui.stars_value", { count })}</span>
                <span className="star-word">{t(`ui.stars_${count}`)}</span>
              </label>
            </div>
          );
        })}
      </div>
    </FieldGroup>
  );
}

// A given mark, in stars and in words.
export function StarsShown({ value }: { value: StarCount }) {
  const t = useT();
  return (
    <span className="stars-shown">
      <span aria-hidden="true" className="stars-row">
        {counts.map((count) => (
          <span key={count} data-lit={count <= value || undefined}>
            <Icon name="star" />
          </span>
        ))}
      </span>
      {`${t("ui.stars_value", { count: value })} · ${t(`ui.stars_${value}`)}`}
    </span>
  );
}
