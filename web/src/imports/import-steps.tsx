// The way of an import: upload, name the headings, see the result, import.
import { useT } from "../i18n/index.ts";
import { Steps } from "../ui/steps.tsx";
import type { Phase } from "./model.ts";

const at: Record<Phase | "upload", number> = {
  upload: 0,
  mapping: 1,
  checking: 2,
  ready: 2,
  failed: 2,
  running: 3,
  cancelled: 3,
  done: 4,
};

export function ImportSteps({ phase }: { phase: Phase | "upload" }) {
  const t = useT();
  const steps = [
    t("imports.step_upload"),
    t("imports.step_mapping"),
    t("imports.step_preview"),
    t("imports.step_run"),
  ];
  return <Steps label={t("imports.steps")} steps={steps} current={at[phase]} />;
}
