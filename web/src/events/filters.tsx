// Filters of the list of events. They live in the address, so that a list can be kept and sent.
import { AreaPicker } from "../codes/area-picker.tsx";
import type { Codes } from "../codes/codes.ts";
import { formatMonth } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { Fewer } from "../ui/fewer.tsx";
import { Select } from "../ui/select.tsx";
import { monthsAround } from "./model.ts";
import { event_states } from "./state.tsx";

export interface ListFilters {
  kind: string;
  area: string;
  month: string;
  state: string;
  tag: string;
}

export interface FiltersProps {
  values: ListFilters;
  codes: Codes;
  onChange: (changes: Record<string, string>) => void;
}

export function Filters({ values, codes, onChange }: FiltersProps) {
  const t = useT();
  const { kind, area, month, state, tag } = values;
  const is_filtered = Boolean(kind || area || month || state || tag);
  const months = monthsAround(codes.today);
  const listed = !month || months.includes(month) ? months : [month, ...months];
  return (
    <Fewer label={t("events.filters")} on_phone>
      <div className="filters" role="group" aria-label={t("events.filters")}>
        <Select
          label={t("events.col_kind")}
          optional
          empty={t("events.any")}
          value={kind}
          choices={codes.choices("event_kind")}
          onChange={(value) => onChange({ kind: value })}
        />
        <Select
          label={t("events.filter_month")}
          optional
          empty={t("events.any")}
          value={month}
          choices={listed.map((value) => ({ value, label: formatMonth(value) }))}
          onChange={(value) => onChange({ month: value })}
        />
        <Select
          label={t("events.col_state")}
          optional
          empty={t("events.any_state")}
          value={state}
          choices={event_states.map((value) => ({ value, label: t(`events.state_${value}`) }))}
          onChange={(value) => onChange({ state: value })}
        />
        <Select
          label={t("events.tags")}
          optional
          empty={t("events.any")}
          value={tag}
          choices={codes.choices("event_tag")}
          onChange={(value) => onChange({ tag: value })}
        />
        <AreaPicker
          optional
          label={t("codes.area")}
          value={area}
          onChange={(code) => onChange({ area: code })}
        />
      </div>
      {is_filtered && (
        <Button
          kind="plain"
          icon="cross"
          onClick={() => onChange({ kind: "", area: "", month: "", state: "", tag: "" })}
        >
          {t("events.clear")}
        </Button>
      )}
    </Fewer>
  );
}
