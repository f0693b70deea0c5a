// Taking one person into the register by hand.
import { useQueryClient } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { useSession } from "../api/session.ts";
import { navigate } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { useForm, type Faults } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { AreaPicker } from "../codes/area-picker.tsx";
import { certificateFault, citizenIdFault, tidyNumber } from "./numbers.ts";

const initial = {
  name: "",
  citizen_id: "",
  area: "",
  phone: "",
  address: "",
  guardian: "",
  household_kind: "",
  certificate_number: "",
  issued_on: "",
  expires_on: "",
};
type Values = typeof initial;

export function faultsOf(values: Values): Faults<Values> {
  const id_fault = citizenIdFault(values.citizen_id);
  const number = tidyNumber(values.certificate_number);
  const issued = readDay(values.issued_on);
  const expires = readDay(values.expires_on);
  const number_words = certificateFault(number)
    ? t("people.certificate_malformed")
    : number && !id_fault && !number.startsWith(tidyNumber(values.citizen_id))
      ? t("people.certificate_contradicts")
      : undefined;
  const backwards = issued && expires && expires < issued;
  return {
    name: values.name.trim() ? undefined : t("people.name_missing"),
    citizen_id: id_fault && t(`people.citizen_id_${id_fault}`),
    area: values.area ? undefined : t("people.area_missing"),
    certificate_number: number_words,
    issued_on: issued === undefined ? t("ui.date_not_understood") : undefined,
    expires_on:
      expires === undefined
        ? t("ui.date_not_understood")
        : backwards
          ? t("people.expires_before_issue")
          : undefined,
  };
}

export default function NewPerson() {
  const t = useT();
  const codes = useCodes();
  const queries = useQueryClient();
  const session = useSession();
  const form = useForm({
    draft: "person.new",
    initial,
    secret: ["citizen_id", "certificate_number", "phone", "address"],
    validate: faultsOf,
    submit: (values, id) =>
      call(
        api.POST("/people", {
          body: {
            id,
            name: values.name.trim(),
            citizen_id: tidyNumber(values.citizen_id),
            area: values.area,
            phone: values.phone.trim(),
            address: values.address.trim(),
            guardian: values.guardian.trim(),
            household_kind: values.household_kind,
            certificate_number: tidyNumber(values.certificate_number) || null,
            issued_on: readDay(values.issued_on) || null,
            expires_on: readDay(values.expires_on) || null,
          },
        }),
      ),
    saved: (person) => {
      void queries.invalidateQueries({ queryKey: ["people"] });
      navigate(`/people/${person.id}`);
    },
  });

  return (
    <Page
      title={t("people.add")}
      back={{ to: "/people", label: t("people.list") }}
      lead={t("people.add_lead", { area: session?.user.area?.name ?? "" })}
      width="reading"
    >
      <Form
        form={form}
        send={t("people.add_send")}
        also={<ButtonLink to="/people">{t("ui.cancel")}</ButtonLink>}
      >
        <TextInput label={t("people.name")} width="medium" {...form.field("name")} />
        <TextInput
          label={t("people.citizen_id")}
          hint={t("people.citizen_id_hint")}
          {...form.field("citizen_id")}
        />
        <AreaPicker
          label={t("people.registered_in")}
          hint={t("people.registered_in_hint")}
          smallest="village"
          {...form.field("area")}
        />
        <TextInput
          optional
          label={t("people.certificate_number")}
          hint={t("people.certificate_number_hint")}
          {...form.field("certificate_number")}
        />
        <DateField optional label={t("people.issued_on")} {...form.field("issued_on")} />
        <DateField optional label={t("people.expires_on")} {...form.field("expires_on")} />
        <TextInput
          optional
          label={t("people.phone")}
          type="tel"
          width="medium"
          {...form.field("phone")}
        />
        <TextInput optional label={t("people.address")} {...form.field("address")} />
        <TextInput
          optional
          label={t("people.guardian")}
          width="medium"
          {...form.field("guardian")}
        />
        <Select
          optional
          label={t("people.household_kind")}
          choices={codes.choices("household_kind")}
          {...form.field("household_kind")}
        />
      </Form>
    </Page>
  );
}
