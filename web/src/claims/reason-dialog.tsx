// A step that cannot be undone and needs a reason: stepping back, withdrawing, choosing.
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { TextArea } from "../ui/text-area.tsx";

const reason_max = 500;

export interface ReasonDialogProps {
  open: boolean;
  title: string;
  warning: string;
  label: string; // Of the reason.
  hint?: string;
  missing?: string; // What to say without a reason; undefined: it may be left away.
  confirm: string; // The verb on the button.
  onConfirm: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

export function ReasonDialog({ open, ...rest }: ReasonDialogProps) {
  return open ? <OpenReasonDialog {...rest} /> : null;
}

function OpenReasonDialog({
  title,
  warning,
  label,
  hint,
  missing,
  confirm,
  onConfirm,
  onClose,
}: Omit<ReasonDialogProps, "open">) {
  const t = useT();
  const step_taken = useStepTaken();
  const form = useForm({
    draft: null,
    initial: { reason: "" },
    validate: ({ reason }) => ({
      reason: missing !== undefined && !reason.trim() ? missing : undefined,
    }),
    submit: ({ reason }) => onConfirm(reason.trim()),
    saved: () => {
      void step_taken();
      onClose();
    },
  });
  return (
    <Dialog open title={title} onClose={onClose}>
      <Notice kind="warning">{warning}</Notice>
      <Form form={form} send={confirm} also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}>
        <TextArea
          label={label}
          hint={hint}
          optional={missing === undefined}
          limit={reason_max}
          rows={3}
          {...form.field("reason")}
        />
      </Form>
    </Dialog>
  );
}
