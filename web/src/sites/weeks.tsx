// How long a site was open, week by week, against the floor of its kind: said in words, drawn for
// the eye, and in a table.
import { useId } from "react";
import { formatDay, formatNumber } from "../i18n/format.ts";
import { useT, type T } from "../i18n/index.ts";
import { Fewer } from "../ui/fewer.tsx";
import { Notice } from "../ui/notice.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { Tag } from "../ui/tag.tsx";
import type { Floor, Week } from "./api.ts";
import { barOf, readWeeks } from "./model.ts";
import { durationWords, shortWords, weekWords } from "./words.ts";
import "./sites.css";

export interface WeeksProps {
  weeks: readonly Week[]; // The latest first.
  floor: Floor | null;
}

function verdict(t: T, week: Week) {
  if (week.unknown_year !== null) return t("sites.year_unknown", { year: week.unknown_year });
  if (week.is_short === null) return t("sites.not_held");
  return week.is_short ? (
    <Tag kind="warning">{t("sites.short")}</Tag>
  ) : (
    <Tag kind="done">{t("sites.met")}</Tag>
  );
}

function Chart({ weeks, floor }: WeeksProps) {
  const t = useT();
  const title = useId();
  const { counted, met } = readWeeks(weeks);
  return (
    <figure className="chart" aria-labelledby={title}>
      <figcaption>
        <p className="chart-title" id={title}>
          {t("sites.weeks_chart")}
        </p>
        <p className="hint">
          {counted > 0
            ? t("sites.weeks_summary", { counted, met, short: counted - met })
            : t("sites.weeks_not_held")}
        </p>
      </figcaption>
      <div className="bars" aria-hidden="true">
        {weeks.map((week) => {
          const { full, brief, due } = barOf(week);
          return (
            <div className="bar" key={week.from}>
              <span className="bar-name">{formatDay(week.from)}</span>
              <span className="bar-track week-track">
                <span className="bar-fill" style={{ inlineSize: `${full * 100}%` }} />
                <span className="bar-fill week-brief" style={{ inlineSize: `${brief * 100}%` }} />
                {due !== null && (
                  <span className="week-due" style={{ insetInlineStart: `${due * 100}%` }} />
                )}
              </span>
              <span className="bar-value">
                {week.working_days_due === null
                  ? formatNumber(week.days_open)
                  : t("sites.days_of", { days: week.days_full, due: week.working_days_due })}
              </span>
            </div>
          );
        })}
      </div>
      {floor && <p className="hint">{t("sites.weeks_legend")}</p>}
    </figure>
  );
}

export function Weeks({ weeks, floor }: WeeksProps) {
  const t = useT();
  const { short } = readWeeks(weeks);
  if (weeks.length === 0) return <p className="hint">{t("sites.weeks_none")}</p>;
  const columns: Column<Week>[] = [
    {
      key: "week",
      header: t("sites.col_week"),
      heads_row: true,
      cell: (week) => weekWords(week),
    },
    {
      key: "due",
      header: t("sites.col_due"),
      number: true,
      cell: ({ working_days_due }) => working_days_due ?? "–",
    },
    {
      key: "full",
      header: t("sites.col_full"),
      number: true,
      cell: ({ days_full, working_days_due }) => (working_days_due === null ? "–" : days_full),
    },
    {
      key: "open",
      header: t("sites.col_open"),
      number: true,
      cell: ({ days_open }) => days_open,
    },
    {
      key: "least",
      header: t("sites.col_least"),
      number: true,
      cell: (week) => (week.days_open > 0 ? durationWords(week.least_minutes_of_a_day) : "–"),
    },
    {
      key: "total",
      header: t("sites.col_total"),
      number: true,
      cell: ({ minutes }) => durationWords(minutes),
    },
    { key: "verdict", header: t("sites.col_verdict"), cell: (week) => verdict(t, week) },
  ];
  return (
    <>
      {floor && short.length > 0 && (
        <Notice kind="warning" title={t("sites.short_title", { count: short.length })}>
          <ul>
            {short.map((week) => (
              <li key={week.from}>{shortWords(week, floor)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Chart weeks={weeks} floor={floor} />
      <Fewer label={t("ui.chart_table")} on_phone>
        <Table
          caption={t("sites.weeks_chart")}
          caption_hidden
          columns={columns}
          rows={weeks}
          rowKey={({ from }) => from}
        />
      </Fewer>
    </>
  );
}
