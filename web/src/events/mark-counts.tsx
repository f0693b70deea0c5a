// How far a roll has come: how many of each mark, and whom to show.
import { useT } from "../i18n/index.ts";
import { CountBar } from "../ui/count-bar.tsx";
import type { MarkCounts } from "./marks.ts";

export const shown_parts = ["all", "open", "present", "leave", "absent"] as const;
export type ShownPart = (typeof shown_parts)[number];

export interface MarkCountsProps {
  counts: MarkCounts;
  shown: ShownPart;
  onShow: (part: ShownPart) => void;
}

export function MarkCountsBar({ counts, shown, onShow }: MarkCountsProps) {
  const t = useT();
  const all = counts.present + counts.leave + counts.absent + counts.open;
  return (
    <CountBar
      label={t("events.roll_show")}
      parts={shown_parts.map((part) => ({
        key: part,
        label: t(`events.part_${part}`),
        count: part === "all" ? all : counts[part],
      }))}
      shown={shown}
      onShow={onShow}
    />
  );
}
