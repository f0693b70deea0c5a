// When a site means to be open: the week that holds, those to come, and the days that differ.
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Section } from "../ui/page.tsx";
import { Table } from "../ui/table.tsx";
import type { Exception, SitePage } from "./api.ts";
import { typedWeek, weekdays } from "./model.ts";
import { spansWords, weekdayWord } from "./words.ts";

type HoursLine = SitePage["hours"][number];

function Week({ line }: { line: HoursLine }) {
  const t = useT();
  const week = typedWeek(line.week);
  return (
    <Table
      caption={t("sites.hours_from", { day: formatDay(line.from) })}
      rows={weekdays}
      rowKey={String}
      columns={[
        {
          key: "day",
          header: t("sites.weekday"),
          heads_row: true,
          cell: (day) => weekdayWord(day),
        },
        {
          key: "hours",
          header: t("sites.hours_title"),
          cell: (day) => spansWords(week[day]),
        },
      ]}
    />
  );
}

function Exceptions({ rows, caption }: { rows: readonly Exception[]; caption: string }) {
  const t = useT();
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ on }) => on}
      columns={[
        { key: "on", header: t("sites.day"), heads_row: true, cell: ({ on }) => formatDay(on) },
        {
          key: "hours",
          header: t("sites.hours_title"),
          cell: ({ opens, closes }) => spansWords(opens && closes ? [{ opens, closes }] : []),
        },
        { key: "reason", header: t("sites.reason"), cell: ({ reason }) => reason },
      ]}
    />
  );
}

export function Hours({ page, may_write }: { page: SitePage; may_write: boolean }) {
  const t = useT();
  const { today } = useCodes();
  const site = page.line.id;
  const current = page.hours.find((line) => line.current);
  const later = page.hours.filter(({ from }) => from > today).reverse();
  const ahead = page.exceptions.filter(({ on }) => on >= today).reverse();
  const past = page.exceptions.filter(({ on }) => on < today);
  return (
    <Section
      title={t("sites.hours_title")}
      actions={
        may_write && (
          <>
            <ButtonLink to={`/sites/${site}/hours`}>{t("sites.set_hours")}</ButtonLink>
            <ButtonLink to={`/sites/${site}/exception`}>{t("sites.add_exception")}</ButtonLink>
          </>
        )
      }
    >
      {current ? <Week line={current} /> : <p className="hint">{t("sites.hours_none")}</p>}
      {later.map((line) => (
        <Week key={line.from} line={line} />
      ))}
      {ahead.length > 0 && <Exceptions rows={ahead} caption={t("sites.exceptions")} />}
      {past.length > 0 && (
        <details className="details">
          <summary>{t("sites.exceptions_past", { count: past.length })}</summary>
          <Exceptions rows={past} caption={t("sites.exceptions_before")} />
        </details>
      )}
    </Section>
  );
}
