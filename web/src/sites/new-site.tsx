// Entering a site.
import { api, call } from "../api/client.ts";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { dayFault, useBackToSite } from "./change.tsx";
import { parseArea } from "./model.ts";

const name_max = 120;
export const address_max = 200;

export default function NewSite() {
  const say = useT();
  const codes = useCodes();
  const show = useBackToSite();
  const form = useForm({
    draft: "site.new",
    initial: { kind: "", name: "", area: "", address: "", floor_dm2: "", from: "" },
    validate: ({ kind, name, area, floor_dm2, from }) => ({
      kind: kind ? undefined : t("sites.kind_missing"),
      name: name.trim() ? undefined : t("sites.name_missing"),
      area: area ? undefined : t("sites.area_missing"),
      floor_dm2:
        floor_dm2.trim() && parseArea(floor_dm2) === undefined
          ? t("sites.floor_area_wrong")
          : undefined,
      from: dayFault(from),
    }),
    submit: ({ kind, name, area, address, floor_dm2, from }, id) =>
      call(
        api.POST("/sites", {
          body: {
            id,
            kind,
            name: name.trim(),
            area,
            address: address.trim(),
            floor_dm2: parseArea(floor_dm2) ?? null,
            from: readDay(from) ?? "",
          },
        }),
      ),
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
        <AreaPicker
          label={say("sites.place")}
          hint={say("sites.area_hint")}
          smallest="town"
          {...form.field("area")}
        />
        <TextInput
          optional
          label={say("sites.address")}
          hint={say("sites.address_hint")}
          maxLength={address_max}
          {...form.field("address")}
        />
        <TextInput
          optional
          width="short"
          inputMode="decimal"
          label={say("sites.built_area")}
          suffix={say("sites.square_metre")}
          {...form.field("floor_dm2")}
        />
        <DateField label={say("sites.opened_from")} offers_today {...form.field("from")} />
      </Form>
    </Page>
  );
}
