// Awards in rows: which, to whom, how far.
import { Link } from "../base/router.tsx";
import type { Codes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Table, type Column } from "../ui/table.tsx";
import type { AwardLine } from "./api.ts";
import { standingOf } from "./model.ts";
import { AwardTag } from "./state.tsx";

export interface AwardsTableProps {
  caption: string;
  awards: readonly AwardLine[];
  codes: Codes;
  heads: "nominee" | "kind"; // What the rows differ in.
  loading?: boolean;
}

export function AwardsTable({ caption, awards, codes, heads, loading }: AwardsTableProps) {
  const t = useT();
  const linked = (award: AwardLine, text: string) => (
    <Link to={`/awards/${award.id}`}>{text || t("organisations.unnamed")}</Link>
  );
  const first: Column<AwardLine> =
    heads === "nominee"
      ? {
          key: "nominee",
          header: t("awards.col_nominee"),
          heads_row: true,
          cell: (award) => linked(award, award.nominee_name),
        }
      : {
          key: "kind",
          header: t("awards.kind"),
          heads_row: true,
          cell: (award) => linked(award, codes.word("award_kind", award.kind)),
        };
  const columns: Column<AwardLine>[] = [
    first,
    { key: "year", header: t("awards.year"), cell: ({ year }) => String(year) },
    { key: "where", header: t("awards.where"), cell: ({ where }) => where },
    {
      key: "state",
      header: t("awards.state"),
      cell: (award) => <AwardTag standing={standingOf(award, codes.today)} />,
    },
    {
      key: "notice",
      header: t("awards.notice"),
      cell: ({ notice_from, notice_last }) =>
        notice_from && notice_last
          ? t("awards.notice_span", { from: formatDay(notice_from), last: formatDay(notice_last) })
          : "",
    },
    {
      key: "granted",
      header: t("awards.granted_on"),
      cell: ({ granted_on }) => (granted_on ? formatDay(granted_on) : ""),
    },
  ];
  return (
    <Table
      caption={caption}
      caption_hidden
      rows={awards}
      rowKey={({ id }) => id}
      columns={columns}
      {...(loading !== undefined && { loading })}
    />
  );
}
