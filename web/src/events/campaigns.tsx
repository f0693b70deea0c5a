// Campaigns within sight: what they are about, when, how many events each has brought.
import { can, useSession } from "../api/session.ts";
import { Link, useQueryParams } from "../base/router.tsx";
import { AreaName } from "../codes/area-name.tsx";
import { useCodes } from "../codes/codes.ts";
import { formatDay, formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Select } from "../ui/select.tsx";
import { Table } from "../ui/table.tsx";
import { useCampaigns } from "./api.ts";

export default function CampaignsPage() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const kind = params.get("kind") ?? "";
  const campaigns = useCampaigns(kind);
  return (
    <Page
      title={t("events.campaigns")}
      lead={t("events.campaigns_lead")}
      actions={
        can(session, "campaigns.write") && (
          <ButtonLink to="/campaigns/new" kind="primary">
            {t("events.campaign_new")}
          </ButtonLink>
        )
      }
    >
      <div className="filters">
        <Select
          label={t("events.campaign_kind")}
          optional
          empty={t("events.any")}
          value={kind}
          choices={codes.choices("campaign_kind")}
          onChange={(value) => setParams({ kind: value })}
        />
      </div>
      {campaigns.error ? (
        <ProblemNotice error={campaigns.error} retry={campaigns.retry} />
      ) : (
        <Table
          caption={t("events.campaigns")}
          caption_hidden
          rows={campaigns.items}
          rowKey={(line) => line.id}
          loading={campaigns.loading}
          empty={
            <EmptyState title={t("events.campaigns_none")}>
              {t("events.campaigns_none_detail")}
            </EmptyState>
          }
          columns={[
            {
              key: "name",
              header: t("events.campaign_name"),
              heads_row: true,
              cell: (line) => (
                <>
                  <Link to={`/campaigns/${line.id}`}>{line.name}</Link>
                  {line.theme && <span className="hint block">{line.theme}</span>}
                </>
              ),
            },
            {
              key: "kind",
              header: t("events.campaign_kind"),
              cell: (line) =>
                line.ordinal === null
                  ? codes.word("campaign_kind", line.kind)
                  : t("events.campaign_ordinal", {
                      ordinal: line.ordinal,
                      kind: codes.word("campaign_kind", line.kind),
                    }),
            },
            {
              key: "area",
              header: t("events.area"),
              cell: (line) => <AreaName code={line.area} />,
            },
            {
              key: "span",
              header: t("events.campaign_span"),
              cell: (line) =>
                line.from === line.last
                  ? formatDay(line.from)
                  : t("events.span", { from: formatDay(line.from), last: formatDay(line.last) }),
            },
            {
              key: "events",
              header: t("events.campaign_events"),
              number: true,
              cell: (line) => formatNumber(line.events),
            },
          ]}
        />
      )}
      {campaigns.items.length > 0 && (
        <LoadMore
          shown={campaigns.items.length}
          has_more={campaigns.has_more}
          loading={campaigns.loading_more}
          onMore={campaigns.more}
        />
      )}
    </Page>
  );
}
