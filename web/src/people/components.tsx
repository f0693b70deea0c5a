// Which categories a multiple disability is made of: centres ask for it, the certificate says it.
import { api, call } from "../api/client.ts";
import { navigate, useParam } from "../base/router.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Checkboxes } from "../ui/checkboxes.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { Radios } from "../ui/radios.tsx";
import { usePerson } from "./api.ts";
import type { PersonPage } from "./types.ts";
import { components_fact, multiple_category, wordFor } from "./words.ts";

const least = 2; // One category alone is no multiple disability.
const sources = ["certificate", "visit"] as const;

function ComponentsForm({ person, codes }: { person: PersonPage; codes: Codes }) {
  const say = useT();
  const step_taken = useStepTaken();
  const back = `/people/${person.id}`;
  const known = person.facts.find(({ kind, until }) => kind === components_fact && !until);
  const form = useForm({
    draft: `components.${person.id}`,
    initial: {
      value: (known?.value.split(",") ?? []) as readonly string[],
      from: codes.today,
      source: "certificate",
    },
    validate: ({ value, from }) => ({
      value: value.length >= least ? undefined : t("people.components_missing", { least }),
      from: readDay(from)
        ? undefined
        : t(from.trim() ? "ui.date_not_understood" : "people.components_from_missing"),
    }),
    submit: ({ value, from, source }) =>
      call(
        api.POST("/people/{person}/facts", {
          params: { path: { person: person.id } },
          body: {
            key: components_fact,
            value: [...value].sort().join(","),
            from: readDay(from) || codes.today,
            source,
          },
        }),
      ),
    saved: () => {
      void step_taken();
      navigate(back);
    },
  });
  const single = codes
    .choices("disability_category")
    .filter(({ value }) => value !== String(multiple_category));
  return (
    <Form
      form={form}
      send={say("people.components_send")}
      also={<ButtonLink to={back}>{say("ui.cancel")}</ButtonLink>}
    >
      <Checkboxes label={say("people.fact_components")} choices={single} {...form.field("value")} />
      <DateField
        label={say("people.components_from")}
        hint={say("people.components_from_hint")}
        offers_today
        {...form.field("from")}
      />
      <Radios
        label={say("people.fact_source")}
        choices={sources.map((source) => ({ value: source, label: wordFor("source", source) }))}
        {...form.field("source")}
      />
    </Form>
  );
}

export default function ComponentsPage() {
  const say = useT();
  const codes = useCodes();
  const id = useParam("person");
  const person = usePerson(id);
  return (
    <Page
      title={say("people.fact_components")}
      lead={say("people.components_lead")}
      back={{ to: `/people/${id}`, label: person.data?.name ?? say("people.person") }}
      width="reading"
    >
      <Loaded query={person}>
        {(loaded) => {
          const current = loaded.certificates.find((card) => card.current);
          if (codes.loading) return null;
          return current?.category === multiple_category ? (
            <ComponentsForm person={loaded} codes={codes} />
          ) : (
            <Notice kind="warning">{say("people.components_not_multiple")}</Notice>
          );
        }}
      </Loaded>
    </Page>
  );
}
