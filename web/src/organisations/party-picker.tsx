// A party for the end of a relation: a body, a site, somebody of the register, a colleague or a
// place, whichever the packs allow there. It may stand inside a form, so it is none itself.
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { api, call } from "../api/client.ts";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useCodes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { PersonPicker } from "../people/person-picker.tsx";
import type { Bound } from "../ui/field.tsx";
import { Radios } from "../ui/radios.tsx";
import { Select } from "../ui/select.tsx";
import { BodyPicker } from "./body-picker.tsx";
import type { Party, PartyRule } from "./ties.ts";

export interface ChosenParty extends Party {
  name: string; // "" for a place: it is named by its code.
  about: string;
}

// Colleagues who can sign in, for who may appoint them.
export function useColleagues(enabled = true) {
  return useQuery({
    queryKey: ["users"],
    queryFn: ({ signal }) => call(api.GET("/users", { params: { query: { limit: 200 } }, signal })),
    enabled,
  });
}

export interface ColleaguePickerProps extends Bound<ChosenParty | null> {
  label: string;
}

// A colleague who can sign in.
export function ColleaguePicker(props: ColleaguePickerProps) {
  const { label, id, name, value, error, onChange } = props;
  const t = useT();
  const codes = useCodes();
  const colleagues = useColleagues();
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
      {kind === "user" && <ColleaguePicker label={label} {...field} />}
      {(kind === "organisation" || kind === "site") && (
        <BodyPicker
          key={kind}
          kind={kind}
          label={label}
          kinds={rule.kinds}
          {...field}
          onChange={(body) => onChange(body && { kind, ...body })}
        />
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
