// Entering a body.
import { useQueryClient } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { navigate } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { AreaPicker } from "../codes/area-picker.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextInput } from "../ui/text-input.tsx";

const strengths_limit = 500;

export default function NewOrganisation() {
  const say = useT();
  const codes = useCodes();
  const queries = useQueryClient();
  const form = useForm({
    draft: "organisation.new",
    initial: { name: "", kind: "", area: "", contact: "", strengths: "", from: "" },
    validate: ({ name, kind, area, from }) => ({
      name: name.trim() ? undefined : t("organisations.name_missing"),
      kind: kind ? undefined : t("organisations.kind_missing"),
      area: area ? undefined : t("organisations.area_missing"),
      from: readDay(from) === undefined ? t("ui.date_not_understood") : undefined,
    }),
    submit: ({ name, kind, area, contact, strengths, from }, id) =>
      call(
        api.POST("/organisations", {
          body: {
            id,
            name: name.trim(),
            kind,
            area,
            contact: contact.trim(),
            strengths: strengths.trim(),
            from: readDay(from) || null,
          },
        }),
      ),
    saved: (organisation) => {
      void queries.invalidateQueries({ queryKey: ["organisations"] });
      navigate(`/organisations?q=${encodeURIComponent(organisation.name)}`);
    },
  });
  return (
    <Page
      title={say("organisations.add")}
      back={{ to: "/organisations", label: say("organisations.list") }}
      width="reading"
    >
      <Form
        form={form}
        send={say("organisations.add_send")}
        also={<ButtonLink to="/organisations">{say("ui.cancel")}</ButtonLink>}
      >
        <TextInput label={say("organisations.name")} {...form.field("name")} />
        <Select
          label={say("organisations.kind")}
          choices={codes.choices("organisation_kind")}
          {...form.field("kind")}
        />
        <AreaPicker
          label={say("organisations.area")}
          hint={say("organisations.area_hint")}
          {...form.field("area")}
        />
        <TextInput
          optional
          label={say("organisations.contact")}
          hint={say("organisations.contact_hint")}
          {...form.field("contact")}
        />
        <TextArea
          optional
          label={say("organisations.strengths")}
          hint={say("organisations.strengths_hint")}
          limit={strengths_limit}
          rows={3}
          {...form.field("strengths")}
        />
        <DateField
          optional
          label={say("organisations.since")}
          hint={say("organisations.since_hint")}
          {...form.field("from")}
        />
      </Form>
    </Page>
  );
}
