// A party for the end of a relation: a body, a site, somebody of the register, a colleague or a
// place, whichever the packs allow there. It may stand inside a form, so it is none itself.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import { api, call } from "../api/client.ts";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useCodes } from "../codes/codes.ts";
import { InlineSearch } from "../codes/inline-search.tsx";
import { useT } from "../i18n/index.ts";
import { Chosen } from "../people/chosen.tsx";
import { PersonPicker } from "../people/person-picker.tsx";
import { Button } from "../ui/button.tsx";
import type { Bound } from "../ui/field.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Radios } from "../ui/radios.tsx";
import { Select } from "../ui/select.tsx";
import type { Party, PartyRule } from "./ties.ts";
import "../people/people.css";

export interface ChosenParty extends Party {
  name: string; // "" for a place: it is named by its code.
  about: string;
}

const shown_max = 8;
const asked_max = 100;

interface FoundProps extends Bound<ChosenParty | null> {
  label: string;
  kinds: readonly string[]; // Of bodies or sites; empty: of any kind.
}

interface ByNameProps extends FoundProps {
  kind: "organisation" | "site";
}

// A body or a site, found by its name.
function ByName({ kind, label, kinds, id, name, value, error, onChange }: ByNameProps) {
  const t = useT();
  const codes = useCodes();
  const [q, setQ] = useState("");
  const [has_acted, setActed] = useState(false);
  const own_id = useId();
  const input_id = id ?? own_id;
  useEffect(() => {
    if (has_acted && !value) document.getElementById(input_id)?.focus();
  }, [has_acted, value, input_id]);
  const found = useQuery({
    queryKey: [kind === "site" ? "sites" : "organisations", "picker", q],
    queryFn: async ({ signal }): Promise<{ id: string; name: string; kind: string }[]> => {
      const params = { query: { q, limit: asked_max } };
      return kind === "site"
        ? (await call(api.GET("/sites", { params, signal }))).items
        : (await call(api.GET("/organisations", { params, signal }))).items;
    },
    enabled: q !== "",
  });
  const choose = (party: ChosenParty | null) => {
    setActed(true);
    onChange(party);
  };
  if (value)
    return (
      <Chosen
        label={label}
        name={value.name}
        about={value.about}
        change={t("organisations.party_change")}
        takes_focus={has_acted}
        onChange={() => choose(null)}
      />
    );
  const list = kind === "site" ? "site_kind" : "organisation_kind";
  return (
    <div className="person-picker">
      <InlineSearch
        label={label}
        hint={t("organisations.party_search")}
        id={input_id}
        name={name}
        error={error}
        onSearch={setQ}
      />
      {q !== "" && (
        <Loaded query={found} lines={2}>
          {(lines) => {
            const fitting = lines
              .filter((line) => kinds.length === 0 || kinds.includes(line.kind))
              .slice(0, shown_max);
            if (fitting.length === 0)
              return <p role="status">{t("organisations.party_none", { q })}</p>;
            return (
              <ul className="found-people">
                {fitting.map((line) => {
                  const about = codes.word(list, line.kind);
                  return (
                    <li key={line.id}>
                      <Button onClick={() => choose({ kind, id: line.id, name: line.name, about })}>
                        {line.name}
                      </Button>
                      <span className="hint">{about}</span>
                    </li>
                  );
                })}
              </ul>
            );
          }}
        </Loaded>
      )}
    </div>
  );
}

// A colleague who can sign in.
function Colleague({ label, id, name, value, error, onChange }: FoundProps) {
  const t = useT();
  const codes = useCodes();
  const colleagues = useQuery({
    queryKey: ["users"],
    queryFn: ({ signal }) => call(api.GET("/users", { params: { query: { limit: 200 } }, signal })),
  });
  const users = colleagues.data?.items ?? [];
  return (
    <Select
      label={label}
      id={id}
      name={name}
      error={error}
      choices={users.map((user) => ({
        value: user.id,
        label: t("organisations.user_line", { name: user.name, role: codes.role(user.role) }),
      }))}
      value={value?.id ?? ""}
      onChange={(chosen) => {
        const user = users.find((one) => one.id === chosen);
        onChange(
          user
            ? { kind: "user", id: user.id, name: user.name, about: codes.role(user.role) }
            : null,
        );
      }}
    />
  );
}

const party_words = {
  person: "organisations.party_person",
  user: "organisations.party_user",
  organisation: "organisations.party_organisation",
  site: "organisations.party_site",
  area: "organisations.party_area",
} as const;

export interface PartyPickerProps extends Bound<ChosenParty | null> {
  label: string;
  rule: PartyRule;
}

export function PartyPicker({ label, rule, id, name, value, error, onChange }: PartyPickerProps) {
  const t = useT();
  const own_id = useId();
  const [asked, setAsked] = useState<string>();
  const known = rule.parties.filter((kind) => kind in party_words);
  const kind = known.find((one) => one === (value?.kind ?? asked)) ?? known[0];
  const field = { id, name, value, error, onChange };
  return (
    <div className="stack">
      {known.length > 1 && (
        <Radios
          inline
          label={t("organisations.party_kind")}
          name={`${own_id}-kind`}
          choices={known.map((one) => ({
            value: one,
            label: t(party_words[one as keyof typeof party_words]),
          }))}
          value={kind ?? ""}
          onChange={(chosen) => {
            setAsked(chosen);
            if (value) onChange(null);
          }}
        />
      )}
      {kind === "person" && (
        <PersonPicker
          label={label}
          {...field}
          onChange={(person) => onChange(person && { kind: "person", ...person })}
        />
      )}
      {kind === "user" && <Colleague label={label} kinds={[]} {...field} />}
      {(kind === "organisation" || kind === "site") && (
        <ByName key={kind} kind={kind} label={label} kinds={rule.kinds} {...field} />
      )}
      {kind === "area" && (
        <AreaPicker
          label={label}
          id={id}
          name={name}
          error={error}
          value={value?.id ?? ""}
          onChange={(code) =>
            onChange(code ? { kind: "area", id: code, name: "", about: "" } : null)
          }
        />
      )}
    </div>
  );
}
