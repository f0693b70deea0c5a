// One site: who is there now, when it means to be open and was, its rooms and services, whom it
// serves, and where it stands and stood.
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { useParam } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page, Section } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { useSite, useSiteChanged, type SitePage } from "./api.ts";
import { EndDialog } from "./end-dialog.tsx";
import { Hours } from "./hours-section.tsx";
import { isOver, reaches } from "./model.ts";
import { Openings } from "./openings.tsx";
import { Bodies, Rooms, Services, Villages } from "./parts.tsx";
import { Spans } from "./spans.tsx";
import { SiteTag } from "./state.tsx";
import { Today } from "./today.tsx";
import { Uses } from "./uses.tsx";
import { Weeks } from "./weeks.tsx";
import { areaWords, durationWords } from "./words.ts";
import "./sites.css";

function Lead({ page }: { page: SitePage }) {
  const codes = useCodes();
  const { line } = page;
  return (
    <span className="site-lead">
      <span>{codes.word("site_kind", line.kind)}</span>
      <SiteTag site={line} today={codes.today} />
    </span>
  );
}

function About({ page }: { page: SitePage }) {
  const t = useT();
  const { line } = page;
  const floor_dm2 = page.addresses[0]?.floor_dm2;
  return (
    <SummaryList
      items={[
        { name: t("sites.place"), value: line.place },
        { name: t("sites.address"), value: line.address || t("sites.not_recorded") },
        ...(floor_dm2 ? [{ name: t("sites.built_area"), value: areaWords(floor_dm2) }] : []),
        { name: t("sites.operated_by"), value: line.operated_by || t("sites.operated_by_none") },
        {
          name: t("sites.since"),
          value: line.until
            ? t("sites.from_until", { from: formatDay(line.from), until: formatDay(line.until) })
            : formatDay(line.from),
        },
      ]}
    />
  );
}

function FloorAndWeeks({ page, may_write }: { page: SitePage; may_write: boolean }) {
  const t = useT();
  const { floor } = page;
  return (
    <Section
      title={t("sites.weeks")}
      actions={
        may_write && (
          <ButtonLink to={`/sites/${page.line.id}/opening`}>{t("sites.add_opening")}</ButtonLink>
        )
      }
    >
      <p>
        {floor
          ? t("sites.floor", {
              days: floor.days_a_week,
              least: durationWords(floor.minutes_a_day),
            })
          : t("sites.floor_none")}
      </p>
      <Weeks weeks={page.weeks} floor={floor} />
    </Section>
  );
}

function Addresses({ page, may_write }: { page: SitePage; may_write: boolean }) {
  const t = useT();
  const { today } = useCodes();
  return (
    <Section
      title={t("sites.addresses")}
      actions={
        may_write && <ButtonLink to={`/sites/${page.line.id}/move`}>{t("sites.move")}</ButtonLink>
      }
    >
      <Spans
        caption={t("sites.addresses")}
        none={t("sites.not_recorded")}
        rows={page.addresses}
        rowKey={({ from }) => from}
        today={today}
        nameOf={({ address }) => address}
        columns={[
          {
            key: "address",
            header: t("sites.address"),
            heads_row: true,
            cell: ({ address, place }) => (
              <>
                {address || t("sites.not_recorded")}
                <span className="hint block">{place}</span>
              </>
            ),
          },
          {
            key: "area",
            header: t("sites.built_area"),
            number: true,
            cell: ({ floor_dm2 }) => (floor_dm2 ? areaWords(floor_dm2) : "–"),
          },
        ]}
      />
    </Section>
  );
}

function Ending({ page }: { page: SitePage }) {
  const t = useT();
  const changed = useSiteChanged();
  const [is_open, setOpen] = useState(false);
  const { id: site, name } = page.line;
  return (
    <div className="actions">
      <Button onClick={() => setOpen(true)}>{t("sites.end_site")}</Button>
      {is_open && (
        <EndDialog
          title={t("sites.end_title", { name })}
          warning={t("sites.end_site_warning")}
          with_reason
          onEnd={async (on, reason) =>
            changed(
              await call(
                api.POST("/sites/{site}/end", {
                  params: { path: { site } },
                  body: { on, reason },
                }),
              ),
            )
          }
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function OneSite({ page }: { page: SitePage }) {
  const t = useT();
  const session = useSession();
  const { today } = useCodes();
  const { line, end_reason } = page;
  const is_over = isOver(line, today);
  // What has an end still to come may be mended until then; only its end is settled.
  const may_write = can(session, "sites.write") && reaches(session, line.area) && !is_over;
  const part = { page, may_write };
  return (
    <>
      {line.until && (
        <Notice kind="info">
          {t(is_over ? "sites.ended_on" : "sites.ends_on", {
            day: formatDay(line.until),
            reason: end_reason,
          })}
        </Notice>
      )}
      {!is_over && (
        <Section title={t("sites.today")}>
          <Today page={page} />
        </Section>
      )}
      <Section title={t("sites.about")}>
        <About page={page} />
      </Section>
      <FloorAndWeeks {...part} />
      <Openings page={page} />
      <Hours {...part} />
      <Uses {...part} />
      <Rooms {...part} />
      <Services {...part} />
      <Villages {...part} />
      <Bodies page={page} />
      <Addresses {...part} />
      {may_write && !line.until && <Ending page={page} />}
    </>
  );
}

export default function SiteScreen() {
  const t = useT();
  const session = useSession();
  const found = useSite(useParam("site"));
  const { data } = found;
  return (
    <Page
      title={data?.line.name ?? t("sites.one")}
      back={{ to: "/sites", label: t("sites.title") }}
      lead={data && <Lead page={data} />}
      actions={
        data && (
          <>
            {can(session, "events.read") && (
              <ButtonLink to={`/sites/${data.line.id}/enrolments`}>
                {t("sites.to_enrolments")}
              </ButtonLink>
            )}
            <PrintButton />
          </>
        )
      }
    >
      <Loaded query={found} lines={8}>
        {(page) => <OneSite page={page} />}
      </Loaded>
    </Page>
  );
}
