// Choices that can wait. In care mode they fold away behind one word, so that the page offers
// fewer at once.
import type { ReactNode } from "react";
import { useCare } from "../base/care.ts";
import { useT } from "../i18n/index.ts";

export function Fewer({ label, children }: { label?: string; children: ReactNode }) {
  const t = useT();
  if (!useCare()) return <>{children}</>;
  return (
    <details className="details">
      <summary>{label ?? t("ui.more")}</summary>
      {children}
    </details>
  );
}
