// Places and who looks after them; a place nobody looks after says so.
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Link } from "../base/router.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { Tag } from "../ui/tag.tsx";
import type { Cover } from "./cover.ts";
import type { TieLine } from "./types.ts";

export interface LiaisonsTableProps {
  rows: readonly Cover[];
  may_write: boolean;
  onEnd: (tie: TieLine) => void;
}

const town_digits = 9;

function isVillage({ area }: Cover): boolean {
  return area.code.length >= 12;
}

export function LiaisonsTable({ rows, may_write, onEnd }: LiaisonsTableProps) {
  const t = useT();
  const columns: Column<Cover>[] = [
    {
      key: "place",
      header: t("organisations.place"),
      heads_row: true,
      cell: (row) =>
        isVillage(row) ? (
          row.area.name
        ) : (
          <Link to={`/organisations/liaisons?area=${row.area.code}`}>{row.area.name}</Link>
        ),
    },
    {
      key: "liaison",
      header: t("organisations.liaison"),
      cell: (row) =>
        isVillage(row) ? <Who row={row} onEnd={may_write && onEnd} /> : <Sum row={row} />,
    },
  ];
  if (may_write && rows.some(isVillage)) {
    columns.push({
      key: "appoint",
      header: t("organisations.appoint"),
      cell: (row) =>
        isVillage(row) ? (
          <ButtonLink
            to={`/organisations/liaisons/new?village=${row.area.code}`}
            aria-label={t("organisations.appoint_here", { name: row.area.name })}
          >
            {t("organisations.appoint")}
          </ButtonLink>
        ) : (
          "–"
        ),
    });
  }
  return (
    <Table
      caption={t("organisations.liaisons")}
      caption_hidden
      columns={columns}
      rows={rows}
      rowKey={({ area }) => area.code}
    />
  );
}

function Sum({ row }: { row: Cover }) {
  const t = useT();
  const { villages_covered, area } = row;
  // Inside a county stand towns, not villages: how many villages there are is told a step further.
  if (area.code.length < town_digits)
    return t("organisations.covered_wide", { covered: villages_covered });
  const is_whole = area.children > 0 && villages_covered >= area.children;
  return (
    <Tag kind={is_whole ? "done" : "warning"}>
      {t("organisations.covered", { covered: villages_covered, all: area.children })}
    </Tag>
  );
}

function Who({ row, onEnd }: { row: Cover; onEnd: false | ((tie: TieLine) => void) }) {
  const t = useT();
  if (row.liaisons.length === 0) return <Tag kind="warning">{t("organisations.gap")}</Tag>;
  return (
    <span className="stacked">
      {row.liaisons.map((tie) => (
        <span key={tie.id} className="cluster">
          <span>
            {tie.title || t("organisations.unnamed")}
            <span className="hint">
              {" "}
              {t("organisations.from_day", { day: formatDay(tie.from) })}
            </span>
          </span>
          {onEnd && (
            <Button
              kind="plain"
              aria-label={t("organisations.end_named", { name: tie.title })}
              onClick={() => onEnd(tie)}
            >
              {t("organisations.end")}
            </Button>
          )}
        </span>
      ))}
    </span>
  );
}
