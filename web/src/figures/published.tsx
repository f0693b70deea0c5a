// What was published beside what is computed: the number with its bound, and how they compare, in
// words.
import { formatDay, formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Tag, type TagKind } from "../ui/tag.tsx";
import { compare, type Comparison } from "./reading.ts";
import type { Figure } from "./scope.ts";

const kinds: Record<Comparison, TagKind> = {
  equal: "done",
  above: "neutral",
  below: "warning",
  target_met: "done",
  target_missed: "warning",
};

export function PublishedBeside({ figure }: { figure: Pick<Figure, "value" | "published"> }) {
  const t = useT();
  const { published } = figure;
  if (!published) return null;
  const number = Number(published.value);
  const value = Number.isNaN(number)
    ? published.value
    : formatNumber(number, Number.isInteger(number) ? 0 : 2);
  const bound = ["exact", "at_least", "more_than", "about"].includes(published.bound)
    ? (published.bound as "exact" | "at_least" | "more_than" | "about")
    : "exact";
  const outcome = compare(figure);
  const label = {
    equal: t("figures.published_equal"),
    above: t("figures.published_above"),
    below: t("figures.published_below"),
    target_met: t("figures.target_met"),
    target_missed: t("figures.target_missed"),
  };
  return (
    <span className="published">
      <span>
        {t(`figures.bound_${bound}`, { value })}
        <span className="hint">
          {` (${t(published.kind === "target" ? "figures.published_target" : "figures.published_actual")}, `}
          {published.from === published.to
            ? formatDay(published.to)
            : `${formatDay(published.from)} – ${formatDay(published.to)}`}
          {")"}
        </span>
      </span>
      {outcome && <Tag kind={kinds[outcome]}>{label[outcome]}</Tag>}
    </span>
  );
}
