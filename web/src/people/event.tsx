// What befell a certificate: frozen, thawed, cancelled, or its holder died.
import { useQueryClient } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { navigate, useLocation, useParam } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { CertificateTag } from "./certificate-tag.tsx";
import { personKey, usePerson } from "./api.ts";
import type { CertificateLine, CertificateState, PersonPage } from "./types.ts";
import { disability } from "./words.ts";

type EventKind = "frozen" | "thawed" | "cancelled" | "dead";
const reason_limit = 200;

// What can befall a certificate in each state.
export function eventsAfter(state: CertificateState): readonly EventKind[] {
  if (state === "frozen") return ["thawed", "cancelled", "dead"];
  if (state === "cancelled") return ["dead"];
  if (state === "dead" || state === "none") return [];
  return ["frozen", "cancelled", "dead"];
}

export default function CertificateEvent() {
  const t = useT();
  const id = useParam("person");
  const { query } = useLocation();
  const { data, error, refetch } = usePerson(id);
  const asked = new URLSearchParams(query);
  const card = data?.certificates.find((one) => one.id === asked.get("certificate"));
  const back = { to: `/people/${id}`, label: data?.name ?? t("people.person") };
  return (
    <Page title={t("people.event_title")} back={back} width="reading">
      {data && card ? (
        <EventForm person={data} card={card} wanted={asked.get("kind") ?? ""} />
      ) : data ? (
        <Notice kind="warning">{t("people.event_no_certificate")}</Notice>
      ) : error ? (
        <ProblemNotice error={error} retry={() => void refetch()} />
      ) : (
        <Skeleton lines={6} />
      )}
    </Page>
  );
}

interface EventFormProps {
  person: PersonPage;
  card: CertificateLine;
  wanted: string;
}

function EventForm({ person, card, wanted }: EventFormProps) {
  const say = useT();
  const codes = useCodes();
  const queries = useQueryClient();
  const kinds = eventsAfter(card.state);
  const form = useForm({
    draft: `certificate.${card.id}`,
    initial: { kind: kinds.find((kind) => kind === wanted) ?? "", on: "", reason: "" },
    validate: ({ kind, on, reason }) => ({
      kind: kind ? undefined : t("people.event_kind_missing"),
      on: readDay(on) ? undefined : t(on ? "ui.date_not_understood" : "people.event_on_missing"),
      reason: reason.trim() ? undefined : t("people.event_reason_missing"),
    }),
    submit: ({ kind, on, reason }, id) =>
      call(
        api.POST("/certificates/{certificate}/events", {
          params: { path: { certificate: card.id } },
          body: { id, kind, on: readDay(on) ?? "", reason: reason.trim() },
        }),
      ),
    saved: () => {
      void queries.invalidateQueries({ queryKey: personKey(person.id) });
      void queries.invalidateQueries({ queryKey: ["people"] });
      navigate(`/people/${person.id}`);
    },
  });
  if (kinds.length === 0) return <Notice>{say("people.event_none")}</Notice>;
  return (
    <>
      <p className="cluster">
        <strong>{card.number_masked}</strong>
        <span>{disability(codes, card.category, card.level)}</span>
        <CertificateTag state={card.state} />
      </p>
      <Form
        form={form}
        send={say("people.event_send")}
        also={<ButtonLink to={`/people/${person.id}`}>{say("ui.cancel")}</ButtonLink>}
      >
        <Radios
          label={say("people.event_kind")}
          choices={kinds.map((kind) => ({
            value: kind,
            label: say(`people.kind_${kind}`),
            hint: say(`people.kind_${kind}_hint`),
          }))}
          {...form.field("kind")}
        />
        <DateField label={say("people.event_on")} offers_today {...form.field("on")} />
        <TextArea
          label={say("people.event_reason")}
          limit={reason_limit}
          rows={3}
          {...form.field("reason")}
        />
        {form.values.kind === "dead" && (
          <Notice kind="warning">{say("people.event_dead_warning", { name: person.name })}</Notice>
        )}
      </Form>
    </>
  );
}
