// Beginning to look in on somebody. How often is the packs' word until another is given here. The
// address may name the person: ?person=..
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, call } from "../api/client.ts";
import { navigate, useLocation } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { readCount } from "../events/model.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { PersonPicker, type ChosenPerson } from "../people/person-picker.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextInput } from "../ui/text-input.tsx";

const words_max = 500;
const cycle_max = 366;

interface PlanFormProps {
  codes: Codes;
  asked: string; // The person of the address.
  back: string;
}

function PlanForm({ codes, asked, back }: PlanFormProps) {
  const t = useT();
  const step_taken = useStepTaken();
  const kinds = codes.choices("watch_kind");
  const form = useForm({
    draft: `plan.${asked}`,
    initial: {
      person: null as ChosenPerson | null,
      kind: kinds.length === 1 ? kinds[0]!.value : "",
      cycle_days: "",
      from: codes.today,
      words: "",
    },
    validate: ({ person, kind, cycle_days, from }) => {
      const days = readCount(cycle_days);
      return {
        person: person ? undefined : t("plans.person_missing"),
        kind: kind ? undefined : t("plans.kind_missing"),
        cycle_days:
          days === undefined || (days >= 1 && days <= cycle_max)
            ? undefined
            : t("plans.cycle_wrong", { max: cycle_max }),
        from: readDay(from)
          ? undefined
          : t(from.trim() ? "ui.date_not_understood" : "plans.from_missing"),
      };
    },
    submit: ({ person, kind, cycle_days, from, words }, id) => {
      const days = readCount(cycle_days);
      return call(
        api.POST("/plans", {
          body: {
            id,
            kind,
            person: person!.id,
            from: readDay(from) || codes.today,
            ...(days !== undefined && { cycle_days: days }),
            ...(words.trim() && { words: words.trim() }),
          },
        }),
      );
    },
    saved: (plan) => {
      void step_taken();
      navigate(`/people/${plan.person}/plans`);
    },
  });
  const named = useQuery({
    queryKey: ["person", asked],
    queryFn: ({ signal }) =>
      call(api.GET("/people/{person}", { params: { path: { person: asked } }, signal })),
    enabled: asked !== "",
  });
  const found = named.data;
  const { set, field, values } = form;
  useEffect(() => {
    if (!found || values.person) return;
    const place = found.chain
      .map((link) => link.name)
      .filter(Boolean)
      .join(" ");
    const about = t("people.picker_about", { place, age: found.age });
    set({ person: { id: found.id, name: found.name, about } });
  }, [found]); // Once: another person may be chosen instead.
  return (
    <Form
      form={form}
      send={t("plans.new_send")}
      also={<ButtonLink to={back}>{t("ui.cancel")}</ButtonLink>}
    >
      <PersonPicker label={t("plans.person")} {...field("person")} />
      <Radios label={t("plans.kind")} choices={kinds} {...field("kind")} />
      <TextInput
        label={t("plans.cycle")}
        hint={t("plans.cycle_hint")}
        optional
        width="short"
        inputMode="numeric"
        suffix={t("plans.days")}
        {...field("cycle_days")}
      />
      <DateField label={t("plans.from")} offers_today {...field("from")} />
      <TextArea
        label={t("plans.words")}
        hint={t("plans.words_hint")}
        optional
        limit={words_max}
        rows={2}
        {...field("words")}
      />
    </Form>
  );
}

export default function NewPlanPage() {
  const t = useT();
  const codes = useCodes();
  const asked = new URLSearchParams(useLocation().query).get("person") ?? "";
  const back = asked
    ? { to: `/people/${asked}`, label: t("people.person") }
    : { to: "/plans", label: t("plans.title") };
  return (
    <Page title={t("plans.new")} lead={t("plans.new_lead")} back={back} width="reading">
      {codes.error ? (
        <ProblemNotice error={codes.error} retry={codes.retry} />
      ) : codes.loading ? (
        <Skeleton lines={5} />
      ) : codes.choices("watch_kind").length === 0 ? (
        <EmptyState title={t("plans.no_kinds")}>{t("plans.no_kinds_detail")}</EmptyState>
      ) : (
        <PlanForm codes={codes} asked={asked} back={back.to} />
      )}
    </Page>
  );
}
