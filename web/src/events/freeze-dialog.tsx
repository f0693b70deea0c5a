// Freezing the list of who gets a parcel: as of which day, and of which holders. It cannot be
// undone, so it is asked for in a dialog.
import { api, call } from "../api/client.ts";
import type { Codes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { Button } from "../ui/button.tsx";
import { Checkboxes } from "../ui/checkboxes.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { parcelCondition } from "./model.ts";

export interface FreezeDialogProps {
  campaign: string;
  codes: Codes;
  onClose: () => void;
}

export function FreezeDialog({ campaign, codes, onClose }: FreezeDialogProps) {
  const t = useT();
  const step_taken = useStepTaken();
  const form = useForm({
    draft: null,
    initial: {
      day: codes.today,
      categories: [] as readonly string[],
      levels: [] as readonly string[],
    },
    validate: ({ day }) => {
      const read = readDay(day);
      return {
        day:
          read === undefined
            ? t("ui.date_not_understood")
            : read === ""
              ? t("events.on_missing")
              : read > codes.today
                ? t("events.freeze_ahead")
                : undefined,
      };
    },
    submit: ({ day, ...filter }) => {
      const when = parcelCondition(filter);
      return call(
        api.POST("/campaigns/{campaign}/parcels/freeze", {
          params: { path: { campaign } },
          body: { day: readDay(day) || codes.today, ...(when && { when }) },
        }),
      );
    },
    saved: () => {
      void step_taken();
      onClose();
    },
  });
  const { field } = form;
  return (
    <Dialog open title={t("events.freeze")} onClose={onClose}>
      <Notice kind="warning">{t("events.freeze_warning")}</Notice>
      <Form
        form={form}
        send={t("events.freeze_send")}
        also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
      >
        <DateField
          label={t("events.freeze_day")}
          hint={t("events.freeze_day_hint")}
          offers_today
          {...field("day")}
        />
        <Checkboxes
          label={t("events.freeze_levels")}
          hint={t("events.freeze_none_is_all")}
          optional
          inline
          choices={codes.choices("disability_level")}
          {...field("levels")}
        />
        <Checkboxes
          label={t("events.freeze_categories")}
          hint={t("events.freeze_none_is_all")}
          optional
          inline
          choices={codes.choices("disability_category")}
          {...field("categories")}
        />
      </Form>
    </Dialog>
  );
}
