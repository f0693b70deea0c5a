// Booking places: for somebody of the register, for a body, or for people who are only counted.
import { api, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { useForm } from "../form/use-form.ts";
import { t as say, useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { BodyPicker } from "../organisations/body-picker.tsx";
import { PersonPicker } from "../people/person-picker.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Radios } from "../ui/radios.tsx";
import { TextInput } from "../ui/text-input.tsx";
import type { Slot } from "./api.ts";
import {
  booking_sources,
  bookingBody,
  bookingFaults,
  freeIn,
  type BookingValues,
} from "./slots-model.ts";

const words_max = 500;
const name_max = 120;
const nobody: BookingValues = {
  by: "person",
  person: null,
  organisation: null,
  name: "",
  heads: "",
  words: "",
};

interface BookDialogProps {
  event: string;
  slot: Slot;
  title: string;
  onClose: () => void;
}

export function BookDialog({ event, slot, title, onClose }: BookDialogProps) {
  const t = useT();
  const session = useSession();
  const step_taken = useStepTaken();
  const form = useForm({
    draft: `booking.${event}.${slot.id}`,
    initial: nobody,
    validate: (values) =>
      Object.fromEntries(
        Object.entries(bookingFaults(values)).map(([field, key]) => [field, key && say(key)]),
      ),
    submit: (values, id) =>
      call(
        api.POST("/slots/{slot}/bookings", {
          params: { path: { slot: slot.id } },
          body: { id, ...bookingBody(values) },
        }),
      ),
    saved: () => {
      void step_taken();
      onClose();
    },
  });
  const { field, values } = form;
  const sources = booking_sources.filter(
    (source) => source !== "organisation" || can(session, "organisations.read"),
  );
  return (
    <Dialog open title={title} onClose={onClose}>
      <p>{t("events.slot_left", { free: freeIn(slot) })}</p>
      <Form
        form={form}
        send={t("events.book")}
        also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
      >
        <Radios
          label={t("events.book_by")}
          choices={sources.map((source) => ({ value: source, label: t(`events.book_${source}`) }))}
          {...field("by")}
        />
        {values.by === "person" && (
          <PersonPicker label={t("events.booking_who")} {...field("person")} />
        )}
        {values.by === "organisation" && (
          <BodyPicker
            kind="organisation"
            label={t("events.deliverer_body")}
            {...field("organisation")}
          />
        )}
        {values.by === "party" && (
          <TextInput
            label={t("events.booking_name")}
            hint={t("events.booking_name_hint")}
            maxLength={name_max}
            {...field("name")}
          />
        )}
        {values.by !== "person" && (
          <TextInput
            label={t("events.booking_heads")}
            width="short"
            inputMode="numeric"
            {...field("heads")}
          />
        )}
        <TextInput
          label={t("events.booking_words")}
          hint={t("events.booking_words_hint")}
          optional
          maxLength={words_max}
          {...field("words")}
        />
      </Form>
    </Dialog>
  );
}
