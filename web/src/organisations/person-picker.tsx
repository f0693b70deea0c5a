// One person of the register, found by the same words as in the list. It holds the id; it may
// stand inside a form, so it is none itself.
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { api, call } from "../api/client.ts";
import { useT } from "../i18n/index.ts";
import type { PersonLine } from "../people/types.ts";
import { Button } from "../ui/button.tsx";
import { Field, type Bound } from "../ui/field.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { StatusRegion } from "../ui/status-region.tsx";

export interface PersonPickerProps extends Bound<string> {
  label: string;
  onPick: (person: PersonLine) => void; // Besides onChange, for the name.
}

const shown_at_most = 8;

export function PersonPicker({ label, id, value, error, onChange, onPick }: PersonPickerProps) {
  const t = useT();
  const own_id = useId();
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  const found = useQuery({
    queryKey: ["people", "picker", q],
    queryFn: ({ signal }) =>
      call(api.GET("/people", { params: { query: { q, limit: shown_at_most } }, signal })),
    enabled: q !== "",
  });
  const people = found.data?.items ?? [];
  const choose = (chosen: string) => {
    onChange(chosen);
    const person = people.find((one) => one.id === chosen);
    if (person) onPick(person);
  };
  return (
    <div className="stack">
      <Field label={label} id={id ?? own_id} error={error} hint={t("organisations.person_hint")}>
        {(control) => (
          <div className="input-line">
            <input
              {...control}
              className="input"
              type="text"
              value={typed}
              autoComplete="off"
              spellCheck={false}
              enterKeyHint="search"
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
                event.preventDefault(); // Else the form around would be sent.
                setQ(typed.trim());
              }}
            />
            <Button icon="search" busy={found.isFetching} onClick={() => setQ(typed.trim())}>
              {t("ui.search")}
            </Button>
          </div>
        )}
      </Field>
      <StatusRegion>
        {found.data && t("organisations.person_found", { count: people.length })}
      </StatusRegion>
      {found.error && <ProblemNotice error={found.error} retry={() => void found.refetch()} />}
      {people.length > 0 && (
        <Radios
          label={t("organisations.person_choose")}
          value={value}
          onChange={choose}
          choices={people.map((person) => ({
            value: person.id,
            label: person.name,
            hint: person.place,
          }))}
        />
      )}
    </div>
  );
}
