// Birthdays of a month, those of today first in sight.
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import type { Birthday } from "./api.ts";
import "./events.css";

export interface BirthdaysProps {
  birthdays: readonly Birthday[];
  today: string;
}

export function Birthdays({ birthdays, today }: BirthdaysProps) {
  const t = useT();
  if (birthdays.length === 0) return <p className="hint">{t("events.birthdays_none")}</p>;
  return (
    <ul className="birthdays">
      {birthdays.map(({ person, name, on, turns }) => (
        <li key={person} data-today={on === today || undefined}>
          <strong>{name}</strong>
          <span>{formatDay(on)}</span>
          <span className="hint">
            {on === today ? t("events.turns_today", { turns }) : t("events.turns", { turns })}
          </span>
        </li>
      ))}
    </ul>
  );
}
