// How far a roll has come: how many of each mark, and whom to show.
import { formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import type { MarkCounts } from "./marks.ts";
import "./events.css";

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
    <div className="mark-counts" role="group" aria-label={t("events.roll_show")}>
      {shown_parts.map((part) => (
        <button
          key={part}
          type="button"
          className="mark-count"
          data-mark={part}
          aria-pressed={shown === part}
          onClick={() => onShow(part)}
        >
          <span>{t(`events.part_${part}`)}</span>
          <strong>{formatNumber(part === "all" ? all : counts[part])}</strong>
        </button>
      ))}
    </div>
  );
}
