// A move: a new address from a day on. The site stays the site it was.
import { api, call } from "../api/client.ts";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useForm } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { TextInput } from "../ui/text-input.tsx";
import type { SitePage } from "./api.ts";
import { CancelChange, Change, dayFault, useBackToSite } from "./change.tsx";
import { parseArea } from "./model.ts";
import { address_max } from "./new-site.tsx";

function MoveForm({ page }: { page: SitePage }) {
  const say = useT();
  const show = useBackToSite();
  const { id: site, area: area_before } = page.line;
  const form = useForm({
    draft: `site.move.${site}`,
    initial: { area: area_before, address: "", floor_dm2: "", from: "" },
    validate: ({ area, address, floor_dm2, from }) => ({
      area: area ? undefined : t("sites.area_missing"),
      address: address.trim() ? undefined : t("sites.address_missing"),
      floor_dm2:
        floor_dm2.trim() && parseArea(floor_dm2) === undefined
          ? t("sites.floor_area_wrong")
          : undefined,
      from: dayFault(from),
    }),
    submit: ({ area, address, floor_dm2, from }) =>
      call(
        api.POST("/sites/{site}/addresses", {
          params: { path: { site } },
          body: {
            area,
            address: address.trim(),
            floor_dm2: parseArea(floor_dm2) ?? null,
            from: readDay(from) ?? "",
          },
        }),
      ),
    saved: show,
  });
  return (
    <Form form={form} send={say("sites.move_send")} also={<CancelChange site={site} />}>
      <AreaPicker label={say("sites.place")} smallest="town" {...form.field("area")} />
      <TextInput
        label={say("sites.address_new")}
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
      <DateField label={say("sites.moved_on")} offers_today {...form.field("from")} />
    </Form>
  );
}

export default function Move() {
  const t = useT();
  return (
    <Change title={t("sites.move_title")} lead={t("sites.move_lead")}>
      {(page) => <MoveForm page={page} />}
    </Change>
  );
}
