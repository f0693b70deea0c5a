// Sites in rows: what they are, where they stand, who runs them, whether somebody is there now.
import { Link } from "../base/router.tsx";
import type { Codes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { Table } from "../ui/table.tsx";
import type { SiteLine } from "./api.ts";
import { SiteTag } from "./state.tsx";

export interface SitesTableProps {
  lines: readonly SiteLine[];
  codes: Pick<Codes, "word" | "today">;
  loading?: boolean;
}

export function SitesTable({ lines, codes, loading = false }: SitesTableProps) {
  const t = useT();
  return (
    <Table
      caption={t("sites.title")}
      caption_hidden
      rows={lines}
      rowKey={(line) => line.id}
      loading={loading}
      columns={[
        {
          key: "name",
          header: t("sites.name"),
          heads_row: true,
          cell: ({ id, name }) => <Link to={`/sites/${id}`}>{name}</Link>,
        },
        {
          key: "state",
          header: t("sites.now"),
          cell: (line) => <SiteTag site={line} today={codes.today} />,
        },
        {
          key: "kind",
          header: t("sites.kind"),
          cell: ({ kind }) => codes.word("site_kind", kind),
        },
        {
          key: "place",
          header: t("sites.place"),
          cell: ({ place, address }) => (
            <>
              {place}
              {address && <span className="hint block">{address}</span>}
            </>
          ),
        },
        {
          key: "operator",
          header: t("sites.operated_by"),
          cell: ({ operated_by }) => operated_by || "–",
        },
      ]}
    />
  );
}
