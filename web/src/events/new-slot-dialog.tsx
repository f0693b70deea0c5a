// Opening part of a planned day for booking: from when to when, and for how many.
import { useQueryClient } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { useForm } from "../form/use-form.ts";
import { parseTime } from "../i18n/format.ts";
import { t as say, useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { TimeField } from "../ui/time-field.tsx";
import { eventKey, type EventPage } from "./api.ts";
import { readCount } from "./model.ts";
import { slotFaults } from "./slots-model.ts";

const words_max = 500;

export function NewSlotDialog({ event, onClose }: { event: string; onClose: () => void }) {
  const t = useT();
  const queries = useQueryClient();
  const form = useForm({
    draft: null,
    initial: { starts_at: "", ends_at: "", places: "", words: "" },
    validate: (values) =>
      Object.fromEntries(
        Object.entries(slotFaults(values)).map(([field, key]) => [field, key && say(key)]),
      ),
    submit: ({ starts_at, ends_at, places, words }, id) =>
      call(
        api.POST("/events/{event}/slots", {
          params: { path: { event } },
          body: {
            id,
            starts_at: parseTime(starts_at) ?? "",
            ends_at: parseTime(ends_at) ?? "",
            places: readCount(places) ?? 0,
            ...(words.trim() && { words: words.trim() }),
          },
        }),
      ),
    saved: (page) => {
      queries.setQueryData<EventPage>(eventKey(event), page);
      onClose();
    },
  });
  return (
    <Dialog open title={t("events.slot_add")} onClose={onClose}>
      <Form
        form={form}
        send={t("events.slot_send")}
        also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
      >
        <div className="time-span">
          <TimeField label={t("events.slot_from")} {...form.field("starts_at")} />
          <TimeField label={t("events.slot_to")} {...form.field("ends_at")} />
        </div>
        <TextInput
          label={t("events.slot_places")}
          width="short"
          inputMode="numeric"
          {...form.field("places")}
        />
        <TextInput
          label={t("events.slot_words")}
          optional
          maxLength={words_max}
          {...form.field("words")}
        />
      </Form>
    </Dialog>
  );
}
