// A day that differs from its week: closed, or open at other hours, with the reason.
import { api, call } from "../api/client.ts";
import { useForm } from "../form/use-form.ts";
import { parseTime } from "../i18n/format.ts";
import { t, useT } from "../i18n/index.ts";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Form } from "../ui/form.tsx";
import { Radios } from "../ui/radios.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { TimeField } from "../ui/time-field.tsx";
import type { SitePage } from "./api.ts";
import { CancelChange, Change, dayFault, spanFaults, useBackToSite } from "./change.tsx";
import { plannedOn } from "./model.ts";
import { plannedWords } from "./words.ts";

const reason_max = 500;

function ExceptionForm({ page }: { page: SitePage }) {
  const say = useT();
  const show = useBackToSite();
  const site = page.line.id;
  const form = useForm({
    draft: `site.exception.${site}`,
    initial: { on: "", is_open: "", opens: "", closes: "", reason: "" },
    validate: ({ on, is_open, opens, closes, reason }) => ({
      on: dayFault(on),
      is_open: is_open ? undefined : t("sites.is_open_missing"),
      ...(is_open === "yes" && spanFaults(opens, closes)),
      reason: reason.trim() ? undefined : t("sites.exception_reason_missing"),
    }),
    submit: ({ on, is_open, opens, closes, reason }) => {
      const opens_then = is_open === "yes";
      return call(
        api.POST("/sites/{site}/exceptions", {
          params: { path: { site } },
          body: {
            on: readDay(on) ?? "",
            is_open: opens_then,
            opens: opens_then ? (parseTime(opens) ?? null) : null,
            closes: opens_then ? (parseTime(closes) ?? null) : null,
            reason: reason.trim(),
          },
        }),
      );
    },
    saved: show,
  });
  const day = readDay(form.values.on);
  return (
    <Form form={form} send={say("sites.exception_send")} also={<CancelChange site={site} />}>
      <DateField label={say("sites.exception_on")} offers_today {...form.field("on")} />
      {day && (
        <p className="hint" role="status">
          {say("sites.planned_then", { hours: plannedWords(plannedOn(page, day)) })}
        </p>
      )}
      <Radios
        inline
        label={say("sites.that_day")}
        choices={[
          { value: "no", label: say("sites.exception_closed") },
          { value: "yes", label: say("sites.exception_open") },
        ]}
        {...form.field("is_open")}
      />
      {form.values.is_open === "yes" && (
        <div className="time-span">
          <TimeField label={say("sites.opens")} {...form.field("opens")} />
          <TimeField label={say("sites.closes")} {...form.field("closes")} />
        </div>
      )}
      <TextInput
        label={say("sites.reason")}
        hint={say("sites.exception_reason_hint")}
        maxLength={reason_max}
        {...form.field("reason")}
      />
    </Form>
  );
}

export default function NewException() {
  const t = useT();
  return (
    <Change title={t("sites.exception_title")}>{(page) => <ExceptionForm page={page} />}</Change>
  );
}
