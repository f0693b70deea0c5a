// Giving a body hours of a weekday in a place that several share. What is taken already stands
// beside the form, so that nobody has to be refused to find it out.
import { api, call } from "../api/client.ts";
import { useCodes } from "../codes/codes.ts";
import type { Named } from "../codes/name-picker.tsx";
import { useForm } from "../form/use-form.ts";
import { parseTime } from "../i18n/format.ts";
import { t, useT } from "../i18n/index.ts";
import { BodyPicker } from "../organisations/body-picker.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { Select } from "../ui/select.tsx";
import { TimeField } from "../ui/time-field.tsx";
import type { SitePage } from "./api.ts";
import { CancelChange, Change, dayFault, spanFaults, useBackToSite } from "./change.tsx";
import { weekdays, withoutOver, type Weekday } from "./model.ts";
import { spanWords, weekdayWord } from "./words.ts";

interface UseValues {
  organisation: Named | null;
  room: string; // "" for the whole site.
  weekday: string;
  opens: string;
  closes: string;
  from: string;
}

function UseForm({ page }: { page: SitePage }) {
  const say = useT();
  const { today } = useCodes();
  const show = useBackToSite();
  const site = page.line.id;
  const nobody: UseValues = {
    organisation: null,
    room: "",
    weekday: "",
    opens: "",
    closes: "",
    from: "",
  };
  const form = useForm({
    draft: `site.use.${site}`,
    initial: nobody,
    validate: ({ organisation, weekday, opens, closes, from }) => ({
      organisation: organisation ? undefined : t("sites.use_body_missing"),
      weekday: weekday ? undefined : t("sites.use_weekday_missing"),
      ...spanFaults(opens, closes),
      from: dayFault(from),
    }),
    submit: (values, id) =>
      call(
        api.POST("/sites/{site}/uses", {
          params: { path: { site } },
          body: {
            id,
            organisation: values.organisation?.id ?? "",
            weekday: Number(values.weekday),
            opens: parseTime(values.opens) ?? "",
            closes: parseTime(values.closes) ?? "",
            from: readDay(values.from) ?? "",
            ...(values.room && { room: values.room }),
          },
        }),
      ),
    saved: show,
  });
  const { room, weekday } = form.values;
  const rooms = withoutOver(page.rooms, today).present;
  const taken = withoutOver(page.uses, today).present.filter(
    (use) => String(use.weekday) === weekday && (!room || use.room === null || use.room === room),
  );
  return (
    <Form form={form} send={say("sites.use_send")} also={<CancelChange site={site} />}>
      <BodyPicker
        kind="organisation"
        label={say("sites.use_body")}
        {...form.field("organisation")}
      />
      {rooms.length > 0 && (
        <Select
          label={say("sites.use_room")}
          optional
          empty={say("sites.use_whole")}
          choices={rooms.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field("room")}
        />
      )}
      <Select
        label={say("sites.weekday")}
        choices={weekdays.map((day: Weekday) => ({ value: String(day), label: weekdayWord(day) }))}
        {...form.field("weekday")}
      />
      {weekday && (
        <p className="hint" role="status">
          {taken.length === 0
            ? say("sites.use_free")
            : say("sites.use_taken", {
                uses: taken.map((use) => `${use.name} ${spanWords(use)}`).join(say("sites.and")),
              })}
        </p>
      )}
      <div className="time-span">
        <TimeField label={say("sites.use_opens")} {...form.field("opens")} />
        <TimeField label={say("sites.use_closes")} {...form.field("closes")} />
      </div>
      <DateField label={say("sites.in_use_from")} offers_today {...form.field("from")} />
    </Form>
  );
}

export default function NewUse() {
  const t = useT();
  return (
    <Change title={t("sites.use_title")} lead={t("sites.use_lead")}>
      {(page) => <UseForm page={page} />}
    </Change>
  );
}
