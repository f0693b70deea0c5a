// Awards by kind: who is nominated, how far each is, who got it.
import { can, useSession } from "../api/session.ts";
import { useQueryParams } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Page, Section } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Select } from "../ui/select.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { useAwards } from "./api.ts";
import { award_states, byKind, isState, readYear } from "./model.ts";
import { AwardsTable } from "./table.tsx";

const years_back = 10;

export default function AwardsPage() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const this_year = Number(codes.today.slice(0, 4));
  const year = readYear(params.get("year"));
  const kind = params.get("kind") ?? "";
  const asked = params.get("state") ?? "";
  const kinds = codes.choices("award_kind");
  const awards = useAwards({
    ...(year && { year }),
    ...(kind && { kind }),
    ...(isState(asked) && { state: asked }),
  });
  const years = [...Array(years_back).keys()].map((back) => this_year - back);
  if (year && !years.includes(year)) years.push(year);
  const is_filtered = Boolean(year || kind || isState(asked));
  const may_nominate = can(session, "events.record") && kinds.length > 0;
  const nominate = may_nominate && (
    <ButtonLink to="/awards/new" kind="primary">
      {t("awards.new")}
    </ButtonLink>
  );
  const empty = () => {
    if (!codes.loading && kinds.length === 0)
      return <EmptyState title={t("awards.no_kinds")}>{t("awards.no_kinds_detail")}</EmptyState>;
    if (is_filtered)
      return <EmptyState title={t("awards.none_here")}>{t("awards.none_here_detail")}</EmptyState>;
    return (
      <EmptyState title={t("awards.none")} action={nominate}>
        {t("awards.none_detail")}
      </EmptyState>
    );
  };
  return (
    <Page
      title={t("awards.title")}
      lead={t("awards.lead")}
      actions={
        <>
          {nominate}
          {kinds.length > 0 && (
            <ButtonLink to={`/awards/notice?year=${year ?? this_year}`}>
              {t("awards.notice_paper_open")}
            </ButtonLink>
          )}
          <PrintButton />
        </>
      }
    >
      <div className="filters" role="group" aria-label={t("awards.filters")}>
        <Select
          label={t("awards.year")}
          optional
          empty={t("awards.any")}
          value={year ? String(year) : ""}
          choices={years.map((one) => ({ value: String(one), label: String(one) }))}
          onChange={(value) => setParams({ year: value })}
        />
        <Select
          label={t("awards.kind")}
          optional
          empty={t("awards.any")}
          value={kind}
          choices={kinds}
          onChange={(value) => setParams({ kind: value })}
        />
        <Select
          label={t("awards.state")}
          optional
          empty={t("awards.any")}
          value={isState(asked) ? asked : ""}
          choices={award_states.map((state) => ({
            value: state,
            label: t(`awards.state_${state}`),
          }))}
          onChange={(value) => setParams({ state: value })}
        />
        {is_filtered && (
          <Button
            kind="plain"
            icon="cross"
            onClick={() => setParams({ year: "", kind: "", state: "" })}
          >
            {t("plans.clear")}
          </Button>
        )}
      </div>
      {codes.error || awards.error ? (
        <ProblemNotice
          error={codes.error ?? awards.error}
          retry={codes.error ? codes.retry : awards.retry}
        />
      ) : awards.loading && awards.items.length === 0 ? (
        <Skeleton lines={6} />
      ) : awards.items.length === 0 ? (
        empty()
      ) : (
        byKind(
          awards.items,
          kinds.map(({ value }) => value),
        ).map(([of, some]) => (
          <Section key={of} title={codes.word("award_kind", of)}>
            <AwardsTable
              caption={codes.word("award_kind", of)}
              awards={some}
              codes={codes}
              heads="nominee"
            />
          </Section>
        ))
      )}
      {awards.items.length > 0 && (
        <LoadMore
          shown={awards.items.length}
          has_more={awards.has_more}
          loading={awards.loading_more}
          onMore={awards.more}
        />
      )}
    </Page>
  );
}
