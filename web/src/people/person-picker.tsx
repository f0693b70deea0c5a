// One person of the register: found by searching, chosen from what was found. It may stand inside
// a form, so it is none itself.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { api, call } from "../api/client.ts";
import { InlineSearch } from "../codes/inline-search.tsx";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import type { Bound } from "../ui/field.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Chosen } from "./chosen.tsx";
import type { PersonLine } from "./types.ts";
import "./people.css";

const shown_max = 8;

export interface ChosenPerson {
  id: string;
  name: string;
  about: string;
}

export interface PersonPickerProps extends Bound<ChosenPerson | null> {
  label: string; // "Whose need".
}

export function PersonPicker({ label, id, name, value, error, onChange }: PersonPickerProps) {
  const t = useT();
  const [q, setQ] = useState("");
  const [has_acted, setActed] = useState(false);
  const own_id = useId();
  const input_id = id ?? own_id;
  useEffect(() => {
    if (has_acted && !value) document.getElementById(input_id)?.focus();
  }, [has_acted, value, input_id]);
  const choose = (person: ChosenPerson | null) => {
    setActed(true);
    onChange(person);
  };
  const found = useQuery({
    queryKey: ["people", "picker", q],
    queryFn: ({ signal }) =>
      call(api.GET("/people", { params: { query: { q, limit: shown_max } }, signal })),
    enabled: q !== "",
  });
  if (value)
    return (
      <Chosen
        label={label}
        name={value.name}
        about={value.about}
        change={t("people.picker_change")}
        takes_focus={has_acted}
        onChange={() => choose(null)}
      />
    );

  const asChosen = (person: PersonLine): ChosenPerson => ({
    id: person.id,
    name: person.name,
    about: t("people.picker_about", { place: person.place, age: person.age }),
  });
  return (
    <div className="person-picker">
      <InlineSearch
        label={label}
        hint={t("people.picker_search")}
        id={input_id}
        name={name}
        error={error}
        onSearch={setQ}
      />
      {q !== "" && (
        <Loaded query={found} lines={2}>
          {(page) =>
            page.items.length === 0 ? (
              <p role="status">{t("people.picker_none", { q })}</p>
            ) : (
              <>
                <p role="status">{t("people.picker_choose")}</p>
                <ul className="found-people">
                  {page.items.map(asChosen).map((person) => (
                    <li key={person.id}>
                      <Button onClick={() => choose(person)}>{person.name}</Button>
                      <span className="hint">{person.about}</span>
                    </li>
                  ))}
                </ul>
                {page.next_cursor && <p className="hint">{t("people.picker_more")}</p>}
              </>
            )
          }
        </Loaded>
      )}
    </div>
  );
}
