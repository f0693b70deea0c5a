// Everything about one person on one page, what to do next first. What is sensitive is masked.
// What stands further down comes after the first sight, as a part of its own.
import { can, useSession } from "../api/session.ts";
import { useParam } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Groups, useGroups } from "../organisations/group-list.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page, Section } from "../ui/page.tsx";
import { part } from "../ui/part.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Table } from "../ui/table.tsx";
import { usePerson } from "./api.ts";
import { CertificateTag } from "./certificate-tag.tsx";
import { Certificates } from "./certificates.tsx";
import { Chain } from "./chain.tsx";
import { NextSteps } from "./next-steps.tsx";
import { OpenNeeds } from "./open-needs.tsx";
import type { PersonPage } from "./types.ts";
import { Unmask, useUnmasked } from "./unmask.tsx";
import { disability, factName, factWords, multiple_category, wordFor } from "./words.ts";
import "./people.css";

const AwardsOfParty = part(async () => (await import("../awards/of-party.tsx")).AwardsOfParty);
const PlansOfPerson = part(async () => (await import("../plans/of-person.tsx")).PlansOfPerson);
const PoliciesOfPerson = part(
  async () => (await import("../policies/of-person.tsx")).PoliciesOfPerson,
);
const PersonTimeline = part(async () => (await import("./timeline.tsx")).PersonTimeline);
const Household = part(async () => (await import("./household.tsx")).Household);
const Consents = part(async () => (await import("./consents.tsx")).Consents);
const Qualifications = part(async () => (await import("./qualifications.tsx")).Qualifications);

export default function Person() {
  const t = useT();
  const id = useParam("person");
  const { data, error, refetch } = usePerson(id);
  const back = { to: "/people", label: t("people.list") };
  if (data) return <OnePerson person={data} back={back} />;
  return (
    <Page title={t("people.person")} back={back}>
      {error ? (
        <ProblemNotice error={error} retry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  );
}

interface OnePersonProps {
  person: PersonPage;
  back: { to: string; label: string };
}

function Masthead({ person }: { person: PersonPage }) {
  const t = useT();
  const codes = useCodes();
  const current = person.certificates.find((card) => card.current);
  return (
    <span className="masthead">
      <span>
        {t("people.sex_age_value", { sex: codes.word("sex", person.sex), age: person.age })}
      </span>
      {current && <span>{disability(codes, current.category, current.level)}</span>}
      <CertificateTag state={current?.state ?? "none"} />
    </span>
  );
}

function OnePerson({ person, back }: OnePersonProps) {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const shown = useUnmasked();
  const may_write = can(session, "people.write");
  const current = person.certificates.find((card) => card.current);
  const is_multiple = current?.category === multiple_category && !person.died_on;
  const may_record_need = can(session, "needs.record") && !person.died_on;
  const may_record_event = can(session, "events.record") && !person.died_on;
  return (
    <Page
      title={person.name}
      back={back}
      lead={<Masthead person={person} />}
      actions={
        <>
          {may_record_need && (
            <ButtonLink to={`/needs/new?person=${person.id}`} kind="primary">
              {t("people.record_need")}
            </ButtonLink>
          )}
          {may_record_event && (
            <>
              <ButtonLink to={`/events/new?person=${person.id}&kind=home_visit`}>
                {t("events.visit")}
              </ButtonLink>
              <ButtonLink to={`/events/new?person=${person.id}`}>{t("events.new")}</ButtonLink>
            </>
          )}
          {may_write && (
            <ButtonLink to={`/people/${person.id}/edit`}>{t("people.edit")}</ButtonLink>
          )}
          <PrintButton />
        </>
      }
    >
      {person.died_on && (
        <Notice kind="info">{t("people.died_on", { day: formatDay(person.died_on) })}</Notice>
      )}
      <Section title={t("people.steps")}>
        <NextSteps
          person={person.id}
          steps={person.next_steps}
          today={codes.today}
          may_write={may_write}
        />
      </Section>
      {can(session, "needs.read") && (
        <Section title={t("people.open_needs")}>
          <OpenNeeds person={person.id} />
        </Section>
      )}
      {can(session, "events.read") && (
        <PlansOfPerson person={person.id} is_alive={!person.died_on} />
      )}
      {can(session, "events.read") && <AwardsOfParty person={person.id} />}
      {can(session, "policies.read") && <PoliciesOfPerson person={person.id} />}
      <Section title={t("people.chain")}>
        <Chain links={person.chain} liaison={person.liaison} />
      </Section>
      <Section
        title={t("people.about")}
        actions={
          can(session, "people.unmask") && (
            <Unmask person={person.id} name={person.name} shown={shown} />
          )
        }
      >
        <About person={person} shown={shown} />
      </Section>
      <Household person={person} may_write={may_write} />
      <Section title={t("people.certificates")}>
        <Certificates
          person={person.id}
          certificates={person.certificates}
          numbers={shown.numbers}
          may_write={may_write}
        />
      </Section>
      <Triples person={person} />
      {(person.facts.length > 0 || is_multiple) && (
        <Section
          title={t("people.facts")}
          actions={
            is_multiple &&
            may_write && (
              <ButtonLink to={`/people/${person.id}/components`}>
                {t("people.components_record")}
              </ButtonLink>
            )
          }
        >
          <Facts person={person} />
        </Section>
      )}
      <Consents person={person} may_write={may_write} />
      <Qualifications person={person} may_write={may_write} />
      <Section
        title={t("people.timeline")}
        actions={
          can(session, "events.read") && (
            <ButtonLink to={`/events?person=${person.id}`}>{t("events.all_of_person")}</ButtonLink>
          )
        }
      >
        <PersonTimeline entries={person.timeline} />
      </Section>
    </Page>
  );
}

const triple = "triple";
const severe_max = 2; // Levels 1 and 2: whom the packs mean by severe.

// One plus one plus one: who stands by a severely disabled holder, and whose triples somebody is in.
function Triples({ person }: { person: PersonPage }) {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const is_declared = codes.groups.some(({ kind }) => kind === triple);
  const groups = useGroups(person.id, is_declared);
  const current = person.certificates.find((card) => card.current);
  const is_severe = current !== undefined && current.level <= severe_max;
  const has_any = (groups.data?.items.length ?? 0) > 0;
  if (!is_declared || (!is_severe && !has_any)) return null;
  const holds_now = groups.data?.items.some(({ kind, until }) => kind === triple && !until);
  const may_begin =
    is_severe &&
    groups.data &&
    !holds_now &&
    !person.died_on &&
    can(session, "organisations.write");
  return (
    <Section
      title={codes.word("group_kind", triple)}
      actions={
        may_begin && (
          <ButtonLink to={`/groups/new?group=${triple}&kind=person&id=${person.id}`}>
            {t("organisations.group_new", { kind: codes.word("group_kind", triple) })}
          </ButtonLink>
        )
      }
    >
      <Groups party={person.id} none={t("organisations.triples_none")} />
    </Section>
  );
}

function About({ person, shown }: { person: PersonPage; shown: ReturnType<typeof useUnmasked> }) {
  const t = useT();
  const codes = useCodes();
  const none = t("people.not_recorded");
  const { numbers } = shown;
  return (
    <SummaryList
      items={[
        { name: t("people.birth"), value: formatDay(person.birth) },
        {
          name: t("people.citizen_id"),
          value: numbers?.citizen_id ?? person.citizen_id_masked,
        },
        { name: t("people.phone"), value: (numbers?.phone ?? person.phone_masked) || none },
        { name: t("people.address"), value: (numbers?.address ?? person.address_masked) || none },
        { name: t("people.guardian"), value: person.guardian || none },
        {
          name: t("people.household_kind"),
          value: codes.word("household_kind", person.household_kind || undefined) || none,
        },
        { name: t("people.ethnicity"), value: person.ethnicity || none },
      ]}
    />
  );
}

function Facts({ person }: { person: PersonPage }) {
  const t = useT();
  const codes = useCodes();
  if (person.facts.length === 0) return <p>{t("people.facts_none")}</p>;
  return (
    <Table
      caption={t("people.facts")}
      caption_hidden
      rows={person.facts.map((fact, at) => ({ ...fact, at }))}
      rowKey={(fact) => String(fact.at)}
      columns={[
        {
          key: "kind",
          header: t("people.fact"),
          heads_row: true,
          cell: (fact) => factName(codes, fact.kind),
        },
        {
          key: "value",
          header: t("people.fact_is"),
          cell: (fact) => factWords(codes, fact.kind, fact.value),
        },
        {
          key: "from",
          header: t("people.fact_from"),
          cell: (fact) => formatDay(fact.from),
        },
        {
          key: "until",
          header: t("people.fact_until"),
          cell: (fact) => (fact.until ? formatDay(fact.until) : t("people.fact_holds")),
        },
        {
          key: "source",
          header: t("people.fact_source"),
          cell: (fact) => wordFor("source", fact.source),
        },
      ]}
    />
  );
}
