// One thing out of many: found by part of its name, chosen from what was found; then it stands
// there with the way back to choosing. It may stand inside a form, so it is none itself.
//
//   <NamePicker label=… useFound={usePeopleNamed} texts={…} {...form.field("person")} />
import { useEffect, useId, useState } from "react";
import { Button } from "../ui/button.tsx";
import type { Bound } from "../ui/field.tsx";
import { Loaded, type LoadedProps } from "../ui/loaded.tsx";
import { InlineSearch } from "./inline-search.tsx";
import "./codes.css";

export interface Named {
  id: string;
  name: string;
  about: string; // What tells it from others of the name.
}

export interface FoundNames<N extends Named> {
  items: readonly N[];
  has_more: boolean;
}

export interface PickerTexts {
  hint?: string; // What may be typed.
  change: string; // "Another person".
  choose?: string; // Said above what was found.
  none: (q: string) => string;
  more?: string; // Said where not all that was found is shown.
}

export interface NamePickerProps<N extends Named> extends Bound<N | null> {
  label: string;
  optional?: boolean;
  texts: PickerTexts;
  // A hook, the same one always: what has `q` in its name. It asks nothing while not enabled.
  useFound: (q: string, enabled: boolean) => LoadedProps<FoundNames<N>>["query"];
  lists_all?: boolean; // What there is stands there before anything is typed.
}

export function NamePicker<N extends Named>(props: NamePickerProps<N>) {
  const { label, optional = false, texts, useFound, lists_all = false } = props;
  const { id, name, value, error, onChange } = props;
  const [q, setQ] = useState("");
  const [has_acted, setActed] = useState(false);
  const own_id = useId();
  const input_id = id ?? own_id;
  useEffect(() => {
    if (has_acted && !value) document.getElementById(input_id)?.focus();
  }, [has_acted, value, input_id]);
  const looks = q !== "" || lists_all;
  const found = useFound(q, looks && value === null);
  const choose = (one: N | null) => {
    setActed(true);
    onChange(one);
  };
  if (value)
    return (
      <div className="chosen-one">
        <p>
          <span className="label">{label}</span>
          <strong>{value.name}</strong>
          <span className="hint">{value.about}</span>
        </p>
        {/* The button that was pressed to choose is gone. */}
        <Button autoFocus={has_acted} onClick={() => choose(null)}>
          {texts.change}
        </Button>
      </div>
    );
  return (
    <div className="name-picker">
      <InlineSearch
        label={label}
        hint={texts.hint}
        optional={optional}
        id={input_id}
        name={name}
        error={error}
        onSearch={setQ}
      />
      {looks && (
        <Loaded query={found} lines={2}>
          {({ items, has_more }) =>
            items.length === 0 ? (
              <p role="status">{texts.none(q)}</p>
            ) : (
              <>
                {texts.choose && <p role="status">{texts.choose}</p>}
                <ul className="found-names">
                  {items.map((one) => (
                    <li key={one.id}>
                      <Button onClick={() => choose(one)}>{one.name}</Button>
                      <span className="hint">{one.about}</span>
                    </li>
                  ))}
                </ul>
                {has_more && texts.more && <p className="hint">{texts.more}</p>}
              </>
            )
          }
        </Loaded>
      )}
    </div>
  );
}
