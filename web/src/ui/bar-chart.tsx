// Amounts side by side. The bars are for the eye; the same is said in a sentence and stands in a
// table.
import { useId } from "react";
import { formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";

export interface Bar {
  name: string;
  value: number;
}

export interface BarChartProps {
  title: string;
  unit: string;
  bars: readonly Bar[];
  format?: (value: number) => string;
}

export function BarChart({ title, unit, bars, format = formatNumber }: BarChartProps) {
  const t = useT();
  const title_id = useId();
  const written = (value: number) => `${format(value)} ${unit}`;
  const top = bars.reduce<Bar | undefined>(
    (best, bar) => (!best || bar.value > best.value ? bar : best),
    undefined,
  );
  const total = bars.reduce((sum, bar) => sum + bar.value, 0);
  const share = (value: number) => (top && top.value > 0 ? Math.max(0, value / top.value) : 0);
  return (
    <figure className="chart" aria-labelledby={title_id}>
      <figcaption>
        <p className="chart-title" id={title_id}>
          {title}
        </p>
        <p className="hint">
          {top
            ? t("ui.chart_summary", {
                count: bars.length,
                total: written(total),
                top: top.name,
                top_value: written(top.value),
              })
            : t("ui.chart_empty")}
        </p>
      </figcaption>
      <div className="bars" aria-hidden="true">
        {bars.map((bar) => (
          <div className="bar" key={bar.name}>
            <span className="bar-name">{bar.name}</span>
            <span className="bar-track">
              <span className="bar-fill" style={{ inlineSize: `${share(bar.value) * 100}%` }} />
            </span>
            <span className="bar-value">{format(bar.value)}</span>
          </div>
        ))}
      </div>
      {top && (
        <details className="details">
          <summary>{t("ui.chart_table")}</summary>
          <table className="plain-table">
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{t("ui.chart_item")}</th>
                <th scope="col" data-number>{`${t("ui.chart_value")} (${unit})`}</th>
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.name}>
                  <th scope="row">{bar.name}</th>
                  <td data-number>{format(bar.value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </figure>
  );
}
