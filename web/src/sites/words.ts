// What a site's numbers say in words.
import { formatDay, formatNumber } from "../i18n/format.ts";
import { t } from "../i18n/index.ts";
import type { Floor, Week } from "./api.ts";
import type { Planned, Span, Weekday } from "./model.ts";

export function weekdayWord(weekday: Weekday): string {
  return t(`sites.weekday_${weekday}`);
}

// "4 小时", "4 小时 30 分", "45 分".
export function durationWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return t("sites.minutes", { minutes: rest });
  if (rest === 0) return t("sites.hours", { hours: formatNumber(hours) });
  return t("sites.hours_minutes", { hours: formatNumber(hours), minutes: rest });
}

export function spanWords({ opens, closes }: Span): string {
  return t("sites.span", { opens, closes });
}

export function spansWords(spans: readonly Span[]): string {
  return spans.length === 0 ? t("sites.closed_all_day") : spans.map(spanWords).join(t("sites.and"));
}

export function plannedWords(planned: Planned): string {
  const { exception, spans, is_known } = planned;
  if (!is_known) return t("sites.hours_unknown");
  const hours = spansWords(spans);
  return exception ? t("sites.planned_exception", { hours, reason: exception.reason }) : hours;
}

// Square decimetres as square metres.
export function areaWords(dm2: number): string {
  return t("sites.square_metres", { area: formatNumber(dm2 / 100, dm2 % 100 === 0 ? 0 : 2) });
}

export function weekWords({ from }: Pick<Week, "from">): string {
  return t("sites.week_of", { day: formatDay(from) });
}

// What a week lacked, to whom it is told: "Week of 9 November: 5 days were due, 3 were ..".
export function shortWords(week: Week, floor: Floor): string {
  const due = week.working_days_due ?? 0;
  return t("sites.week_short", {
    week: weekWords(week),
    due,
    least: durationWords(floor.minutes_a_day),
    full: week.days_full,
    missing: due - week.days_full,
  });
}
