// What waits for me: each kind of work with its count, its oldest day and the way to it.
import type { components } from "../api/schema.d.ts";
import { daysBetween } from "../board/state.tsx";
import { formatDay, formatNumber } from "../i18n/format.ts";
import { useT, type PlainKey } from "../i18n/index.ts";
import { Card, Cards } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import "./home.css";

export type Waiting = components["schemas"]["Waiting"];

const kinds: Record<string, { name: PlainKey; hint: PlainKey }> = {
  "needs.to_publish": { name: "home.wait_to_publish", hint: "home.wait_to_publish_hint" },
  "listings.to_select": { name: "home.wait_to_select", hint: "home.wait_to_select_hint" },
  "listings.closing": { name: "home.wait_closing", hint: "home.wait_closing_hint" },
  "claims.to_deliver": { name: "home.wait_to_deliver", hint: "home.wait_to_deliver_hint" },
  "deliveries.to_evaluate": { name: "home.wait_to_evaluate", hint: "home.wait_to_evaluate_hint" },
};

export function WaitingList({ lines, today }: { lines: readonly Waiting[]; today: string }) {
  const t = useT();
  if (lines.length === 0)
    return <EmptyState title={t("home.waiting_none")}>{t("home.waiting_none_detail")}</EmptyState>;
  const oldestWords = (day: string) => {
    const days = daysBetween(day, today);
    return days >= 0
      ? t("home.oldest", { day: formatDay(day), days })
      : t("home.oldest_ahead", { day: formatDay(day) });
  };
  return (
    <Cards>
      {lines.map((line) => {
        const kind = kinds[line.kind];
        return (
          <Card
            key={line.kind}
            level={3}
            title={kind ? t(kind.name) : line.kind}
            to={line.link}
            tag={<strong className="waiting-count">{formatNumber(line.count)}</strong>}
          >
            {kind && <p>{t(kind.hint)}</p>}
            {line.oldest && <p className="hint">{oldestWords(line.oldest)}</p>}
          </Card>
        );
      })}
    </Cards>
  );
}
