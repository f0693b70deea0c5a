// A new pledge: what is promised, which figure counts it, and the number to reach.
import { api, call } from "../api/client.ts";
import { useSession } from "../api/session.ts";
import { navigate, useLocation } from "../base/router.tsx";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import type { Named } from "../codes/name-picker.tsx";
import { useFigures, type Figure } from "../figures/scope.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { BodyPicker } from "../organisations/body-picker.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Select } from "../ui/select.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { readTarget, yearAsked } from "./model.ts";

const words_max = 2000;

interface PledgeFormProps {
  codes: Codes;
  figures: readonly Figure[];
  own_area: string;
  year: number;
}

function PledgeForm({ codes, figures, own_area, year }: PledgeFormProps) {
  const t = useT();
  const step_taken = useStepTaken();
  const this_year = Number(codes.today.slice(0, 4));
  const years = [...new Set([year, this_year + 1, this_year, this_year - 1])]
    .filter((one) => one <= this_year + 1)
    .sort((a, b) => b - a);
  const form = useForm({
    draft: "pledge",
    initial: {
      area: own_area,
      year: String(Math.min(year, this_year + 1)),
      name: "",
      figure: "",
      target: "",
      lead: null as Named | null,
      words: "",
      published_on: codes.today,
    },
    validate: ({ area, name, figure, target, published_on }) => ({
      area: area ? undefined : t("pledges.area_missing"),
      name: name.trim() ? undefined : t("pledges.name_missing"),
      figure: figure ? undefined : t("pledges.figure_missing"),
      target: readTarget(target) === undefined ? t("pledges.target_missing") : undefined,
      published_on: readDay(published_on)
        ? undefined
        : t(published_on.trim() ? "ui.date_not_understood" : "pledges.published_missing"),
    }),
    submit: (values, id) =>
      call(
        api.POST("/pledges", {
          body: {
            id,
            area: values.area,
            year: Number(values.year),
            name: values.name.trim(),
            figure: values.figure,
            target: readTarget(values.target)!,
            published_on: readDay(values.published_on) || codes.today,
            ...(values.lead && { lead: values.lead.id }),
            ...(values.words.trim() && { words: values.words.trim() }),
          },
        }),
      ),
    saved: (pledge) => {
      void step_taken();
      navigate(`/pledges?year=${pledge.year}`);
    },
  });
  const { field, values } = form;
  const chosen = figures.find(({ id }) => id === values.figure);
  return (
    <Form
      form={form}
      send={t("pledges.new_send")}
      also={<ButtonLink to={`/pledges?year=${year}`}>{t("ui.cancel")}</ButtonLink>}
    >
      <TextInput label={t("pledges.name")} maxLength={120} {...field("name")} />
      <Select
        label={t("pledges.year_field")}
        choices={years.map((one) => ({
          value: String(one),
          label: t("pledges.year", { year: one }),
        }))}
        {...field("year")}
      />
      <AreaPicker label={t("pledges.area")} {...field("area")} />
      <Select
        label={t("pledges.figure")}
        hint={chosen ? chosen.definition : t("pledges.figure_hint")}
        choices={figures.map(({ id, name }) => ({ value: id, label: name }))}
        {...field("figure")}
      />
      <TextInput
        label={t("pledges.target")}
        width="short"
        inputMode="decimal"
        suffix={chosen ? codes.word("unit", chosen.unit) : ""}
        {...field("target")}
      />
      <BodyPicker kind="organisation" label={t("pledges.lead_body")} optional {...field("lead")} />
      <DateField label={t("pledges.published_on")} offers_today {...field("published_on")} />
      <TextArea
        label={t("pledges.words")}
        optional
        limit={words_max}
        rows={3}
        {...field("words")}
      />
    </Form>
  );
}

export default function NewPledgePage() {
  const t = useT();
  const codes = useCodes();
  const home = useSession()?.user.area?.code ?? "";
  const year = yearAsked(new URLSearchParams(useLocation().query).get("year"), codes.today);
  const scope = { area: home, from: codes.today, to: codes.today, as_of: codes.today };
  const figures = useFigures(scope, !codes.loading);
  return (
    <Page
      title={t("pledges.new")}
      lead={t("pledges.new_lead")}
      back={{ to: `/pledges?year=${year}`, label: t("pledges.title") }}
      width="reading"
    >
      {codes.error ? (
        <ProblemNotice error={codes.error} retry={codes.retry} />
      ) : codes.loading ? (
        <Skeleton lines={6} />
      ) : (
        <Loaded query={figures} lines={6}>
          {(lines) => <PledgeForm codes={codes} figures={lines} own_area={home} year={year} />}
        </Loaded>
      )}
    </Page>
  );
}
