// Claims: a claimant's own, or all that an office received.
import { useSession } from "../api/session.ts";
import { Link, useQueryParams } from "../base/router.tsx";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { useClaims, type Claim, type ClaimState } from "../needs/api.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Select } from "../ui/select.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { Claimants, ClaimTag } from "./letter.tsx";

const states: readonly ClaimState[] = ["made", "chosen", "not_chosen", "delivered", "withdrawn"];

export default function ClaimsPage() {
  const t = useT();
  const party = useSession()?.user.party;
  const [params, setParams] = useQueryParams();
  const state = params.get("state") ?? "";
  const claims = useClaims(state);
  const columns: Column<Claim>[] = [
    {
      key: "listing",
      header: t("claims.col_listing"),
      heads_row: true,
      // The office compares all claims on an entry; a claimant opens its own letter.
      cell: (claim) => (
        <Link to={party ? `/claims/${claim.id}` : `/listings/${claim.listing}`}>
          {claim.listing_title}
        </Link>
      ),
    },
    {
      key: "lead",
      header: t("claims.col_lead"),
      cell: (claim) => <Claimants claimants={claim.claimants} />,
    },
    {
      key: "state",
      header: t("claims.col_state"),
      cell: (claim) => <ClaimTag state={claim.state} />,
    },
    { key: "day", header: t("claims.col_day"), cell: (claim) => formatDay(claim.claimed_on) },
  ];
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
      {claims.error ? (
        <ProblemNotice error={claims.error} retry={claims.retry} />
      ) : (
        <Table
          caption={t("claims.caption")}
          caption_hidden
          columns={columns}
          rows={claims.items}
          rowKey={(claim) => claim.id}
          loading={claims.loading}
          empty={
            <EmptyState title={t("claims.none")}>
              {t(party ? "claims.none_detail" : "claims.none_office")}
            </EmptyState>
          }
        />
      )}
      {claims.items.length > 0 && (
        <LoadMore
          shown={claims.items.length}
          has_more={claims.has_more}
          loading={claims.loading_more}
          onMore={claims.more}
        />
      )}
    </Page>
  );
}
