// Ending something dated: from which day it no longer holds, and why where that is asked.
import { useForm } from "../form/use-form.ts";
import { useCodes } from "../codes/codes.ts";
import { t as text, useT } from "../i18n/index.ts";
import { Button } from "../ui/button.tsx";
import { DateField, readDay } from "../ui/date-field.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { TextArea } from "../ui/text-area.tsx";

const reason_max = 500;

export interface EndDialogProps {
  title: string; // "End the room ..": the dialog is open while it stands.
  warning?: string;
  on_label?: string; // Of the day; "first day without it" when left away.
  with_reason?: boolean;
  onEnd: (on: string, reason: string) => Promise<unknown>;
  onClose: () => void;
}

export function EndDialog(props: EndDialogProps) {
  const { title, warning, on_label, with_reason = false, onEnd, onClose } = props;
  const t = useT();
  const { today } = useCodes();
  const form = useForm({
    draft: null,
    initial: { on: today, reason: "" },
    validate: ({ on, reason }) => ({
      on: readDay(on) ? undefined : text(on ? "ui.date_not_understood" : "sites.day_missing"),
      reason: with_reason && !reason.trim() ? text("sites.reason_missing") : undefined,
    }),
    submit: ({ on, reason }) => onEnd(readDay(on) ?? "", reason.trim()),
    saved: onClose,
  });
  return (
    <Dialog open title={title} onClose={onClose}>
      {warning && <Notice kind="warning">{warning}</Notice>}
      <Form
        form={form}
        send={t("sites.end_send")}
        also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
      >
        <DateField label={on_label ?? t("sites.end_on")} offers_today {...form.field("on")} />
        {with_reason && (
          <TextArea
            label={t("sites.end_reason")}
            limit={reason_max}
            rows={3}
            {...form.field("reason")}
          />
        )}
      </Form>
    </Dialog>
  );
}
