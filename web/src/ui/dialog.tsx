// A question that must be answered before going on, in the platform's own <dialog>: Escape closes
// it, focus stays inside and goes back to where it was. Use it seldom; a page is better.
import { useEffect, useId, useRef, type ReactNode } from "react";
import { useT } from "../i18n/index.ts";
import { Button } from "./button.tsx";

export interface DialogProps {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
  actions?: ReactNode;
}

export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <OpenDialog {...rest} /> : null;
}

function OpenDialog({ title, onClose, children, actions }: Omit<DialogProps, "open">) {
  const t = useT();
  const title_id = useId();
  const box = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = box.current;
    const opener = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      // React may have taken the dialog away before the browser could give focus back.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      className="dialog"
      ref={box}
      aria-labelledby={title_id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={title_id}>{title}</h2>
        <Button kind="plain" icon="cross" aria-label={t("ui.close")} onClick={onClose} />
      </div>
      <div className="dialog-body">{children}</div>
      {actions && <div className="actions">{actions}</div>}
    </dialog>
  );
}
