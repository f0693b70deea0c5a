// Entering a village that a site serves. A village is served by one site of a kind: where another
// one does, the server names it.
import { api, call } from "../api/client.ts";
import { AreaPicker } from "../codes/area-picker.tsx";
import { useForm } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import type { SitePage } from "./api.ts";
import { CancelChange, Change, dayFault, useBackToSite } from "./change.tsx";

function VillageForm({ page }: { page: SitePage }) {
  const say = useT();
  const show = useBackToSite();
  const site = page.line.id;
  const form = useForm({
    draft: `site.village.${site}`,
    initial: { area: "", from: "" },
    validate: ({ area, from }) => ({
      area: area ? undefined : t("sites.village_missing"),
      from: dayFault(from),
    }),
    submit: ({ area, from }) =>
      call(
        api.POST("/sites/{site}/catchment", {
          params: { path: { site } },
          body: { area, from: readDay(from) ?? "" },
        }),
      ),
    saved: show,
  });
  return (
    <Form form={form} send={say("sites.village_send")} also={<CancelChange site={site} />}>
      <AreaPicker label={say("sites.village")} smallest="village" {...form.field("area")} />
      <DateField label={say("sites.served_from")} offers_today {...form.field("from")} />
    </Form>
  );
}

export default function NewVillage() {
  const t = useT();
  return (
    <Change title={t("sites.village_title")} lead={t("sites.village_lead")}>
      {(page) => <VillageForm page={page} />}
    </Change>
  );
}
