// One award: for whom and why, how far it is, what was objected, and the next step.
import { useState } from "react";
import { can, useSession } from "../api/session.ts";
import { Link, useParam } from "../base/router.tsx";
import { AreaName } from "../codes/area-name.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { PartyName } from "../organisations/party-name.tsx";
import { Button } from "../ui/button.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page, Section } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { SummaryList, type SummaryItem } from "../ui/summary-list.tsx";
import { Timeline } from "../ui/timeline.tsx";
import { useAward, type AwardPage } from "./api.ts";
import { DeedDialog } from "./dialogs.tsx";
import { deedsOf, standingOf, story, type AwardDeed } from "./model.ts";
import { AwardSteps } from "./state.tsx";

const step_words = {
  nominated: "awards.step_nominated",
  passed: "awards.step_passed",
  refused: "awards.step_refused",
  published: "awards.step_published",
  awarded: "awards.step_awarded",
  withdrawn: "awards.step_withdrawn",
} as const;

function Facts({ page }: { page: AwardPage }) {
  const t = useT();
  const codes = useCodes();
  const { award, reason, place } = page;
  const { notice_from, notice_last } = award;
  const items: SummaryItem[] = [
    { name: t("awards.kind"), value: codes.word("award_kind", award.kind) },
    { name: t("awards.year"), value: String(award.year) },
    {
      name: t("awards.col_nominee"),
      value: (
        <PartyName
          party={{ kind: award.nominee_kind, id: award.nominee }}
          title={award.nominee_name}
        />
      ),
    },
    { name: t("awards.where"), value: award.where || <AreaName code={award.area} /> },
    { name: t("awards.nominated_on"), value: formatDay(award.nominated_on) },
  ];
  if (award.nominated_by) items.push({ name: t("awards.nominated_by"), value: award.nominated_by });
  items.push({ name: t("awards.reason"), value: reason });
  if (notice_from && notice_last)
    items.push({
      name: t("awards.notice"),
      value: t("awards.notice_span", {
        from: formatDay(notice_from),
        last: formatDay(notice_last),
      }),
    });
  if (place) items.push({ name: t("awards.notice_place"), value: place });
  if (award.granted_on)
    items.push({ name: t("awards.granted_on"), value: formatDay(award.granted_on) });
  if (award.event)
    items.push({
      name: t("awards.ceremony"),
      value: <Link to={`/events/${award.event}`}>{t("awards.ceremony_open")}</Link>,
    });
  return <SummaryList items={items} />;
}

function OneAward({ page }: { page: AwardPage }) {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const [asking, setAsking] = useState<AwardDeed>();
  const { award } = page;
  const standing = standingOf(award, codes.today);
  const hand = {
    decides: can(session, "campaigns.write"),
    records: can(session, "events.record"),
  };
  const deeds = deedsOf(standing, hand);
  const name = `${codes.word("award_kind", award.kind)} · ${award.nominee_name}`;
  const is_on_notice = standing === "published" || standing === "over";
  return (
    <>
      <AwardSteps standing={standing} />
      {is_on_notice && page.objections.length > 0 && (
        <Notice kind="warning">
          {t("awards.objections_open", { count: page.objections.length })}
        </Notice>
      )}
      {deeds.length > 0 && (
        <div className="actions">
          {deeds.map((deed, at) => (
            <Button
              key={deed}
              kind={at === 0 && deed !== "withdraw" && deed !== "object" ? "primary" : "secondary"}
              onClick={() => setAsking(deed)}
            >
              {t(`awards.${deed}`)}
            </Button>
          ))}
        </div>
      )}
      <Facts page={page} />
      {award.notice_from && (
        <Section title={t("awards.objections")}>
          {page.objections.length === 0 ? (
            <p>{t("awards.objections_none")}</p>
          ) : (
            <Timeline
              label={t("awards.objections")}
              items={page.objections.map(({ id, on, words }) => ({
                id,
                at: on,
                title: words || t("awards.objection_hidden"),
              }))}
            />
          )}
        </Section>
      )}
      <Section title={t("awards.history")}>
        <Timeline
          label={t("awards.history")}
          items={story(page).map(({ step, at, words }) => ({
            id: step,
            at,
            title: step in step_words ? t(step_words[step as keyof typeof step_words]) : step,
            detail: words,
          }))}
        />
      </Section>
      {asking && (
        <DeedDialog
          deed={asking}
          page={page}
          name={name}
          today={codes.today}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}

export default function Award() {
  const t = useT();
  const codes = useCodes();
  const found = useAward(useParam("award"));
  const { data } = found;
  return (
    <Page
      title={data?.award.nominee_name || t("awards.one")}
      lead={data && codes.word("award_kind", data.award.kind)}
      back={{ to: "/awards", label: t("awards.title") }}
      actions={data && <PrintButton />}
    >
      <Loaded query={found} lines={6}>
        {(page) => <OneAward page={page} />}
      </Loaded>
    </Page>
  );
}
