// What the product does, mechanism by mechanism, and what proves it.
import document from "../../../docs/coverage.md?raw";
import { useLanguage, useT } from "../i18n/index.ts";
import { Page } from "../ui/page.tsx";
import { Table } from "../ui/table.tsx";
import { readCoverage, type CoveredRow } from "./read.ts";

function Names({ of }: { of: string[] }) {
  return of.length === 0 ? <>—</> : <>{of.join(", ")}</>;
}

export default function Coverage() {
  const t = useT();
  const rows = readCoverage(document, useLanguage());
  const proved = rows.filter((row) => row.journey.length > 0).length;
  return (
    <Page
      title={t("coverage.title")}
      lead={t("coverage.lead", { proved, all: rows.length })}
      width="wide"
    >
      <Table<CoveredRow>
        caption={t("coverage.title")}
        caption_hidden
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "id",
            header: t("coverage.id"),
            cell: (row) => <span className="one-line">{row.id}</span>,
          },
          { key: "gist", header: t("coverage.gist"), cell: (row) => row.gist, heads_row: true },
          { key: "pack", header: t("coverage.pack"), cell: (row) => <Names of={row.pack} /> },
          { key: "source", header: t("coverage.source"), cell: (row) => <Names of={row.source} /> },
          {
            key: "journey",
            header: t("coverage.journey"),
            cell: (row) => <Names of={row.journey} />,
          },
        ]}
      />
    </Page>
  );
}
