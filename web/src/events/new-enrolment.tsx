// Enrolling somebody at a site. Whether they may be is a rule of the packs; the server says what
// it does not know.
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { navigate, useParam } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { PersonPicker, type ChosenPerson } from "../people/person-picker.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { useSiteName } from "./api.ts";

const words_max = 500;

function EnrolForm({ site, codes }: { site: string; codes: Codes }) {
  const t = useT();
  const step_taken = useStepTaken();
  const form = useForm({
    draft: `enrolment.${site}`,
    initial: {
      person: null as ChosenPerson | null,
      care_mode: "",
      from: codes.today,
      words: "",
    },
    validate: ({ person, care_mode, from }) => ({
      person: person ? undefined : t("events.persons_missing"),
      care_mode: care_mode ? undefined : t("events.care_mode_missing"),
      from: readDay(from) === undefined ? t("ui.date_not_understood") : undefined,
    }),
    submit: ({ person, care_mode, from, words }, id) =>
      call(
        api.POST("/enrolments", {
          body: {
            id,
            site,
            person: person!.id,
            care_mode,
            from: readDay(from) || codes.today,
            ...(words.trim() && { words: words.trim() }),
          },
        }),
      ),
    saved: () => {
      void step_taken();
      navigate(`/sites/${site}/enrolments`);
    },
  });
  const { field } = form;
  return (
    <Form form={form} send={t("events.enrol")}>
      <PersonPicker label={t("events.enrol_whom")} {...field("person")} />
      <Radios
        label={t("events.care_mode")}
        choices={codes.choices("care_mode")}
        {...field("care_mode")}
      />
      <DateField label={t("events.enrolment_from")} offers_today {...field("from")} />
      <TextArea
        label={t("events.enrolment_words")}
        optional
        limit={words_max}
        rows={2}
        {...field("words")}
      />
    </Form>
  );
}

export default function NewEnrolmentPage() {
  const t = useT();
  const site = useParam("site");
  const codes = useCodes();
  const session = useSession();
  const name = useSiteName(site, can(session, "sites.read"));
  return (
    <Page
      title={t("events.enrol")}
      lead={name}
      back={{ to: `/sites/${site}/enrolments`, label: t("events.enrolments") }}
      width="reading"
    >
      {codes.error ? (
        <ProblemNotice error={codes.error} retry={codes.retry} />
      ) : codes.loading ? (
        <Skeleton lines={5} />
      ) : (
        <EnrolForm site={site} codes={codes} />
      )}
    </Page>
  );
}
