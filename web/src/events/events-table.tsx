// Events in rows: what, when, where, how many came, how far.
import { Link } from "../base/router.tsx";
import type { Codes } from "../codes/codes.ts";
import { formatDay, formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { Table } from "../ui/table.tsx";
import { Tag } from "../ui/tag.tsx";
import type { EventLine } from "./api.ts";
import { EventTag } from "./state.tsx";

// What an event is called: its title, or its kind and type.
export function eventName(
  codes: Pick<Codes, "word">,
  { kind, activity_type, title }: Pick<EventLine, "kind" | "activity_type" | "title">,
): string {
  const type = codes.word("activity_type", activity_type || undefined);
  return title || [codes.word("event_kind", kind), type].filter(Boolean).join(" · ");
}

export interface EventsTableProps {
  lines: readonly EventLine[];
  codes: Pick<Codes, "word">;
  loading?: boolean;
}

export function EventsTable({ lines, codes, loading = false }: EventsTableProps) {
  const t = useT();
  return (
    <Table
      caption={t("events.title")}
      caption_hidden
      rows={lines}
      rowKey={(line) => line.id}
      loading={loading}
      empty={<EmptyState title={t("events.none")}>{t("events.none_detail")}</EmptyState>}
      columns={[
        {
          key: "event",
          header: t("events.col_event"),
          heads_row: true,
          cell: (line) => (
            <>
              <Link to={`/events/${line.id}`}>{eventName(codes, line)}</Link>
              {line.title && (
                <span className="hint block">{eventName(codes, { ...line, title: "" })}</span>
              )}
            </>
          ),
        },
        {
          key: "on",
          header: t("events.col_on"),
          cell: (line) => (
            <span className="one-line">
              {formatDay(line.on)} {line.starts_at}
            </span>
          ),
        },
        {
          key: "where",
          header: t("events.col_where"),
          cell: (line) => [line.where, line.place].filter(Boolean).join(" · ") || "–",
        },
        {
          key: "by",
          header: t("events.col_by"),
          cell: (line) => codes.word("deliverer_kind", line.deliverer_kind || undefined) || "–",
        },
        {
          key: "attendance",
          header: t("events.col_attendance"),
          number: true,
          cell: (line) => formatNumber(line.attendance),
        },
        {
          key: "state",
          header: t("events.col_state"),
          cell: (line) => (
            <>
              <EventTag state={line.state} />
              {line.site_ended && (
                <>
                  {" "}
                  <Tag kind="warning">{t("events.site_ended")}</Tag>
                </>
              )}
            </>
          ),
        },
      ]}
    />
  );
}
