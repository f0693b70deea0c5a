// What was delivered on a claim: when, what, with which photos, and how it was judged.
import { can, useSession } from "../api/session.ts";
import { formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import type { Delivery, Need } from "../needs/api.ts";
import { ButtonLink } from "../ui/button.tsx";
import { StarsShown, type StarCount } from "../ui/stars.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Timeline } from "../ui/timeline.tsx";
import { Evidence } from "./photos.tsx";

// Stars and words of both sides so far.
export function Marks({ delivery }: { delivery: Delivery }) {
  const t = useT();
  const { person_stars, community_ratings, community_stars, score } = delivery;
  return (
    <SummaryList
      items={[
        {
          name: t("claims.evaluated_person"),
          value:
            person_stars === null ? (
              t("claims.evaluated_none")
            ) : (
              <StarsShown value={person_stars as StarCount} />
            ),
        },
        {
          name: t("claims.evaluated_community"),
          value:
            community_ratings === 0 || community_stars === null
              ? t("claims.evaluated_none")
              : t("claims.community_value", {
                  count: community_ratings,
                  stars: formatNumber(community_stars, 1),
                }),
        },
        ...(score === null
          ? []
          : [
              {
                name: t("claims.score"),
                value: t("claims.score_value", { score: formatNumber(score, 1) }),
              },
            ]),
      ]}
    />
  );
}

export interface DeliveriesProps {
  deliveries: readonly Delivery[];
  needs: readonly Need[];
}

export function Deliveries({ deliveries, needs }: DeliveriesProps) {
  const t = useT();
  const session = useSession();
  const may_evaluate = can(session, "evaluations.person") || can(session, "evaluations.community");
  if (deliveries.length === 0) return <p>{t("claims.no_deliveries")}</p>;
  return (
    <Timeline
      label={t("claims.deliveries")}
      items={deliveries.map((delivery) => ({
        id: delivery.id,
        at: delivery.delivered_on,
        title: needs.find((need) => need.id === delivery.need)?.words ?? delivery.words,
        detail: (
          <div className="stack">
            <p className="notice-words">{delivery.words}</p>
            <Evidence delivery={delivery} />
            <Marks delivery={delivery} />
            {may_evaluate && (
              <ButtonLink to={`/deliveries/${delivery.id}/evaluate`}>
                {t("needs.evaluate")}
              </ButtonLink>
            )}
          </div>
        ),
      }))}
    />
  );
}
