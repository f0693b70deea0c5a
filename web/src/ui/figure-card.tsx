// One figure with its unit, what it counts and the way to the records it counts. An unknown
// figure is never shown as nought.
import type { ReactNode } from "react";
import { Link } from "../base/router.tsx";
import { useT } from "../i18n/index.ts";
import { Heading, type Level } from "./heading.tsx";
import { Icon } from "./icon.tsx";

export interface FigureCardProps {
  name: string;
  level?: Level;
  value: string | undefined; // Already written as people write it.
  unit: string;
  basis?: ReactNode; // The denominator, the period, the area.
  to?: string; // Where its records are.
}

export function FigureCard({ name, level = 3, value, unit, basis, to }: FigureCardProps) {
  const t = useT();
  return (
    <article className="figure-card">
      <Heading level={level} className="figure-name">
        {name}
      </Heading>
      <p className="figure-value">
        {value === undefined ? (
          <span className="figure-unknown">{t("ui.figure_unknown")}</span>
        ) : (
          <>
            <strong>{value}</strong> <span>{unit}</span>
          </>
        )}
      </p>
      {basis && <div className="hint">{basis}</div>}
      {to && (
        <p className="figure-open">
          <Link to={to}>
            {t("ui.figure_open")}
            <span className="visually-hidden">{`: ${name}`}</span>
            <Icon name="right" />
          </Link>
        </p>
      )}
    </article>
  );
}
