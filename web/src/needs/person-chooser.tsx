// Whose need it is: found by searching, chosen from what was found. Names come masked as the
// register gives them.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, call } from "../api/client.ts";
import type { components } from "../api/schema.d.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import type { Bound } from "../ui/field.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Radios } from "../ui/radios.tsx";
import { TextInput } from "../ui/text-input.tsx";
import "./needs.css";

type PersonLine = components["schemas"]["PersonLine"];

const shown_max = 8;

export interface ChosenPerson {
  id: string;
  name: string;
  about: string;
}

export interface PersonChooserProps extends Bound<ChosenPerson | null> {}

function About({ person, onChange }: { person: ChosenPerson; onChange: () => void }) {
  const t = useT();
  return (
    <div className="chosen-person">
      <p>
        <span className="label">{t("needs.person")}</span>
        <strong>{person.name}</strong>
        <span className="hint">{person.about}</span>
      </p>
      <Button onClick={onChange}>{t("needs.person_change")}</Button>
    </div>
  );
}

export function PersonChooser({ id, name, value, error, onChange }: PersonChooserProps) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  const found = useQuery({
    queryKey: ["people", "choose", q],
    queryFn: ({ signal }) =>
      call(api.GET("/people", { params: { query: { q, limit: shown_max } }, signal })),
    enabled: q !== "",
  });
  if (value) return <About person={value} onChange={() => onChange(null)} />;

  const asChosen = (person: PersonLine): ChosenPerson => ({
    id: person.id,
    name: person.name,
    about: t("needs.person_about", { place: person.place, age: person.age }),
  });
  const search = () => setQ(typed.trim());
  return (
    <div
      className="person-chooser"
      onKeyDown={(event) => {
        // Enter searches; it does not send the form that the search is part of.
        if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
        if (event.target.type !== "text") return;
        event.preventDefault();
        search();
      }}
    >
      <TextInput
        label={t("needs.person")}
        hint={t("needs.person_search")}
        id={id}
        name={name}
        error={error}
        value={typed}
        onChange={setTyped}
        width="medium"
      />
      <Button icon="search" onClick={search}>
        {t("needs.person_find")}
      </Button>
      {q !== "" && (
        <Loaded query={found} lines={2}>
          {(page) =>
            page.items.length === 0 ? (
              <p role="status">{t("needs.person_none", { q })}</p>
            ) : (
              <>
                <Radios
                  label={t("needs.person_choose")}
                  value=""
                  choices={page.items.map((person) => ({
                    value: person.id,
                    label: person.name,
                    hint: asChosen(person).about,
                  }))}
                  onChange={(chosen) => {
                    const person = page.items.find((item) => item.id === chosen);
                    if (person) onChange(asChosen(person));
                  }}
                />
                {page.next_cursor && <p className="hint">{t("needs.person_more")}</p>}
              </>
            )
          }
        </Loaded>
      )}
    </div>
  );
}
