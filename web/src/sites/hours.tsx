// Setting the hours of the week, from a day on.
import { api, call } from "../api/client.ts";
import { useForm } from "../form/use-form.ts";
import { t, useT } from "../i18n/index.ts";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import type { SitePage } from "./api.ts";
import { CancelChange, Change, dayFault, useBackToSite } from "./change.tsx";
import { faultOf, sentWeek, typedWeek, weekdays, type TypedWeek } from "./model.ts";
import { WeekEditor } from "./week-editor.tsx";
import { weekdayWord } from "./words.ts";

// The faulty days by name: what is wrong with each stands at the day.
function weekFault(week: TypedWeek): string | undefined {
  const days = weekdays.filter((day) => faultOf(week[day]) !== undefined);
  if (days.length === 0) return undefined;
  return t("sites.week_faults", { days: days.map(weekdayWord).join(t("sites.and")) });
}

function HoursForm({ page }: { page: SitePage }) {
  const say = useT();
  const show = useBackToSite();
  const site = page.line.id;
  const latest = page.hours[0];
  const form = useForm({
    draft: `site.hours.${site}`,
    initial: { week: typedWeek(latest?.week ?? []), from: "" },
    validate: ({ week, from }) => ({ week: weekFault(week), from: dayFault(from) }),
    submit: ({ week, from }) =>
      call(
        api.POST("/sites/{site}/hours", {
          params: { path: { site } },
          body: { from: readDay(from) ?? "", week: sentWeek(week) },
        }),
      ),
    saved: show,
  });
  return (
    <Form form={form} send={say("sites.hours_send")} also={<CancelChange site={site} />}>
      <WeekEditor label={say("sites.hours_week")} {...form.field("week")} />
      <DateField
        label={say("sites.hours_begin")}
        hint={say("sites.hours_begin_hint")}
        offers_today
        {...form.field("from")}
      />
    </Form>
  );
}

export default function HoursPage() {
  const t = useT();
  return (
    <Change title={t("sites.set_hours")} lead={t("sites.hours_lead")}>
      {(page) => <HoursForm page={page} />}
    </Change>
  );
}
