// How far long work has come. Without a share it is only known to run.
import { useId } from "react";
import { formatPercent } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";

export interface ProgressProps {
  label: string;
  share?: number | undefined; // 0 to 1.
  detail?: string; // "12,000 行，约剩 8 秒"
}

export function Progress({ label, share, detail }: ProgressProps) {
  const t = useT();
  const id = useId();
  const known = share === undefined ? undefined : Math.min(1, Math.max(0, share));
  const percent =
    known === undefined ? t("ui.working") : t("ui.progress", { percent: formatPercent(known, 0) });
  return (
    <div className="progress">
      <div className="progress-words">
        <label htmlFor={id}>{label}</label>
        <span>{percent}</span>
      </div>
      <progress id={id} max={1} value={known} aria-valuetext={percent} />
      {detail && <p className="hint">{detail}</p>}
    </div>
  );
}
