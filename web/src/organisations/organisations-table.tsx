// Bodies in rows: what they are, where, how to reach them, what they are good at.
import { Link } from "../base/router.tsx";
import type { Codes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Table } from "../ui/table.tsx";
import { AreaName } from "../codes/area-name.tsx";
import type { OrganisationLine } from "./types.ts";

export interface OrganisationsTableProps {
  lines: readonly OrganisationLine[];
  codes: Pick<Codes, "word">;
  loading?: boolean;
}

export function OrganisationsTable({ lines, codes, loading = false }: OrganisationsTableProps) {
  const t = useT();
  return (
    <Table
      caption={t("organisations.list")}
      caption_hidden
      rows={lines}
      rowKey={(line) => line.id}
      loading={loading}
      columns={[
        {
          key: "name",
          header: t("organisations.name"),
          heads_row: true,
          cell: ({ id, name }) => <Link to={`/organisations/${id}`}>{name}</Link>,
        },
        {
          key: "kind",
          header: t("organisations.kind"),
          cell: ({ kind }) => codes.word("organisation_kind", kind),
        },
        {
          key: "area",
          header: t("organisations.area"),
          cell: ({ area }) => <AreaName code={area} />,
        },
        {
          key: "contact",
          header: t("organisations.contact"),
          cell: ({ contact }) => contact || "–",
        },
        {
          key: "strengths",
          header: t("organisations.strengths"),
          cell: ({ strengths }) => strengths || "–",
        },
        {
          key: "from",
          header: t("organisations.since"),
          cell: ({ from, until }) =>
            until
              ? t("organisations.from_until", { from: formatDay(from), until: formatDay(until) })
              : formatDay(from),
        },
      ]}
    />
  );
}
