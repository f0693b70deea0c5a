// A move: a new address from a day on. The site stays the site it was.
import { api, call } from "../api/client.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { Form } from "../ui/form.tsx";
import { AddressFields, addressBody, addressFaults } from "./address-fields.tsx";
import type { SitePage } from "./api.ts";
import { CancelChange, Change, useBackToSite } from "./change.tsx";

function MoveForm({ page }: { page: SitePage }) {
  const say = useT();
  const show = useBackToSite();
  const { id: site, area: area_before } = page.line;
  const form = useForm({
    draft: `site.move.${site}`,
    initial: { area: area_before, address: "", floor_dm2: "", from: "" },
    validate: (values) => addressFaults(values, { is_move: true }),
    submit: (values) =>
      call(
        api.POST("/sites/{site}/addresses", {
          params: { path: { site } },
          body: addressBody(values),
        }),
      ),
    saved: show,
  });
  return (
    <Form form={form} send={say("sites.move_send")} also={<CancelChange site={site} />}>
      <AddressFields is_move field={form.field} />
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
