// The plans of one person: how each stands, who came since it began, and its end.
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { Link, useParam } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { useEvents } from "../events/api.ts";
import { eventName } from "../events/events-table.tsx";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { usePerson } from "../people/api.ts";
import { EndDialog } from "../sites/end-dialog.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page, Section } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Timeline } from "../ui/timeline.tsx";
import { usePlans, type PlanLine } from "./api.ts";
import { EndedPlans } from "./ended.tsx";
import { contactsAmong } from "./model.ts";
import { PlanRows } from "./plan-rows.tsx";

interface PartProps {
  plan: PlanLine;
  codes: Codes;
}

function History({ plan, codes }: PartProps) {
  const t = useT();
  const events = useEvents({ person: plan.person, from: plan.from });
  if (events.error) return <ProblemNotice error={events.error} retry={events.retry} />;
  const contacts = contactsAmong(plan, events.items);
  if (contacts.length === 0 && !events.has_more && !events.loading)
    return <p>{t("plans.history_none")}</p>;
  return (
    <>
      <Timeline
        label={t("plans.history")}
        items={contacts.map((line) => ({
          id: line.id,
          at: line.on,
          title: <Link to={`/events/${line.id}`}>{eventName(codes, line)}</Link>,
          detail: codes.word("deliverer_kind", line.deliverer_kind || undefined),
        }))}
      />
      {events.has_more && (
        <LoadMore
          shown={contacts.length}
          has_more
          loading={events.loading_more}
          onMore={events.more}
        />
      )}
    </>
  );
}

function OnePlan({ plan, codes }: PartProps) {
  const t = useT();
  const session = useSession();
  const step_taken = useStepTaken();
  const [is_ending, setEnding] = useState(false);
  const title = codes.word("watch_kind", plan.kind);
  return (
    <Section
      title={title}
      actions={
        can(session, "events.record") &&
        plan.until === null && <Button onClick={() => setEnding(true)}>{t("plans.end")}</Button>
      }
    >
      <PlanRows label={title} plans={[plan]} codes={codes} shows={() => true} is_whole />
      <SummaryList
        items={[
          {
            name: t("plans.since"),
            value: plan.until
              ? t("plans.from_until", { from: formatDay(plan.from), until: formatDay(plan.until) })
              : formatDay(plan.from),
          },
          {
            name: t("plans.counts"),
            value: plan.kinds.map((kind) => codes.word("event_kind", kind)).join(t("events.comma")),
          },
          { name: t("plans.next"), value: formatDay(plan.due_on) },
        ]}
      />
      <h3>{t("plans.history")}</h3>
      <History plan={plan} codes={codes} />
      {is_ending && (
        <EndDialog
          title={t("plans.end_of", { kind: title, name: plan.person_name })}
          on_label={t("plans.end_on")}
          with_reason
          onEnd={async (on, reason) => {
            await call(
              api.POST("/plans/{plan}/end", {
                params: { path: { plan: plan.id } },
                body: { on, reason },
              }),
            );
            await step_taken();
          }}
          onClose={() => setEnding(false)}
        />
      )}
    </Section>
  );
}

export default function PersonPlansPage() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const id = useParam("person");
  const plans = usePlans({ person: id });
  const ended = usePlans({ person: id }, { state: "ended" });
  const person = usePerson(id, can(session, "people.read"));
  const name = person.data?.name ?? plans.data?.[0]?.person_name;
  const may_begin = can(session, "events.record") && !person.data?.died_on;
  const begin = (
    <ButtonLink to={`/plans/new?person=${id}`} kind="primary">
      {t("plans.new")}
    </ButtonLink>
  );
  return (
    <Page
      title={name ? t("plans.of", { name }) : t("plans.title")}
      back={
        can(session, "people.read")
          ? { to: `/people/${id}`, label: name ?? t("people.person") }
          : { to: "/plans", label: t("plans.title") }
      }
      actions={
        <>
          <ButtonLink to="/plans">{t("plans.all")}</ButtonLink>
          <PrintButton />
        </>
      }
    >
      <Loaded query={plans} lines={6}>
        {(lines) =>
          lines.length === 0 ? (
            <EmptyState title={t("plans.none_of_person")} action={may_begin && begin}>
              {t("plans.none_of_person_detail")}
            </EmptyState>
          ) : (
            <>
              {lines.map((plan) => (
                <OnePlan key={plan.id} plan={plan} codes={codes} />
              ))}
            </>
          )
        }
      </Loaded>
      {ended.data && ended.data.length > 0 && (
        <Section title={t("plans.which_ended")}>
          <EndedPlans plans={ended.data} codes={codes} may_open={false} is_of_person />
        </Section>
      )}
    </Page>
  );
}
