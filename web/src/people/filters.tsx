// What narrows the list of people. All of it lives in the address.
import { useCodes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { Fewer } from "../ui/fewer.tsx";
import { Select } from "../ui/select.tsx";
import { AreaPicker } from "../codes/area-picker.tsx";
import { certificate_states } from "./words.ts";

// `who`: "" means those with a certificate, "all" whoever lives here.
export const filter_names = ["who", "village", "category", "level", "state"] as const;
export type FilterName = (typeof filter_names)[number];
export type Filters = Record<FilterName, string>;

export interface PeopleFiltersProps {
  value: Filters;
  onChange: (changes: Partial<Filters>) => void;
}

export function PeopleFilters({ value, onChange }: PeopleFiltersProps) {
  const t = useT();
  const codes = useCodes();
  return (
    <Fewer label={t("people.filters")} on_phone>
      <div className="filters" role="group" aria-label={t("people.filters")}>
        <Select
          optional
          label={t("people.who")}
          empty={t("people.who_holders")}
          choices={[{ value: "all", label: t("people.who_all") }]}
          value={value.who}
          onChange={(who) => onChange({ who })}
        />
        <Select
          optional
          label={t("people.category")}
          empty={t("people.all")}
          choices={codes.choices("disability_category")}
          value={value.category}
          onChange={(category) => onChange({ category })}
        />
        <Select
          optional
          label={t("people.level")}
          empty={t("people.all")}
          choices={codes.choices("disability_level")}
          value={value.level}
          onChange={(level) => onChange({ level })}
        />
        <Select
          optional
          label={t("people.state")}
          empty={t("people.all")}
          choices={certificate_states.map((state) => ({
            value: state,
            label: t(`people.state_${state}`),
          }))}
          value={value.state}
          onChange={(state) => onChange({ state })}
        />
        <AreaPicker
          optional
          label={t("people.village")}
          value={value.village}
          onChange={(village) => onChange({ village })}
        />
      </div>
    </Fewer>
  );
}
