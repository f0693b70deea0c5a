// Changing how many a slot takes: more always, fewer not than have booked.
import { useQueryClient } from "@tanstack/react-query";
import { api, call } from "../api/client.ts";
import { useForm } from "../form/use-form.ts";
import { formatNumber } from "../i18n/format.ts";
import { t as say, useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { TextInput } from "../ui/text-input.tsx";
import { eventKey, type EventPage, type Slot } from "./api.ts";
import { readCount } from "./model.ts";
import { placesFault } from "./slots-model.ts";

interface PlacesDialogProps {
  event: string;
  slot: Slot;
  title: string;
  onClose: () => void;
}

export function PlacesDialog({ event, slot, title, onClose }: PlacesDialogProps) {
  const t = useT();
  const queries = useQueryClient();
  const form = useForm({
    draft: null,
    initial: { places: String(slot.places) },
    validate: ({ places }) => {
      const fault = placesFault(places, slot.booked);
      return { places: fault && say(fault, { booked: formatNumber(slot.booked) }) };
    },
    submit: ({ places }) =>
      call(
        api.POST("/slots/{slot}/places", {
          params: { path: { slot: slot.id } },
          body: { places: readCount(places) ?? 0 },
        }),
      ),
    saved: (page) => {
      queries.setQueryData<EventPage>(eventKey(event), page);
      onClose();
    },
  });
  return (
    <Dialog open title={title} onClose={onClose}>
      <p>{t("events.slot_booked", { booked: formatNumber(slot.booked) })}</p>
      <Form
        form={form}
        send={t("events.slot_places_send")}
        also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
      >
        <TextInput
          label={t("events.slot_places")}
          width="short"
          inputMode="numeric"
          {...form.field("places")}
        />
      </Form>
    </Dialog>
  );
}
