// One campaign: its events, and its parcels: who has theirs, who still waits and where.
import { useState } from "react";
import { asProblem } from "../api/problem.ts";
import { can, useSession } from "../api/session.ts";
import { Link, useParam, useQueryParams } from "../base/router.tsx";
import { keep, kept } from "../base/storage.ts";
import { AreaName } from "../codes/area-name.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { formatDay, formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorText } from "../ui/field.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Page, Section } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Progress } from "../ui/progress.tsx";
import { Select } from "../ui/select.tsx";
import { StatusRegion } from "../ui/status-region.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Table } from "../ui/table.tsx";
import { Tag } from "../ui/tag.tsx";
import {
  useCampaign,
  useEventKinds,
  useEvents,
  useParcels,
  type CampaignPage,
  type ParcelLine,
} from "./api.ts";
import { EventsTable } from "./events-table.tsx";
import { FreezeDialog } from "./freeze-dialog.tsx";
import { useHanding } from "./handing.ts";
import { allowedChoices } from "./lines-field.tsx";
import { readParcelCondition } from "./model.ts";
import "./events.css";

interface PartProps {
  page: CampaignPage;
  codes: Codes;
}

function Facts({ page, codes }: PartProps) {
  const t = useT();
  const { campaign } = page;
  return (
    <SummaryList
      items={[
        {
          name: t("events.campaign_kind"),
          value:
            campaign.ordinal === null
              ? codes.word("campaign_kind", campaign.kind)
              : t("events.campaign_ordinal", {
                  ordinal: campaign.ordinal,
                  kind: codes.word("campaign_kind", campaign.kind),
                }),
        },
        ...(campaign.theme ? [{ name: t("events.campaign_theme"), value: campaign.theme }] : []),
        { name: t("events.area"), value: <AreaName code={campaign.area} /> },
        {
          name: t("events.campaign_span"),
          value: t("events.span", {
            from: formatDay(campaign.from),
            last: formatDay(campaign.last),
          }),
        },
        { name: t("events.campaign_events"), value: formatNumber(campaign.events) },
      ]}
    />
  );
}

// The condition of a list in words; as it was written where the app did not write it.
function useConditionWords(codes: Codes, condition: string): string {
  const t = useT();
  const filter = readParcelCondition(condition);
  if (!filter) return condition;
  const words = [
    ...filter.levels.map((code) => codes.word("disability_level", code)),
    ...filter.categories.map((code) => codes.word("disability_category", code)),
  ];
  return words.length > 0 ? words.join(t("events.comma")) : t("events.freeze_all");
}

function Places({ page, onPlace }: { page: CampaignPage; onPlace: (area: string) => void }) {
  const t = useT();
  return (
    <Table
      caption={t("events.undelivered_places")}
      rows={page.places}
      rowKey={(place) => place.area}
      empty={<EmptyState title={t("events.undelivered_none")} />}
      columns={[
        {
          key: "where",
          header: t("events.col_where"),
          heads_row: true,
          cell: (place) => place.where || <AreaName code={place.area} />,
        },
        {
          key: "undelivered",
          header: t("events.undelivered"),
          number: true,
          cell: (place) => formatNumber(place.undelivered),
        },
        {
          key: "parcels",
          header: t("events.parcels_all"),
          number: true,
          cell: (place) => formatNumber(place.parcels),
        },
        {
          key: "open",
          header: t("events.parcels_show"),
          screen_only: true,
          cell: (place) => (
            <Button onClick={() => onPlace(place.area)}>
              {t("events.parcels_show")}
              <span className="visually-hidden"> {place.where || place.area}</span>
            </Button>
          ),
        },
      ]}
    />
  );
}

const by_key = "zhulian.parcels.by";
const parcel_kind = "parcel"; // The kind of event that hands a parcel over.

interface ParcelsProps extends PartProps {
  area: string;
  state: string;
  onFilter: (changes: Record<string, string>) => void;
}

function Parcels({ page, codes, area, state, onFilter }: ParcelsProps) {
  const t = useT();
  const session = useSession();
  const kinds = useEventKinds();
  const [by, setBy] = useState(() => kept("local", by_key) ?? "");
  const id = page.campaign.id;
  const parcels = useParcels(id, area, state, page.frozen_on !== null);
  const handing = useHanding(id, codes.today, by);
  const may_hand = can(session, "events.record");
  const leads = kinds.data?.find(({ key }) => key === parcel_kind)?.deliverers ?? [];
  const rows = parcels.items.map((line) => handing.done[line.person] ?? line);
  const handed = Object.keys(handing.done).length;
  const place = page.places.find((one) => one.area === area);

  const stateCell = (line: ParcelLine) => {
    if (line.state === "delivered")
      return (
        <span className="parcel-state">
          <Tag kind="done">{t("events.parcel_delivered")}</Tag>
          {line.delivered_on && <span className="hint">{formatDay(line.delivered_on)}</span>}
          {line.event && (
            <Link to={`/events/${line.event}`}>
              {t("events.parcel_event")}
              <span className="visually-hidden"> {line.name}</span>
            </Link>
          )}
        </span>
      );
    if (line.died_on)
      return <Tag kind="neutral">{t("events.parcel_died", { day: formatDay(line.died_on) })}</Tag>;
    if (!may_hand) return <Tag kind="waiting">{t("events.undelivered")}</Tag>;
    const error = handing.errors[line.person];
    const problem = error === undefined ? undefined : asProblem(error);
    return (
      <span className="parcel-state">
        <Button
          kind="primary"
          icon="check"
          busy={handing.busy.has(line.person)}
          onClick={() => void handing.hand(line.person)}
        >
          {t("events.hand_over")}
          <span className="visually-hidden"> {line.name}</span>
        </Button>
        <span className="paper-only">{t("events.parcel_paper")}</span>
        {problem && (
          <ErrorText id={`parcel-${line.person}`}>{problem.detail || problem.title}</ErrorText>
        )}
      </span>
    );
  };

  return (
    <div className="stack">
      {may_hand && (
        <div className="handing">
          <Select
            label={t("events.handing_by")}
            hint={t("events.handing_by_hint")}
            optional
            value={by}
            empty={t("events.not_told")}
            choices={allowedChoices(codes.choices("deliverer_kind"), leads)}
            onChange={(kind) => {
              setBy(kind);
              keep("local", by_key, kind);
            }}
          />
          <StatusRegion>{handed > 0 && t("events.handed", { count: handed })}</StatusRegion>
        </div>
      )}
      <div className="filters">
        <Select
          label={t("events.parcel_state")}
          optional
          empty={t("events.any")}
          value={state}
          choices={[
            { value: "undelivered", label: t("events.undelivered") },
            { value: "delivered", label: t("events.parcel_delivered") },
          ]}
          onChange={(value) => onFilter({ state: value || "all" })}
        />
        {area && (
          <div className="cluster">
            <strong>{place?.where ?? <AreaName code={area} />}</strong>
            <Button icon="cross" kind="plain" onClick={() => onFilter({ area: "" })}>
              {t("events.all_places")}
            </Button>
          </div>
        )}
      </div>
      {parcels.error ? (
        <ProblemNotice error={parcels.error} retry={parcels.retry} />
      ) : (
        <Table
          caption={t("events.parcels")}
          caption_hidden
          rows={rows}
          rowKey={(line) => line.person}
          loading={parcels.loading}
          empty={<EmptyState title={t("events.parcels_none")} />}
          columns={[
            {
              key: "name",
              header: t("events.parcel_person"),
              heads_row: true,
              cell: (line) =>
                can(session, "people.read") ? (
                  <Link to={`/people/${line.person}`}>{line.name}</Link>
                ) : (
                  line.name
                ),
            },
            {
              key: "where",
              header: t("events.col_where"),
              cell: (line) => line.where || <AreaName code={line.area} />,
            },
            { key: "state", header: t("events.parcel_state"), cell: stateCell },
          ]}
        />
      )}
      {parcels.items.length > 0 && (
        <LoadMore
          shown={parcels.items.length}
          has_more={parcels.has_more}
          loading={parcels.loading_more}
          onMore={parcels.more}
        />
      )}
    </div>
  );
}

function ParcelList({ page, codes }: PartProps) {
  const t = useT();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const [is_freezing, setFreezing] = useState(false);
  const condition = useConditionWords(codes, page.filter);
  const area = params.get("area") ?? "";
  const asked = params.get("state") ?? "undelivered";
  if (page.frozen_on === null)
    return (
      <>
        <EmptyState
          title={t("events.parcels_not_frozen")}
          action={
            can(session, "campaigns.write") && (
              <Button onClick={() => setFreezing(true)}>{t("events.freeze")}</Button>
            )
          }
        >
          {t("events.parcels_not_frozen_detail")}
        </EmptyState>
        {is_freezing && (
          <FreezeDialog
            campaign={page.campaign.id}
            codes={codes}
            onClose={() => setFreezing(false)}
          />
        )}
      </>
    );
  const delivered = page.parcels - page.undelivered;
  return (
    <div className="stack">
      <p>{t("events.frozen_as_of", { day: formatDay(page.frozen_on), who: condition })}</p>
      <Progress
        label={t("events.parcels_progress", {
          delivered: formatNumber(delivered),
          all: formatNumber(page.parcels),
        })}
        share={page.parcels > 0 ? delivered / page.parcels : 1}
      />
      <Places page={page} onPlace={(wanted) => setParams({ area: wanted, state: "" })} />
      <Parcels
        page={page}
        codes={codes}
        area={area}
        state={asked === "all" ? "" : asked}
        onFilter={setParams}
      />
    </div>
  );
}

function CampaignEvents({ campaign, codes }: { campaign: string; codes: Codes }) {
  const events = useEvents({ campaign });
  if (events.error) return <ProblemNotice error={events.error} retry={events.retry} />;
  return (
    <>
      <EventsTable lines={events.items} codes={codes} loading={events.loading} />
      {events.has_more && (
        <LoadMore
          shown={events.items.length}
          has_more
          loading={events.loading_more}
          onMore={events.more}
        />
      )}
    </>
  );
}

export default function CampaignScreen() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const id = useParam("campaign");
  const campaign = useCampaign(id);
  return (
    <Page
      title={campaign.data?.campaign.name ?? t("events.campaign")}
      back={{ to: "/campaigns", label: t("events.campaigns") }}
      actions={
        <>
          {can(session, "events.record") && (
            <ButtonLink to={`/events/new?campaign=${id}`} kind="primary">
              {t("events.new")}
            </ButtonLink>
          )}
          <PrintButton />
        </>
      }
    >
      <Loaded query={campaign}>
        {(page) => (
          <>
            <Facts page={page} codes={codes} />
            <Section title={t("events.parcels")}>
              <ParcelList page={page} codes={codes} />
            </Section>
            <Section title={t("events.campaign_its_events")}>
              <CampaignEvents campaign={id} codes={codes} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
