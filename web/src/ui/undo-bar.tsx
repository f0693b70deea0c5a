// What was just done, and the way back. It waits; nothing here runs out.
import { useT } from "../i18n/index.ts";
import { Button } from "./button.tsx";
import { StatusRegion } from "./status-region.tsx";

export interface UndoBarProps {
  message: string | null; // null: nothing to undo.
  onUndo: () => void;
  onDismiss: () => void;
}

export function UndoBar({ message, onUndo, onDismiss }: UndoBarProps) {
  const t = useT();
  return (
    <div className="undo-bar" data-empty={message === null || undefined}>
      <StatusRegion>{message}</StatusRegion>
      {message !== null && (
        <div className="actions">
          <Button onClick={onUndo}>{t("ui.undo")}</Button>
          <Button kind="plain" onClick={onDismiss}>
            {t("ui.dismiss")}
          </Button>
        </div>
      )}
    </div>
  );
}
