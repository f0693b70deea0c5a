// Several people of the register: found one after another, each to be taken off again; and, where
// a centre's own people are known, all of them at once.
import { useId } from "react";
import { useT } from "../i18n/index.ts";
import { PersonPicker, type ChosenPerson } from "../people/person-picker.tsx";
import { Button } from "../ui/button.tsx";
import { FieldGroup, type Bound, type Labelled } from "../ui/field.tsx";
import "./events.css";

export interface PeopleFieldProps extends Labelled, Bound<readonly ChosenPerson[]> {
  offered?: readonly ChosenPerson[]; // All who are enrolled at the site.
}

export function PeopleField({
  label,
  hint,
  optional = false,
  id,
  name,
  value,
  error,
  onChange,
  offered = [],
}: PeopleFieldProps) {
  const t = useT();
  const own_id = useId();
  const control_id = id ?? own_id;
  const has = (person: ChosenPerson) => value.some((one) => one.id === person.id);
  const left = offered.filter((person) => !has(person));
  return (
    <FieldGroup
      id={`${control_id}-group`}
      label={label}
      hint={hint}
      optional={optional}
      error={error}
    >
      {value.length > 0 && (
        <ul className="chosen-people">
          {value.map((person) => (
            <li key={person.id}>
              <span>
                <strong>{person.name}</strong> <span className="hint">{person.about}</span>
              </span>
              <Button
                kind="plain"
                icon="cross"
                aria-label={t("events.person_remove", { name: person.name })}
                onClick={() => onChange(value.filter((one) => one.id !== person.id))}
              >
                {t("events.remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <Button icon="check" onClick={() => onChange([...value, ...left])}>
          {t("events.add_enrolled", { count: left.length })}
        </Button>
      )}
      <PersonPicker
        id={control_id}
        name={name}
        label={value.length > 0 ? t("events.person_more") : t("events.person_find")}
        value={null}
        onChange={(person) => person && !has(person) && onChange([...value, person])}
      />
    </FieldGroup>
  );
}
