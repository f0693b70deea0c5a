// Correcting an event: the whole of it as it should have been recorded, and why. The old record
// stays and no longer counts.
import { useQuery } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { ProblemError } from "../api/problem.ts";
import { can, useSession } from "../api/session.ts";
import { navigate } from "../base/router.tsx";
import { sendPhoto } from "../claims/photos.tsx";
import type { Codes } from "../codes/codes.ts";
import { useForm, type FormState } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TextArea } from "../ui/text-area.tsx";
import type { EventPage, KindLine } from "./api.ts";
import { EventFields, sayFaults } from "./event-form.tsx";
import {
  bodyOf,
  faultsOf,
  no_lists,
  valuesOf,
  type ChosenSite,
  type EventValues,
} from "./model.ts";
import { StepPage } from "./step-page.tsx";

const reason_max = 500;

// Faults of the new event are told below "instead"; the form has no such level.
export function withoutInstead(error: unknown): unknown {
  if (!(error instanceof ProblemError)) return error;
  const faults = error.problem.faults.map((fault) => ({
    ...fault,
    field: fault.field.replace(/^instead\./, ""),
  }));
  return new ProblemError({ ...error.problem, faults });
}

// The fields of an event are among those of this form.
function fieldsOfEvent<V extends EventValues>(form: FormState<V>): FormState<EventValues> {
  return form as unknown as FormState<EventValues>;
}

interface CorrectFormProps {
  page: EventPage;
  kind: KindLine;
  site: ChosenSite | null;
  codes: Codes;
}

function CorrectForm({ page, kind, site, codes }: CorrectFormProps) {
  const t = useT();
  const step_taken = useStepTaken();
  const { event } = page;
  const form = useForm({
    draft: `correction.${event.id}`,
    initial: { reason: "", took_place: "yes", ...valuesOf(page, site) },
    validate: (values) => ({
      reason: values.reason.trim() ? undefined : t("events.reason_missing"),
      ...(values.took_place === "yes" && sayFaults(kind, faultsOf(kind, values, codes.today))),
    }),
    submit: async ({ reason, took_place, ...values }, id) => {
      const is_real = took_place === "yes";
      const photos: string[] = [];
      if (is_real)
        for (const photo of values.evidence) photos.push(await sendPhoto(photo, "/event-files"));
      const whole = bodyOf(kind, values, codes.today, photos);
      const void_one = { ...no_lists, kind: kind.key, on: event.on };
      try {
        return await call(
          api.POST("/events/{event}/correction", {
            params: { path: { event: event.id } },
            body: {
              reason: reason.trim(),
              took_place: is_real,
              instead: { id, ...(is_real ? whole : void_one) },
            },
          }),
        );
      } catch (error) {
        throw withoutInstead(error);
      }
    },
    saved: (newest) => {
      void step_taken();
      navigate(`/events/${newest.event.id}`);
    },
  });
  const { field, values } = form;
  return (
    <Form form={form} send={t("events.correct_send")}>
      <TextArea
        label={t("events.correct_reason")}
        limit={reason_max}
        rows={2}
        {...field("reason")}
      />
      <Radios
        label={t("events.took_place")}
        choices={[
          { value: "yes", label: t("events.took_place_yes") },
          { value: "no", label: t("events.took_place_no"), hint: t("events.took_place_no_hint") },
        ]}
        {...field("took_place")}
      />
      {values.took_place === "yes" && (
        <>
          {page.evidence.length > 0 && (
            <Notice kind="info">{t("events.proofs_kept", { count: page.evidence.length })}</Notice>
          )}
          <EventFields kind={kind} codes={codes} form={fieldsOfEvent(form)} />
        </>
      )}
    </Form>
  );
}

// The name of the event's site is asked first: the form begins with it.
function CorrectLoaded(props: Omit<CorrectFormProps, "site">) {
  const session = useSession();
  const id = props.page.event.site;
  const site = useQuery({
    queryKey: ["site", id],
    queryFn: ({ signal }) =>
      call(api.GET("/sites/{site}", { params: { path: { site: id! } }, signal })),
    enabled: id !== null && can(session, "sites.read"),
  });
  if (id === null) return <CorrectForm {...props} site={null} />;
  const line = site.data?.line;
  if (!line && !site.error) return <Skeleton lines={6} />;
  // A site out of sight keeps its id; only its name is not known here.
  return <CorrectForm {...props} site={{ id, name: line?.name ?? id, about: line?.place ?? "" }} />;
}

export default function CorrectPage() {
  const t = useT();
  return (
    <StepPage title={t("events.correct")} lead={t("events.correct_lead")}>
      {(page, kind, codes) => {
        if (page.corrected_by)
          return (
            <EmptyState
              title={t("events.corrected_title")}
              action={
                <ButtonLink to={`/events/${page.corrected_by}`}>
                  {t("events.corrected_open")}
                </ButtonLink>
              }
            >
              {t("events.corrected_detail")}
            </EmptyState>
          );
        if (!kind) return <EmptyState title={t("events.kind_absent")} />;
        return <CorrectLoaded page={page} kind={kind} codes={codes} />;
      }}
    </StepPage>
  );
}
