// The policies of the packs, each with how many are due it in the own area.
import { can, useSession } from "../api/session.ts";
import { useCodes } from "../codes/codes.ts";
import { formatDay, formatMoney, formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Card, Cards } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { scopeQuery, usePolicies, useScope, type PolicyLine } from "./api.ts";
import { outcomes } from "./model.ts";
import "./policies.css";

function Counts({ line }: { line: PolicyLine }) {
  const t = useT();
  if (line.counts.length === 0) return <p className="hint">{t("policies.not_run")}</p>;
  const of = new Map(line.counts.map((count) => [count.outcome, count]));
  const sum = of.get("entitled")?.month ?? 0;
  return (
    <ul className="policy-counts">
      {outcomes.map((outcome) => (
        <li key={outcome}>
          {t("policies.count", {
            outcome: t(`policies.outcome_${outcome}`),
            count: formatNumber(of.get(outcome)?.persons ?? 0),
          })}
          {outcome === "entitled" && sum > 0 && (
            <span className="hint">
              {" "}
              {t("policies.month_sum")} {formatMoney(sum)}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

export default function PoliciesPage() {
  const t = useT();
  const codes = useCodes();
  const scope = useScope();
  const session = useSession();
  const policies = usePolicies(scope, !codes.loading);
  const sees_others = can(session, "organisations.read");
  return (
    <Page title={t("policies.title")} lead={t("policies.lead")}>
      <Loaded query={policies}>
        {(lines) =>
          lines.length === 0 ? (
            <EmptyState title={t("policies.none")}>{t("policies.none_hint")}</EmptyState>
          ) : (
            <Cards>
              {lines.map((line) => (
                <Card
                  key={line.id}
                  title={line.name}
                  to={`/policies/${line.id}?${scopeQuery(scope)}`}
                  actions={
                    sees_others && (
                      <ButtonLink to={`/policies/${line.id}/people`}>
                        {t("policies.people_of")}
                      </ButtonLink>
                    )
                  }
                >
                  <p>{line.about}</p>
                  <p className="hint">
                    {line.document}
                    {" · "}
                    {line.in_force
                      ? t("policies.in_force_from", { day: formatDay(line.from) })
                      : t("policies.not_in_force")}
                  </p>
                  {sees_others && <Counts line={line} />}
                </Card>
              ))}
            </Cards>
          )
        }
      </Loaded>
    </Page>
  );
}
