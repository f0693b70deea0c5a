// Entering what a site offers: as many items at once as begin on the same day.
import { api, call } from "../api/client.ts";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { Checkboxes } from "../ui/checkboxes.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import type { SitePage } from "./api.ts";
import { CancelChange, Change, dayFault, useBackToSite } from "./change.tsx";

// One after the other; what was entered before a refusal is answered the same when sent again.
async function enter(site: string, services: readonly string[], from: string): Promise<SitePage> {
  let page: SitePage | undefined;
  for (const service of services) {
    page = await call(
      api.POST("/sites/{site}/services", {
        params: { path: { site } },
        body: { service, from },
      }),
    );
  }
  if (!page) throw new Error("no service was chosen");
  return page;
}

function ServiceForm({ page }: { page: SitePage }) {
  const say = useT();
  const codes = useCodes();
  const show = useBackToSite();
  const site = page.line.id;
  const form = useForm({
    draft: `site.service.${site}`,
    initial: { service: [] as readonly string[], from: "" },
    validate: ({ service, from }) => ({
      service: service.length > 0 ? undefined : t("sites.service_missing"),
      from: dayFault(from),
    }),
    submit: ({ service, from }) => enter(site, service, readDay(from) ?? ""),
    saved: show,
  });
  const isOffered = (code: string) =>
    page.services.some(({ service, until }) => service === code && until === null);
  return (
    <Form form={form} send={say("sites.service_send")} also={<CancelChange site={site} />}>
      <Checkboxes
        label={say("sites.services")}
        hint={say("sites.service_hint")}
        choices={codes.choices("site_service").filter(({ value }) => !isOffered(value))}
        {...form.field("service")}
      />
      <DateField label={say("sites.offered_from")} offers_today {...form.field("from")} />
    </Form>
  );
}

export default function NewService() {
  const t = useT();
  return <Change title={t("sites.service_title")}>{(page) => <ServiceForm page={page} />}</Change>;
}
