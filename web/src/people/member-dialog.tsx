// Somebody comes to live in a household; or a household begins with the person of the page.
import { api, call } from "../api/client.ts";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t as text, useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Radios } from "../ui/radios.tsx";
import { relationsFor, type HouseholdCard, type Relation, type Step } from "./household-model.ts";
import { PersonPicker, type ChosenPerson } from "./person-picker.tsx";

export interface MemberDialogProps {
  person: { id: string; name: string; area: string };
  household: HouseholdCard | null; // null: the person's own begins.
  onDone: (step: Step) => void;
  onClose: () => void;
}

export function MemberDialog({ person, household, onDone, onClose }: MemberDialogProps) {
  const t = useT();
  const { today } = useCodes();
  const form = useForm({
    draft: null,
    initial: {
      person: null as ChosenPerson | null,
      relation: household ? "" : "head",
      from: today,
    },
    validate: (values) => ({
      person: household && !values.person ? text("people.member_missing") : undefined,
      relation: values.relation ? undefined : text("people.relation_missing"),
      from: readDay(values.from)
        ? undefined
        : text(values.from ? "ui.date_not_understood" : "people.member_from_missing"),
    }),
    submit: async (values, id): Promise<Step> => {
      const relation = values.relation as Relation;
      const from = readDay(values.from) ?? today;
      const who = household && values.person ? values.person : person;
      const card = household
        ? await call(
            api.POST("/households/{household}/members", {
              params: { path: { household: household.id } },
              body: { person: who.id, relation, from },
            }),
          )
        : await call(
            api.POST("/households", {
              body: { id, area: person.area, members: [{ person: who.id, relation }], from },
            }),
          );
      const { id: member, name } = who;
      return { kind: "joined", household: card.id, person: member, name, relation, on: from };
    },
    saved: onDone,
  });
  return (
    <Dialog
      open
      title={t(household ? "people.member_add" : "people.household_start")}
      onClose={onClose}
    >
      <Form
        form={form}
        send={t("people.member_send")}
        also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
      >
        {household ? (
          <PersonPicker label={t("people.member_who")} {...form.field("person")} />
        ) : (
          <p>{t("people.household_start_hint", { name: person.name })}</p>
        )}
        <Radios
          inline
          label={t("people.relation")}
          choices={relationsFor(household).map((relation) => ({
            value: relation,
            label: t(`people.relation_${relation}`),
          }))}
          {...form.field("relation")}
        />
        <DateField
          label={t("people.member_from")}
          hint={household ? t("people.member_from_hint") : undefined}
          offers_today
          {...form.field("from")}
        />
      </Form>
    </Dialog>
  );
}
