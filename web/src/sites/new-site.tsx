// Entering a site.
import { api, call } from "../api/client.ts";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { AddressFields, addressBody, addressFaults } from "./address-fields.tsx";
import { useBackToSite } from "./change.tsx";

const name_max = 120;

export default function NewSite() {
  const say = useT();
  const codes = useCodes();
  const show = useBackToSite();
  const form = useForm({
    draft: "site.new",
    initial: { kind: "", name: "", area: "", address: "", floor_dm2: "", from: "" },
    validate: ({ kind, name, ...address }) => ({
      kind: kind ? undefined : t("sites.kind_missing"),
      name: name.trim() ? undefined : t("sites.name_missing"),
      ...addressFaults(address, { is_move: false }),
    }),
    submit: ({ kind, name, ...address }, id) =>
      call(api.POST("/sites", { body: { id, kind, name: name.trim(), ...addressBody(address) } })),
    saved: show,
  });
  const back = { to: "/sites", label: say("sites.title") };
  return (
    <Page title={say("sites.new_title")} back={back} width="reading">
      <Form
        form={form}
        send={say("sites.new_send")}
        also={<ButtonLink to={back.to}>{say("ui.cancel")}</ButtonLink>}
      >
        <Select
          label={say("sites.kind")}
          choices={codes.choices("site_kind")}
          {...form.field("kind")}
        />
        <TextInput label={say("sites.name")} maxLength={name_max} {...form.field("name")} />
        <AddressFields field={form.field} />
      </Form>
    </Page>
  );
}
