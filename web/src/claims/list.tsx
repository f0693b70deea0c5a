// Claims: a claimant's own, or all that an office received.
import { useSession } from "../api/session.ts";
import { useQueryParams } from "../base/router.tsx";
import { useT } from "../i18n/index.ts";
import { useClaims, type ClaimState } from "../needs/api.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Page } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import { ClaimsTable } from "./claims-table.tsx";

const states: readonly ClaimState[] = ["made", "chosen", "not_chosen", "delivered", "withdrawn"];

export default function ClaimsPage() {
  const t = useT();
  const party = useSession()?.user.party;
  const [params, setParams] = useQueryParams();
  const state = params.get("state") ?? "";
  const claims = useClaims(state);
  return (
    <Page
      title={t("claims.title")}
      lead={party ? t("claims.mine_lead", { party: party.name }) : t("claims.office_lead")}
      actions={party && <ButtonLink to="/board">{t("claims.to_board")}</ButtonLink>}
    >
      <div className="filters">
        <Select
          label={t("claims.filter_state")}
          optional
          empty={t("claims.any")}
          value={state}
          choices={states.map((value) => ({ value, label: t(`claims.state_${value}`) }))}
          onChange={(value) => setParams({ state: value })}
        />
      </div>
      <ClaimsTable
        claims={claims}
        empty={
          <EmptyState title={t("claims.none")}>
            {t(party ? "claims.none_detail" : "claims.none_office")}
          </EmptyState>
        }
      />
    </Page>
  );
}
