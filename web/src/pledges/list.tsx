// The pledges of a year: what was promised, how far it is by the records, and what came of it.
import { useState } from "react";
import { can, useSession } from "../api/session.ts";
import { Link, useQueryParams } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { formatDay, dayOf, formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { SummaryList, type SummaryItem } from "../ui/summary-list.tsx";
import { Tag, type TagKind } from "../ui/tag.tsx";
import { usePledges, type PledgeLine } from "./api.ts";
import { CloseDialog, CorrectDialog } from "./dialogs.tsx";
import { recordsOf, standingOf, yearAsked, type PledgeStanding } from "./model.ts";
import { PledgeBar, written } from "./pledge-bar.tsx";
import "./pledges.css";

const tags: Record<PledgeStanding, TagKind> = {
  ahead: "neutral",
  running: "active",
  reached: "done",
  due: "warning",
  done: "done",
  not_reached: "stopped",
};

function Facts({ pledge, codes }: { pledge: PledgeLine; codes: Codes }) {
  const t = useT();
  const session = useSession();
  const { lead, lead_name, closing, words } = pledge;
  const items: SummaryItem[] = [];
  if (lead)
    items.push({
      name: t("pledges.lead_body"),
      value: can(session, "organisations.read") ? (
        <Link to={`/organisations/${lead}`}>{lead_name}</Link>
      ) : (
        lead_name
      ),
    });
  items.push({ name: t("pledges.published_on"), value: formatDay(pledge.published_on) });
  if (words) items.push({ name: t("pledges.words"), value: words });
  if (closing) items.push({ name: t("pledges.closed_on"), value: formatDay(closing.on) });
  if (closing?.words) items.push({ name: t("pledges.closing_words"), value: closing.words });
  return (
    <>
      <SummaryList items={items} />
      {pledge.former.map((old, at) => {
        const day = formatDay(dayOf(old.changed_at));
        const target = written(codes, pledge.unit, old.target);
        const newer = at === 0 ? pledge.name : pledge.former[at - 1]!.name;
        return (
          <p className="hint" key={old.id}>
            {old.name === newer
              ? t("pledges.former", { target, reason: old.reason, day })
              : t("pledges.former_name", { name: old.name, target, reason: old.reason, day })}
          </p>
        );
      })}
    </>
  );
}

interface PledgeProps {
  pledge: PledgeLine;
  codes: Codes;
  may_write: boolean;
  onAsk: (asking: Asking) => void;
}

interface Asking {
  pledge: PledgeLine;
  what: "correct" | "close";
}

function Pledge({ pledge, codes, may_write, onAsk }: PledgeProps) {
  const t = useT();
  const standing = standingOf(pledge);
  return (
    <li className="panel pledge">
      <div className="pledge-head">
        <h2>{pledge.name}</h2>
        <Tag kind={tags[standing]}>{t(`pledges.state_${standing}`)}</Tag>
      </div>
      <p className="hint">
        {pledge.area_name} · {t("pledges.by_figure", { figure: pledge.figure_name })}
      </p>
      <PledgeBar pledge={pledge} codes={codes} />
      <Facts pledge={pledge} codes={codes} />
      <div className="actions">
        {pledge.unit && pledge.state !== "ahead" && (
          <ButtonLink to={recordsOf(pledge)}>{t("pledges.records")}</ButtonLink>
        )}
        {may_write && pledge.may_close && (
          <Button kind="primary" onClick={() => onAsk({ pledge, what: "close" })}>
            {t("pledges.close")}
          </Button>
        )}
        {may_write && !pledge.closing && (
          <Button onClick={() => onAsk({ pledge, what: "correct" })}>{t("pledges.correct")}</Button>
        )}
      </div>
    </li>
  );
}

interface PledgesProps {
  pledges: readonly PledgeLine[];
  codes: Codes;
  year: number;
}

function Pledges({ pledges, codes, year }: PledgesProps) {
  const t = useT();
  const session = useSession();
  const [asking, setAsking] = useState<Asking>();
  const may_write = can(session, "campaigns.write");
  if (pledges.length === 0)
    return (
      <EmptyState
        title={t("pledges.none", { year })}
        action={
          may_write && (
            <ButtonLink to={`/pledges/new?year=${year}`} kind="primary">
              {t("pledges.new")}
            </ButtonLink>
          )
        }
      >
        {t("pledges.none_detail")}
      </EmptyState>
    );
  const close = () => setAsking(undefined);
  return (
    <>
      <p>
        {t("pledges.summary", {
          count: pledges.length,
          reached: formatNumber(pledges.filter(({ is_reached }) => is_reached).length),
        })}
      </p>
      <ul className="pledge-list">
        {pledges.map((pledge) => (
          <Pledge
            key={pledge.id}
            pledge={pledge}
            codes={codes}
            may_write={may_write}
            onAsk={setAsking}
          />
        ))}
      </ul>
      {asking?.what === "correct" && (
        <CorrectDialog pledge={asking.pledge} codes={codes} onClose={close} />
      )}
      {asking?.what === "close" && (
        <CloseDialog pledge={asking.pledge} codes={codes} onClose={close} />
      )}
    </>
  );
}

export default function PledgesPage() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const year = yearAsked(params.get("year"), codes.today);
  const pledges = usePledges(year);
  const turn = (to: number) => setParams({ year: String(to) });
  return (
    <Page
      title={t("pledges.title")}
      lead={t("pledges.lead")}
      actions={
        <>
          {can(session, "campaigns.write") && (
            <ButtonLink to={`/pledges/new?year=${year}`} kind="primary">
              {t("pledges.new")}
            </ButtonLink>
          )}
          <PrintButton />
        </>
      }
    >
      <div className="year-turn" role="group" aria-label={t("pledges.years")}>
        <Button data-screen-only onClick={() => turn(year - 1)}>
          {t("pledges.year_before")}
        </Button>
        <strong aria-live="polite">{t("pledges.year", { year })}</strong>
        <Button data-screen-only onClick={() => turn(year + 1)}>
          {t("pledges.year_after")}
        </Button>
      </div>
      {codes.error ? (
        <ProblemNotice error={codes.error} retry={codes.retry} />
      ) : (
        <Loaded query={pledges} lines={6}>
          {(lines) => <Pledges pledges={lines} codes={codes} year={year} />}
        </Loaded>
      )}
    </Page>
  );
}
