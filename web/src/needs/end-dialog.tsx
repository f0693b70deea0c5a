// Ending a need without service: taken back, merged into another, or not accepted. It cannot be
// undone, so it is asked for in a dialog with its reason.
import { api, call } from "../api/client.ts";
import { useForm } from "../form/use-form.ts";
import { useT } from "../i18n/index.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { Notice } from "../ui/notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { Select } from "../ui/select.tsx";
import { TextArea } from "../ui/text-area.tsx";
import { Button } from "../ui/button.tsx";
import { useNeeds, useStepTaken, type Need } from "./api.ts";
import { hasEnded } from "./state.tsx";

type EndingKind = "withdrawn" | "merged" | "rejected";

const reason_max = 500;

export interface EndDialogProps {
  need: Need;
  only_withdraw: boolean; // A resident takes back; only the office merges or rejects.
  open: boolean;
  onClose: () => void;
}

export function EndDialog({ open, ...rest }: EndDialogProps) {
  return open ? <OpenEndDialog {...rest} /> : null;
}

function OpenEndDialog({ need, only_withdraw, onClose }: Omit<EndDialogProps, "open">) {
  const t = useT();
  const step_taken = useStepTaken();
  const others = useNeeds({ person: need.person }, !only_withdraw);
  const into = others.items.filter((other) => other.id !== need.id && !hasEnded(other.state));
  // What is on the list was promised: the office can only take it back for the person.
  const is_promised = need.state !== "open";
  const form = useForm({
    draft: null,
    initial: { kind: only_withdraw || is_promised ? "withdrawn" : "", into: "", reason: "" },
    validate: ({ kind, into: other, reason }) => ({
      kind: kind ? undefined : t("needs.end_kind_missing"),
      into: kind === "merged" && !other ? t("needs.end_into_missing") : undefined,
      reason: reason.trim() ? undefined : t("needs.end_reason_missing"),
    }),
    submit: ({ kind, into: other, reason }) =>
      call(
        api.POST("/needs/{need}/ending", {
          params: { path: { need: need.id } },
          body: {
            kind: kind as EndingKind,
            reason: reason.trim(),
            ...(kind === "merged" && { into: other }),
          },
        }),
      ),
    saved: () => {
      void step_taken();
      onClose();
    },
  });
  const kinds: EndingKind[] = is_promised ? ["withdrawn"] : ["withdrawn", "merged", "rejected"];
  return (
    <Dialog
      open
      title={t(only_withdraw ? "needs.end_withdraw_title" : "needs.end_title")}
      onClose={onClose}
    >
      <Notice kind="warning">{t("needs.end_warning")}</Notice>
      <Form
        form={form}
        send={t(only_withdraw ? "needs.end_withdraw_title" : "needs.end_title")}
        also={<Button onClick={onClose}>{t("ui.cancel")}</Button>}
      >
        {!only_withdraw && (
          <Radios
            label={t("needs.end_kind")}
            choices={kinds.map((kind) => ({ value: kind, label: t(`needs.end_${kind}`) }))}
            {...form.field("kind")}
          />
        )}
        {form.values.kind === "merged" &&
          (into.length === 0 && !others.loading ? (
            <p>{t("needs.end_into_none")}</p>
          ) : (
            <Select
              label={t("needs.end_into")}
              choices={into.map((other) => ({ value: other.id, label: other.words }))}
              {...form.field("into")}
            />
          ))}
        <TextArea
          label={t("needs.end_reason")}
          limit={reason_max}
          rows={3}
          {...form.field("reason")}
        />
      </Form>
    </Dialog>
  );
}
