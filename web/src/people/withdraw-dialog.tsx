// Somebody thinks better of what they agreed to: from which day on, and why if they say so.
import { api, call } from "../api/client.ts";
import { useCodes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { t as text, useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { TextArea } from "../ui/text-area.tsx";

const reason_max = 500;

export interface WithdrawDialogProps {
  consent: string;
  title: string;
  onDone: () => void;
  onClose: () => void;
}

export function WithdrawDialog({ consent, title, onDone, onClose }: WithdrawDialogProps) {
  const t = useT();
  const { today } = useCodes();
  const form = useForm({
    draft: null,
    initial: { on: today, reason: "" },
    validate: ({ on }) => ({
      on: readDay(on)
        ? undefined
        : text(on ? "ui.date_not_understood" : "people.member_from_missing"),
    }),
    submit: ({ on, reason }) =>
      call(
        api.POST("/consents/{consent}/withdrawal", {
          params: { path: { consent } },
          body: { on: readDay(on) || today, reason: reason.trim() || null },
        }),
      ),
    saved: onDone,
  });
  return (
    <Dialog open title={title} onClose={onClose}>
      <p>{t("people.consent_withdraw_hint")}</p>
      <Form
        form={form}
        send={t("people.consent_withdraw_send")}
        also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
      >
        <DateField label={t("people.consent_withdraw_on")} offers_today {...form.field("on")} />
        <TextArea
          label={t("people.consent_withdraw_reason")}
          optional
          limit={reason_max}
          rows={2}
          {...form.field("reason")}
        />
      </Form>
    </Dialog>
  );
}
