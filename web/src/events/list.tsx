// Events within sight, filtered: what was done, and what is planned.
import { can, useSession } from "../api/session.ts";
import { Link, useQueryParams } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { useCampaign, useEvents, useSiteName } from "./api.ts";
import { EventsTable } from "./events-table.tsx";
import { Filters } from "./filters.tsx";
import { monthSpan } from "./model.ts";

export default function EventsPage() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const value = (name: string) => params.get(name) ?? "";
  const month = value("month");
  const span = monthSpan(month) ?? { from: value("from"), to: value("to") };
  const site = value("site");
  const person = value("person");
  const campaign = value("campaign");
  const consent = value("consent");
  const events = useEvents({
    consent,
    kind: value("kind"),
    area: value("area"),
    state: value("state"),
    tag: value("tag"),
    site,
    person,
    campaign,
    ...span,
  });
  const site_name = useSiteName(site, can(session, "sites.read"));
  const campaign_name = useCampaign(campaign).data?.campaign.name;
  // What narrows the list and came with the address, of a site, a person, a campaign.
  const of = [
    { key: "site", to: `/sites/${site}`, name: site_name ?? t("events.site"), is_on: site },
    { key: "person", to: `/people/${person}`, name: t("people.person"), is_on: person },
    {
      key: "campaign",
      to: `/campaigns/${campaign}`,
      name: campaign_name ?? t("events.campaign"),
      is_on: campaign,
    },
  ].filter(({ is_on }) => is_on);
  const asked = new URLSearchParams(of.map(({ key, is_on }) => [key, is_on])).toString();
  return (
    <Page
      title={t("events.title")}
      lead={t("events.list_lead")}
      actions={
        <>
          {can(session, "events.record") && (
            <ButtonLink to={`/events/new${asked && `?${asked}`}`} kind="primary">
              {t("events.new")}
            </ButtonLink>
          )}
          <ButtonLink to="/campaigns">{t("events.campaigns")}</ButtonLink>
        </>
      }
    >
      {of.map(({ key, to, name }) => (
        <Notice
          key={key}
          kind="info"
          title={t("events.only_of", { name })}
          action={<Button onClick={() => setParams({ [key]: "" })}>{t("events.show_all")}</Button>}
        >
          <Link to={to}>{name}</Link>
        </Notice>
      ))}
      {consent && (
        <Notice
          kind="info"
          action={
            <Button onClick={() => setParams({ consent: "" })}>{t("events.show_all")}</Button>
          }
        >
          {t("events.only_consented", { what: codes.word("consent_purpose", consent) })}
        </Notice>
      )}
      <Filters
        values={{
          kind: value("kind"),
          area: value("area"),
          month,
          state: value("state"),
          tag: value("tag"),
        }}
        codes={codes}
        onChange={setParams}
      />
      {events.error ? (
        <ProblemNotice error={events.error} retry={events.retry} />
      ) : (
        <EventsTable lines={events.items} codes={codes} loading={events.loading} />
      )}
      {events.items.length > 0 && (
        <LoadMore
          shown={events.items.length}
          has_more={events.has_more}
          loading={events.loading_more}
          onMore={events.more}
        />
      )}
    </Page>
  );
}
