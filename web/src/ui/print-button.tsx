// Prints the page as it stands, on A4 by the style sheet for paper.
import { useT } from "../i18n/index.ts";
import { Button } from "./button.tsx";

export function PrintButton({ label }: { label?: string }) {
  const t = useT();
  return (
    <Button icon="print" onClick={() => window.print()}>
      {label ?? t("ui.print")}
    </Button>
  );
}
