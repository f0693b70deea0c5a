// Dated rows of a site: those that hold in a table, those that are over folded away below.
import type { ReactNode } from "react";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { withoutOver } from "./model.ts";

export interface Dated {
  from: string;
  until: string | null;
}

export interface SpansProps<R extends Dated> {
  caption: string;
  columns: readonly Column<R>[]; // Those before "since" and "until".
  rows: readonly R[];
  rowKey: (row: R) => string;
  today: string;
  none: string;
  nameOf: (row: R) => string; // For the button that ends the row.
  onEnd?: ((row: R) => void) | undefined;
}

export function Spans<R extends Dated>(props: SpansProps<R>) {
  const { caption, columns, rows, rowKey, today, none, nameOf, onEnd } = props;
  const t = useT();
  const { present, past } = withoutOver(rows, today);
  const since: Column<R> = {
    key: "from",
    header: t("sites.since"),
    cell: ({ from, until }) =>
      until
        ? t("sites.from_until", { from: formatDay(from), until: formatDay(until) })
        : formatDay(from),
  };
  const end: Column<R> = {
    key: "end",
    header: t("sites.end"),
    screen_only: true,
    cell: (row): ReactNode =>
      row.until === null && (
        <Button
          kind="plain"
          aria-label={t("sites.end_named", { name: nameOf(row) })}
          onClick={() => onEnd?.(row)}
        >
          {t("sites.end")}
        </Button>
      ),
  };
  return (
    <>
      {present.length === 0 ? (
        <p className="hint">{none}</p>
      ) : (
        <Table
          caption={caption}
          caption_hidden
          columns={[...columns, since, ...(onEnd ? [end] : [])]}
          rows={present}
          rowKey={rowKey}
        />
      )}
      {past.length > 0 && (
        <details className="details">
          <summary>{t("sites.past", { count: past.length })}</summary>
          <Table
            caption={t("sites.past_of", { what: caption })}
            caption_hidden
            columns={[...columns, since]}
            rows={past}
            rowKey={rowKey}
          />
        </details>
      )}
    </>
  );
}
