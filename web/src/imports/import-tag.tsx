// Where an import stands, in a word.
import { useT } from "../i18n/index.ts";
import { Tag, type TagKind } from "../ui/tag.tsx";
import type { ImportLine } from "./model.ts";

const kinds: Record<ImportLine["state"], TagKind> = {
  uploaded: "neutral",
  previewed: "waiting",
  running: "active",
  done: "done",
  failed: "stopped",
};

export function ImportTag({ state }: { state: ImportLine["state"] }) {
  const t = useT();
  return <Tag kind={kinds[state]}>{t(`imports.state_${state}`)}</Tag>;
}
