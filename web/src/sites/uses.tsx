// The timetable of a place that several share: which body has which hours, day by day, and what has
// ended folded away below.
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Section } from "../ui/page.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { useSiteChanged, type SitePage, type Use } from "./api.ts";
import { EndDialog } from "./end-dialog.tsx";
import { usesByDay, withoutOver, type Weekday } from "./model.ts";
import { spanWords, weekdayWord } from "./words.ts";

export interface TimetableProps {
  uses: readonly Use[];
  today: string;
  onEnd?: ((use: Use) => void) | undefined;
}

// A week as people read it: the days that anybody has, with their hours in order.
export function Timetable({ uses, today, onEnd }: TimetableProps) {
  const t = useT();
  const spanOf = (use: Use) =>
    [spanWords(use), use.room_name || t("sites.use_whole")].join(t("sites.and"));
  const about = (use: Use) =>
    use.from > today
      ? t("sites.use_from", { day: formatDay(use.from) })
      : use.until
        ? t("sites.use_until", { day: formatDay(use.until) })
        : "";
  return (
    <Table
      caption={t("sites.uses")}
      caption_hidden
      rows={usesByDay(uses)}
      rowKey={({ weekday }) => String(weekday)}
      columns={[
        {
          key: "day",
          header: t("sites.weekday"),
          heads_row: true,
          cell: ({ weekday }) => weekdayWord(weekday),
        },
        {
          key: "uses",
          header: t("sites.use_hours"),
          cell: ({ uses: of_day }) => (
            <ul className="use-lines">
              {of_day.map((use) => (
                <li key={use.id} className="use-line">
                  <span>
                    <strong>{use.name}</strong> {spanOf(use)}
                    {about(use) && <span className="hint block">{about(use)}</span>}
                  </span>
                  {onEnd && use.until === null && (
                    <Button
                      kind="plain"
                      aria-label={t("sites.use_end_named", {
                        name: use.name,
                        day: weekdayWord(use.weekday as Weekday),
                        span: spanWords(use),
                      })}
                      onClick={() => onEnd(use)}
                    >
                      {t("sites.end")}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}

function Past({ uses }: { uses: readonly Use[] }) {
  const t = useT();
  const columns: Column<Use>[] = [
    { key: "body", header: t("sites.body"), heads_row: true, cell: ({ name }) => name },
    {
      key: "when",
      header: t("sites.use_hours"),
      cell: (use) => `${weekdayWord(use.weekday as Weekday)} ${spanWords(use)}`,
    },
    {
      key: "room",
      header: t("sites.use_room"),
      cell: ({ room_name }) => room_name || t("sites.use_whole"),
    },
    {
      key: "since",
      header: t("sites.since"),
      cell: ({ from, until }) =>
        t("sites.from_until", { from: formatDay(from), until: formatDay(until ?? from) }),
    },
  ];
  return (
    <details className="details">
      <summary>{t("sites.past", { count: uses.length })}</summary>
      <Table
        caption={t("sites.past_of", { what: t("sites.uses") })}
        caption_hidden
        columns={columns}
        rows={uses}
        rowKey={({ id }) => id}
      />
    </details>
  );
}

export function Uses({ page, may_write }: { page: SitePage; may_write: boolean }) {
  const t = useT();
  const { today } = useCodes();
  const changed = useSiteChanged();
  const [ending, setEnding] = useState<Use>();
  const site = page.line.id;
  const { present, past } = withoutOver(page.uses, today);
  return (
    <Section
      title={t("sites.uses")}
      actions={may_write && <ButtonLink to={`/sites/${site}/use`}>{t("sites.add_use")}</ButtonLink>}
    >
      {present.length === 0 ? (
        <p className="hint">{t("sites.uses_none")}</p>
      ) : (
        <Timetable uses={present} today={today} onEnd={may_write ? setEnding : undefined} />
      )}
      {past.length > 0 && <Past uses={past} />}
      {ending && (
        <EndDialog
          title={t("sites.use_end_title", {
            name: ending.name,
            day: weekdayWord(ending.weekday as Weekday),
            span: spanWords(ending),
          })}
          onEnd={async (on) =>
            changed(
              await call(
                api.POST("/sites/{site}/uses/{use}/end", {
                  params: { path: { site, use: ending.id } },
                  body: { on },
                }),
              ),
            )
          }
          onClose={() => setEnding(undefined)}
        />
      )}
    </Section>
  );
}
