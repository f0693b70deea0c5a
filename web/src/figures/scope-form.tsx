// Which place, which days, as things stood on which day.
import { useState, type FormEvent } from "react";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { yearOf, type NamedScope } from "./scope.ts";

export interface ScopeFormProps {
  scope: NamedScope;
  today: string;
  onChange: (changes: Record<string, string>) => void;
}

function Period({ scope, today, onChange }: ScopeFormProps) {
  const t = useT();
  const [typed, setTyped] = useState({ from: scope.from, to: scope.to, as_of: scope.as_of });
  const [faults, setFaults] = useState<Partial<typeof typed>>({});
  const show = (event: FormEvent) => {
    event.preventDefault();
    const days = {
      from: readDay(typed.from),
      to: readDay(typed.to),
      as_of: readDay(typed.as_of),
    };
    const fault = (day: string | undefined, is_needed: boolean) =>
      day === undefined
        ? t("ui.date_not_understood")
        : day === "" && is_needed
          ? t("figures.day_missing")
          : undefined;
    const found: Partial<typeof typed> = {};
    const set = (name: keyof typeof typed, text: string | undefined) => {
      if (text) found[name] = text;
    };
    set("from", fault(days.from, true));
    set("as_of", fault(days.as_of, false));
    const is_backwards = days.from && days.to && days.to < days.from;
    set("to", fault(days.to, true) ?? (is_backwards ? t("figures.period_backwards") : undefined));
    setFaults(found);
    if (Object.keys(found).length === 0)
      onChange({ from: days.from ?? "", to: days.to ?? "", as_of: days.as_of ?? "" });
  };
  const pick = (from: string, to: string) => onChange({ from, to, as_of: "" });
  const field = (name: keyof typeof typed) => ({
    name,
    value: typed[name],
    error: faults[name],
    onChange: (value: string) => setTyped({ ...typed, [name]: value }),
  });
  const last_year = String(Number(yearOf(today)) - 1);
  return (
    <form className="stack" noValidate onSubmit={show}>
      <div className="actions">
        <Button onClick={() => pick(`${yearOf(today)}-01-01`, today)}>
          {t("figures.this_year")}
        </Button>
        <Button onClick={() => pick(`${today.slice(0, 7)}-01`, today)}>
          {t("figures.this_month")}
        </Button>
        <Button onClick={() => pick(`${last_year}-01-01`, `${last_year}-12-31`)}>
          {t("figures.last_year")}
        </Button>
      </div>
      <div className="filters">
        <DateField label={t("figures.from")} {...field("from")} />
        <DateField label={t("figures.to")} {...field("to")} />
        <DateField
          label={t("figures.as_of")}
          hint={t("figures.as_of_hint")}
          optional
          {...field("as_of")}
        />
      </div>
      <div className="actions">
        <Button kind="primary" submits>
          {t("figures.show")}
        </Button>
      </div>
    </form>
  );
}

export function ScopeForm({ scope, today, onChange }: ScopeFormProps) {
  const t = useT();
  return (
    <details className="details scope-form">
      <summary>{t("figures.scope")}</summary>
      <div className="panel stack">
        <AreaPicker
          label={t("codes.area")}
          value={scope.area}
          onChange={(area) => onChange({ area })}
        />
        {/* Another scope from elsewhere (a button, the address) fills the fields anew. */}
        <Period
          key={`${scope.from} ${scope.to} ${scope.as_of}`}
          scope={scope}
          today={today}
          onChange={onChange}
        />
      </div>
    </details>
  );
}
