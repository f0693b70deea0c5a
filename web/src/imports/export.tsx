// The roster of a place as a workbook. It holds full numbers, so it is recorded.
import { useState } from "react";
import { useSession } from "../api/session.ts";
import { useForm } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { AreaPicker } from "../codes/area-picker.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page } from "../ui/page.tsx";
import { StatusRegion } from "../ui/status-region.tsx";
import { download } from "./download.ts";

export default function Export() {
  const say = useT();
  const session = useSession();
  const [saved, setSaved] = useState<string>();
  const form = useForm({
    draft: null,
    initial: { area: session?.user.area?.code ?? "" },
    validate: ({ area }) => ({ area: area ? undefined : t("imports.export_area_missing") }),
    submit: ({ area }) => {
      setSaved(undefined);
      return download(`/roster?area=${encodeURIComponent(area)}`, `roster-${area}.xlsx`);
    },
    saved: (name) => setSaved(name),
  });
  return (
    <Page
      title={say("imports.export")}
      lead={say("imports.export_hint")}
      back={{ to: "/imports", label: say("imports.list") }}
      width="reading"
    >
      <Form form={form} send={say("imports.export_send")}>
        <AreaPicker label={say("imports.export_area")} {...form.field("area")} />
      </Form>
      <StatusRegion>
        {saved && <Notice kind="success">{say("imports.export_done", { name: saved })}</Notice>}
      </StatusRegion>
    </Page>
  );
}
