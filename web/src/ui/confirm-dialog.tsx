// "Really?", with the deed itself on the button and the way out first in reach.
import { useState, type ReactNode } from "react";
import { useT } from "../i18n/index.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { ProblemNotice } from "./problem-notice.tsx";

export interface ConfirmDialogProps {
  open: boolean;
  title: string;
  confirm: string; // The verb: "撤回发榜".
  danger?: boolean;
  onConfirm: () => Promise<void> | void; // While it runs the button is busy; what it throws is shown.
  onClose: () => void;
  children: ReactNode;
}

export function ConfirmDialog({
  open,
  title,
  confirm,
  danger = false,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const actions = (
    <>
      <Button kind={danger ? "danger" : "primary"} busy={busy} onClick={() => void run()}>
        {confirm}
      </Button>
      <Button onClick={onClose}>{t("ui.cancel")}</Button>
    </>
  );
  return (
    <Dialog open={open} title={title} onClose={onClose} actions={actions}>
      {children}
      {error !== undefined && <ProblemNotice error={error} />}
    </Dialog>
  );
}
