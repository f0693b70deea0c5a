// A nomination: which award of which year, who, why, and who puts them forward.
import { api, call } from "../api/client.ts";
import { navigate } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { PartyPicker, type ChosenParty } from "../organisations/party-picker.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { Select } from "../ui/select.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextInput } from "../ui/text-input.tsx";

const reason_max = 2000;

function NominationForm({ codes }: { codes: Codes }) {
  const t = useT();
  const step_taken = useStepTaken();
  const this_year = Number(codes.today.slice(0, 4));
  const form = useForm({
    draft: "award",
    initial: {
      kind: "",
      year: String(this_year),
      person: null as ChosenParty | null,
      nominated_by: "",
      on: codes.today,
      reason: "",
    },
    validate: ({ kind, person, on, reason }) => ({
      kind: kind ? undefined : t("awards.kind_missing"),
      person: person ? undefined : t("awards.nominee_missing"),
      on: readDay(on) ? undefined : t(on.trim() ? "ui.date_not_understood" : "awards.day_missing"),
      reason: reason.trim() ? undefined : t("awards.reason_missing"),
    }),
    submit: ({ kind, year, person, nominated_by, on, reason }, id) =>
      call(
        api.POST("/awards", {
          body: {
            id,
            kind,
            year: Number(year),
            reason: reason.trim(),
            on: readDay(on) || codes.today,
            ...(person!.kind === "person" ? { person: person!.id } : { organisation: person!.id }),
            ...(nominated_by.trim() && { nominated_by: nominated_by.trim() }),
          },
        }),
      ),
    saved: ({ award }) => {
      void step_taken();
      navigate(`/awards/${award.id}`);
    },
  });
  const { field } = form;
  return (
    <Form
      form={form}
      send={t("awards.new_send")}
      also={<ButtonLink to="/awards">{t("ui.cancel")}</ButtonLink>}
    >
      <Select label={t("awards.kind")} choices={codes.choices("award_kind")} {...field("kind")} />
      <Radios
        inline
        label={t("awards.year")}
        choices={[this_year, this_year - 1].map((year) => ({
          value: String(year),
          label: String(year),
        }))}
        {...field("year")}
      />
      <PartyPicker
        label={t("awards.nominee")}
        rule={{ parties: ["person", "organisation"], kinds: [] }}
        {...field("person")}
      />
      <TextInput
        label={t("awards.nominated_by")}
        hint={t("awards.nominated_by_hint")}
        optional
        maxLength={120}
        {...field("nominated_by")}
      />
      <DateField label={t("awards.nominated_on")} offers_today {...field("on")} />
      <TextArea
        label={t("awards.reason")}
        hint={t("awards.reason_hint")}
        limit={reason_max}
        rows={4}
        {...field("reason")}
      />
    </Form>
  );
}

export default function NewAwardPage() {
  const t = useT();
  const codes = useCodes();
  return (
    <Page
      title={t("awards.new")}
      lead={t("awards.new_lead")}
      back={{ to: "/awards", label: t("awards.title") }}
      width="reading"
    >
      {codes.error ? (
        <ProblemNotice error={codes.error} retry={codes.retry} />
      ) : codes.loading ? (
        <Skeleton lines={6} />
      ) : codes.choices("award_kind").length === 0 ? (
        <EmptyState title={t("awards.no_kinds")}>{t("awards.no_kinds_detail")}</EmptyState>
      ) : (
        <NominationForm codes={codes} />
      )}
    </Page>
  );
}
