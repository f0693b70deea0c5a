// A day that was open and that nobody signed for: entered afterwards by the office.
import { api, call } from "../api/client.ts";
import { navigate } from "../base/router.tsx";
import { useForm } from "../form/use-form.ts";
import { parseTime } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { TimeField } from "../ui/time-field.tsx";
import { useSiteAskedAgain, type SitePage } from "./api.ts";
import { CancelChange, Change, dayFault, spanFaults } from "./change.tsx";
import { momentOf } from "./model.ts";

async function enter(site: string, id: string, opened_at: string, closed_at: string) {
  const path = { site };
  const opening = await call(
    api.POST("/sites/{site}/openings", { params: { path }, body: { id, opened_at } }),
  );
  return call(
    api.POST("/sites/{site}/openings/{opening}/close", {
      params: { path: { site, opening: opening.id } },
      body: { closed_at },
    }),
  );
}

function OpeningForm({ page }: { page: SitePage }) {
  const say = useT();
  const askAgain = useSiteAskedAgain();
  const site = page.line.id;
  const form = useForm({
    draft: `site.opening.${site}`,
    initial: { on: "", opened_at: "", closed_at: "" },
    validate: ({ on, opened_at, closed_at }) => {
      const { opens, closes } = spanFaults(opened_at, closed_at);
      return { on: dayFault(on), opened_at: opens, closed_at: closes };
    },
    submit: ({ on, opened_at, closed_at }, id) => {
      const moment = (typed: string) => momentOf(readDay(on) ?? "", parseTime(typed) ?? "");
      return enter(site, id, moment(opened_at), moment(closed_at));
    },
    saved: () => {
      askAgain(site);
      navigate(`/sites/${site}`);
    },
  });
  return (
    <Form form={form} send={say("sites.opening_send")} also={<CancelChange site={site} />}>
      <DateField label={say("sites.day")} {...form.field("on")} />
      <div className="time-span">
        <TimeField label={say("sites.opened")} {...form.field("opened_at")} />
        <TimeField label={say("sites.closed")} {...form.field("closed_at")} />
      </div>
    </Form>
  );
}

export default function NewOpening() {
  const t = useT();
  return (
    <Change title={t("sites.opening_title")} lead={t("sites.opening_lead")}>
      {(page) => <OpeningForm page={page} />}
    </Change>
  );
}
