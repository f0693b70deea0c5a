// Filters of the list of needs. They live in the address, so that a list can be kept and sent.
import { useCodes } from "../codes/codes.ts";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { Fewer } from "../ui/fewer.tsx";
import { SearchBox } from "../ui/search-box.tsx";
import { Select } from "../ui/select.tsx";
import { need_states } from "./state.tsx";
import type { NeedFilters } from "./api.ts";
import "./needs.css";

export interface FiltersProps {
  values: NeedFilters;
  onChange: (changes: Record<string, string>) => void;
  places: boolean; // A resident has one place only.
}

export function Filters({ values, onChange, places }: FiltersProps) {
  const t = useT();
  const codes = useCodes();
  const { state, category, urgency, village, q } = values;
  const is_filtered = Boolean(state || category || urgency || village || q);
  return (
    <div className="stack">
      <SearchBox label={t("needs.search")} value={q} onSearch={(text) => onChange({ q: text })} />
      <Fewer label={t("needs.filters")} on_phone>
        <div className="filters" role="group" aria-label={t("needs.filters")}>
          <Select
            label={t("needs.filter_state")}
            optional
            empty={t("needs.any")}
            value={state}
            choices={need_states.map((value) => ({ value, label: t(`needs.state_${value}`) }))}
            onChange={(value) => onChange({ state: value })}
          />
          <Select
            label={t("needs.filter_category")}
            optional
            empty={t("needs.any")}
            value={category}
            choices={codes.choices("need_category", "")}
            onChange={(value) => onChange({ category: value })}
          />
          <Select
            label={t("needs.filter_urgency")}
            optional
            empty={t("needs.any")}
            value={urgency}
            choices={codes.choices("urgency")}
            onChange={(value) => onChange({ urgency: value })}
          />
          {places && (
            <AreaPicker
              optional
              label={t("codes.area")}
              value={village}
              onChange={(code) => onChange({ village: code })}
            />
          )}
        </div>
        {is_filtered && (
          <Button
            kind="plain"
            icon="cross"
            onClick={() =>
              onChange({
                state: "",
                category: "",
                urgency: "",
                village: "",
                q: "",
              })
            }
          >
            {t("needs.clear")}
          </Button>
        )}
      </Fewer>
    </div>
  );
}
