// Recording a need: who, what, how it came in and how to serve it. A resident asks for themselves.
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, call } from "../api/client.ts";
import { useSession } from "../api/session.ts";
import { navigate, useLocation } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { Checkbox } from "../ui/checkboxes.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Fewer } from "../ui/fewer.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { countCharacters, TextArea } from "../ui/text-area.tsx";
import { useStepTaken } from "./api.ts";
import { CategoryFields } from "./category-fields.tsx";
import { PersonPicker, type ChosenPerson } from "../people/person-picker.tsx";

interface NeedFormProps {
  codes: Codes;
  person: string; // From the address, or the resident's own.
  is_own: boolean;
}

function NeedForm({ codes, person, is_own }: NeedFormProps) {
  const t = useT();
  const step_taken = useStepTaken();
  const max = codes.rules?.wish_max ?? 500;
  const form = useForm({
    draft: `need.${person}`,
    initial: {
      person: null as ChosenPerson | null,
      group: "",
      category: "",
      words: "",
      channel: is_own ? "self" : "",
      mode: "",
      urgency: "",
      raised_on: codes.today,
      proxy: false,
    },
    validate: (values) => {
      const raised_on = readDay(values.raised_on);
      return {
        person: values.person ? undefined : t("needs.person_missing"),
        group: values.group ? undefined : t("needs.category_group_missing"),
        category: !values.group || values.category ? undefined : t("needs.category_missing"),
        words: !values.words.trim()
          ? t("needs.words_missing")
          : countCharacters(values.words.trim()) > max
            ? t("needs.words_long", { max })
            : undefined,
        channel: values.channel ? undefined : t("needs.channel_missing"),
        mode: values.mode ? undefined : t("needs.mode_missing"),
        urgency: values.urgency ? undefined : t("needs.urgency_missing"),
        raised_on:
          raised_on === undefined
            ? t("ui.date_not_understood")
            : raised_on > codes.today
              ? t("needs.raised_future")
              : undefined,
      };
    },
    submit: ({ person: chosen, group: _group, raised_on, ...rest }, id) =>
      call(
        api.POST("/needs", {
          body: { id, person: chosen!.id, raised_on: readDay(raised_on) || codes.today, ...rest },
        }),
      ),
    saved: (need) => {
      void step_taken();
      navigate(`/needs/${need.id}`);
    },
  });

  // The person named in the address, once the register has answered.
  const named = useQuery({
    queryKey: ["person", person],
    queryFn: ({ signal }) =>
      call(api.GET("/people/{person}", { params: { path: { person } }, signal })),
    enabled: person !== "",
  });
  const { set, values } = form;
  const found = named.data;
  const is_chosen = values.person !== null;
  useEffect(() => {
    if (!found || is_chosen) return;
    const place = found.chain
      .map((link) => link.name)
      .filter(Boolean)
      .join(" ");
    set({
      person: {
        id: found.id,
        name: found.name,
        about: t("people.picker_about", { place, age: found.age }),
      },
    });
  }, [found, is_chosen, set, t]);

  return (
    <Form form={form} send={t(is_own ? "needs.ask_save" : "needs.save")}>
      {!is_own && <PersonPicker label={t("needs.person")} {...form.field("person")} />}
      <CategoryFields codes={codes} group={form.field("group")} category={form.field("category")} />
      <TextArea
        label={t("needs.words")}
        hint={t("needs.words_hint")}
        limit={max}
        {...form.field("words")}
      />
      {!is_own && (
        <Radios
          label={t("needs.channel")}
          choices={codes.choices("need_channel")}
          {...form.field("channel")}
        />
      )}
      <Radios
        label={t("needs.mode")}
        choices={codes.choices("need_mode")}
        {...form.field("mode")}
      />
      <Radios
        label={t("needs.urgency")}
        choices={codes.choices("urgency")}
        inline
        {...form.field("urgency")}
      />
      <Fewer>
        <DateField label={t("needs.raised_on")} offers_today {...form.field("raised_on")} />
        <Checkbox label={t("needs.proxy")} hint={t("needs.proxy_hint")} {...form.field("proxy")} />
      </Fewer>
    </Form>
  );
}

export default function NewNeedPage() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const { query } = useLocation();
  const own = session?.user.person ?? "";
  const person = own || (new URLSearchParams(query).get("person") ?? "");
  const is_own = own !== "";
  return (
    <Page
      title={t(is_own ? "needs.ask_title" : "needs.new_title")}
      lead={t(is_own ? "needs.ask_lead" : "needs.new_lead")}
      back={
        is_own ? { to: "/", label: t("shell.home") } : { to: "/needs", label: t("needs.to_list") }
      }
      width="reading"
    >
      {codes.error ? (
        <ProblemNotice error={codes.error} retry={codes.retry} />
      ) : codes.loading ? (
        <Skeleton lines={6} />
      ) : (
        <NeedForm key={person} codes={codes} person={person} is_own={is_own} />
      )}
    </Page>
  );
}
