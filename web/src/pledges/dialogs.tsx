// What may be done with a pledge that runs: another target, with the reason; and its closing.
import { api, call } from "../api/client.ts";
import { ReasonDialog } from "../claims/reason-dialog.tsx";
import type { Codes } from "../codes/codes.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { useStepTaken } from "../needs/api.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { TextInput } from "../ui/text-input.tsx";
import type { PledgeLine } from "./api.ts";
import { readTarget } from "./model.ts";
import { written } from "./pledge-bar.tsx";

const reason_max = 500;

export interface PledgeDialogProps {
  pledge: PledgeLine;
  codes: Codes;
  onClose: () => void;
}

export function CorrectDialog({ pledge, codes, onClose }: PledgeDialogProps) {
  const t = useT();
  const step_taken = useStepTaken();
  const form = useForm({
    draft: null,
    initial: { target: String(pledge.target), reason: "" },
    validate: ({ target, reason }) => ({
      target: readTarget(target) === undefined ? t("pledges.target_missing") : undefined,
      reason: reason.trim() ? undefined : t("pledges.correct_reason_missing"),
    }),
    submit: ({ target, reason }, id) =>
      call(
        api.POST("/pledges/{pledge}/correction", {
          params: { path: { pledge: pledge.id } },
          body: { id, reason: reason.trim(), target: readTarget(target)! },
        }),
      ),
    saved: () => {
      void step_taken();
      onClose();
    },
  });
  return (
    <Dialog open title={t("pledges.correct_of", { name: pledge.name })} onClose={onClose}>
      <Notice kind="warning">{t("pledges.correct_warning")}</Notice>
      <Form
        form={form}
        send={t("pledges.correct_send")}
        also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
      >
        <TextInput
          label={t("pledges.target")}
          width="short"
          inputMode="decimal"
          suffix={codes.word("unit", pledge.unit)}
          {...form.field("target")}
        />
        <TextArea
          label={t("pledges.correct_reason")}
          limit={reason_max}
          rows={3}
          {...form.field("reason")}
        />
      </Form>
    </Dialog>
  );
}

export function CloseDialog({ pledge, codes, onClose }: PledgeDialogProps) {
  const t = useT();
  const target = written(codes, pledge.unit, pledge.target);
  const value =
    pledge.value === null ? t("ui.figure_unknown") : written(codes, pledge.unit, pledge.value);
  return (
    <ReasonDialog
      open
      title={t("pledges.close_of", { name: pledge.name })}
      warning={t("pledges.close_warning", { value, target })}
      label={t("pledges.close_words")}
      confirm={t("pledges.close_send")}
      onConfirm={(words) =>
        call(
          api.POST("/pledges/{pledge}/closing", {
            params: { path: { pledge: pledge.id } },
            body: words ? { words } : {},
          }),
        )
      }
      onClose={onClose}
    />
  );
}
