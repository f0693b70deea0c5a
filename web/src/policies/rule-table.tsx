// A decision as a table anybody can read, row by row from above; on paper as it stands.
import { useT } from "../i18n/index.ts";
import { Section } from "../ui/page.tsx";
import { Table, type Column } from "../ui/table.tsx";
import type { TableView } from "./api.ts";

type Row = TableView["rows"][number];

export function RuleTable({ view }: { view: TableView }) {
  const t = useT();
  const columns: Column<Row>[] = [
    {
      key: "row",
      header: t("policies.row"),
      heads_row: true,
      cell: (row) => row.row,
    },
    ...view.inputs.map((input, at) => ({
      key: `input-${at}`,
      header: input,
      cell: (row: Row) => row.tests[at] || <span className="hint">{t("policies.any")}</span>,
    })),
    ...view.outputs.map((output, at) => ({
      key: `output-${at}`,
      header: `${t("policies.yields")}: ${output}`,
      cell: (row: Row) => <strong>{row.outputs[at]}</strong>,
    })),
    { key: "basis", header: t("policies.basis"), cell: (row) => row.basis },
  ];
  return (
    <Section title={view.name}>
      {view.about && <p>{view.about}</p>}
      <Table
        caption={view.name}
        caption_hidden
        columns={columns}
        rows={view.rows}
        rowKey={(row) => String(row.row)}
      />
    </Section>
  );
}
