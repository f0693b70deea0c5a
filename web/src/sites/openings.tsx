// When a site was signed in and out of in the last two weeks, and the way to correct it.
import { can, useSession } from "../api/session.ts";
import { useCodes } from "../codes/codes.ts";
import { formatDay, formatTime } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Section } from "../ui/page.tsx";
import { Table, type Column } from "../ui/table.tsx";
import type { Opening, SitePage } from "./api.ts";
import { isOver, reaches } from "./model.ts";

export function Openings({ page }: { page: SitePage }) {
  const t = useT();
  const session = useSession();
  const { today } = useCodes();
  const { id: site, area } = page.line;
  const may_sign =
    can(session, "sites.open") && reaches(session, area) && !isOver(page.line, today);
  const may_correct = ({ on }: Opening) =>
    may_sign && (on === today || can(session, "sites.write"));
  const day = (opening: Opening) => (
    <>
      {formatDay(opening.on)}
      {opening.corrects && (
        <span className="hint block">{t("sites.was_corrected", { reason: opening.reason })}</span>
      )}
    </>
  );
  const correct: Column<Opening> = {
    key: "correct",
    header: t("sites.correct"),
    screen_only: true,
    cell: (opening) =>
      may_correct(opening) && (
        <ButtonLink to={`/sites/${site}/openings/${opening.id}`} kind="plain">
          {t("sites.correct")}
          <span className="visually-hidden">
            {" "}
            {formatDay(opening.on)} {formatTime(opening.opened_at)}
          </span>
        </ButtonLink>
      ),
  };
  return (
    <Section title={t("sites.openings")}>
      {page.openings.length === 0 ? (
        <p className="hint">{t("sites.openings_none")}</p>
      ) : (
        <Table
          caption={t("sites.openings")}
          caption_hidden
          rows={page.openings}
          rowKey={({ id }) => id}
          columns={[
            { key: "day", header: t("sites.day"), heads_row: true, cell: day },
            {
              key: "opened",
              header: t("sites.signed_in"),
              cell: ({ opened_at }) => formatTime(opened_at),
            },
            {
              key: "closed",
              header: t("sites.signed_out"),
              cell: ({ closed_at }) => (closed_at ? formatTime(closed_at) : t("sites.still_open")),
            },
            ...(page.openings.some(may_correct) ? [correct] : []),
          ]}
        />
      )}
    </Section>
  );
}
