// Claims, a line each, with what opens them.
import type { ReactNode } from "react";
import { useSession } from "../api/session.ts";
import { Link } from "../base/router.tsx";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import type { Claim, useClaims } from "../needs/api.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Table, type Column } from "../ui/table.tsx";
import { Claimants, ClaimTag } from "./letter.tsx";

interface ClaimsTableProps {
  claims: ReturnType<typeof useClaims>;
  empty: ReactNode;
}

export function ClaimsTable({ claims, empty }: ClaimsTableProps) {
  const t = useT();
  const party = useSession()?.user.party;
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
  if (claims.error) return <ProblemNotice error={claims.error} retry={claims.retry} />;
  return (
    <>
      <Table
        caption={t("claims.caption")}
        caption_hidden
        columns={columns}
        rows={claims.items}
        rowKey={(claim) => claim.id}
        loading={claims.loading}
        empty={empty}
      />
      {claims.items.length > 0 && (
        <LoadMore
          shown={claims.items.length}
          has_more={claims.has_more}
          loading={claims.loading_more}
          onMore={claims.more}
        />
      )}
    </>
  );
}
