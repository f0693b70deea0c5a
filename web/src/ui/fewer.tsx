// Choices that can wait. In care mode they fold away behind one word, so that the page offers
// fewer at once; with `on_phone` also where the window is narrow, so that a list is not pushed
// below its filters.
import { useSyncExternalStore, type ReactNode } from "react";
import { useCare } from "../base/care.ts";
import { useT } from "../i18n/index.ts";

const narrow = "(max-width: 40rem)";

// A browser without it (a test's) has a wide window.
const query = () => window.matchMedia?.(narrow);

function subscribe(listener: () => void): () => void {
  const watched = query();
  watched?.addEventListener("change", listener);
  return () => watched?.removeEventListener("change", listener);
}

function useNarrow(): boolean {
  const isNarrow = () => query()?.matches ?? false;
  return useSyncExternalStore(subscribe, isNarrow, isNarrow);
}

export interface FewerProps {
  label?: string;
  on_phone?: boolean;
  children: ReactNode;
}

export function Fewer({ label, on_phone = false, children }: FewerProps) {
  const t = useT();
  const care = useCare();
  const is_narrow = useNarrow();
  if (!care && !(on_phone && is_narrow)) return <>{children}</>;
  return (
    <details className="details">
      <summary>{label ?? t("ui.more")}</summary>
      {children}
    </details>
  );
}
