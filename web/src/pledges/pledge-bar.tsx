// How far a pledge has come: said in words; the bar repeats it for the eye.
import { unitWord } from "../figures/reading.ts";
import type { Codes } from "../codes/codes.ts";
import { formatMoney, formatNumber, formatPercent } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import type { PledgeLine } from "./api.ts";
import { hasMoved, shareOf, valueOf } from "./model.ts";

// "1,200 people": a number of the pledge with its unit.
export function written(codes: Pick<Codes, "word">, unit: string, value: number): string {
  if (unit === "fen") return formatMoney(value);
  const number = formatNumber(value, Number.isInteger(value) ? 0 : 2);
  return `${number} ${unitWord(codes, { unit, value })}`.trim();
}

export interface PledgeBarProps {
  pledge: Pick<PledgeLine, "value" | "closing" | "target" | "unit" | "state" | "is_reached">;
  codes: Pick<Codes, "word">;
}

export function PledgeBar({ pledge, codes }: PledgeBarProps) {
  const t = useT();
  const { unit, closing, state } = pledge;
  const say = (value: number) => written(codes, unit, value);
  const target = say(pledge.target);
  const value = valueOf(pledge);
  const share = shareOf(pledge);
  const told = () => {
    if (state === "ahead") return t("pledges.progress_ahead", { target });
    if (value === undefined || share === undefined)
      return t(closing ? "pledges.kept_unknown" : "pledges.progress_unknown", { target });
    const percent = formatPercent(share, 0);
    return t(closing ? "pledges.kept" : "pledges.progress", { value: say(value), target, percent });
  };
  const width = `${Math.min(1, Math.max(0, share ?? 0)) * 100}%`;
  return (
    <div className="pledge-bar" data-reached={pledge.is_reached || undefined}>
      <p>{told()}</p>
      <span className="pledge-track" aria-hidden="true">
        <span className="pledge-fill" style={{ inlineSize: width }} />
      </span>
      {hasMoved(pledge) && pledge.value !== null && (
        <p className="hint">{t("pledges.now_other", { value: say(pledge.value) })}</p>
      )}
    </div>
  );
}
