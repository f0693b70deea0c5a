// What is wrong with a workbook, by the row numbers of the sheet itself. A row with several
// faults stands once, so that it is mended once.
import { useState } from "react";
import { useT } from "../i18n/index.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { Table } from "../ui/table.tsx";
import { faultyRows, type Fault } from "./model.ts";

const step = 50;

export function Faults({ faults }: { faults: readonly Fault[] }) {
  const t = useT();
  const [shown, setShown] = useState(step);
  const rows = faultyRows(faults);
  return (
    <div className="faults stack">
      <Table
        caption={t("imports.faults")}
        caption_hidden
        rows={rows.slice(0, shown)}
        rowKey={({ row }) => String(row)}
        columns={[
          {
            key: "row",
            header: t("imports.sheet_row"),
            heads_row: true,
            cell: ({ row }) => <span className="one-line">{t("imports.row_number", { row })}</span>,
          },
          {
            key: "column",
            header: t("imports.column"),
            cell: ({ columns }) => columns.join(t("imports.between_columns")),
          },
          {
            key: "reason",
            header: t("imports.reason"),
            cell: ({ messages }) => (
              <span className="stacked">
                {messages.map((message, at) => (
                  <span key={at}>{message}</span>
                ))}
              </span>
            ),
          },
        ]}
      />
      <LoadMore
        shown={Math.min(shown, rows.length)}
        total={rows.length}
        has_more={shown < rows.length}
        onMore={() => setShown(shown + step)}
      />
    </div>
  );
}
