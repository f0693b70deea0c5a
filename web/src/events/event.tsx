// One event: what was done with whom, how far its record is, and the next step.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, base_url, call } from "../api/client.ts";
import { can, useSession } from "../api/session.ts";
import { Link, useParam } from "../base/router.tsx";
import { ReasonDialog } from "../claims/reason-dialog.tsx";
import { AreaName } from "../codes/area-name.tsx";
import { useCodes, type Codes } from "../codes/codes.ts";
import { formatDay, formatMoney, formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { PartyName } from "../organisations/party-name.tsx";
import { PersonPicker } from "../people/person-picker.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Notice } from "../ui/notice.tsx";
import { Page, Section } from "../ui/page.tsx";
import { part } from "../ui/part.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { SummaryList, type SummaryItem } from "../ui/summary-list.tsx";
import { Table } from "../ui/table.tsx";
import { Timeline } from "../ui/timeline.tsx";
import {
  eventKey,
  useCampaign,
  useEvent,
  useEventKinds,
  useSiteName,
  type EventPage,
  type RollLine,
} from "./api.ts";
import { eventName } from "./events-table.tsx";
import { standingOf } from "./marks.ts";
import { Roll } from "./roll.tsx";
import { EventSteps, EventTag } from "./state.tsx";
import { useMarks } from "./use-marks.ts";
import "./events.css";

// Few events are booked: what shows slots comes only with those.
const Slots = part(async () => (await import("./slots.tsx")).Slots);

type Asking = "close" | "cancel" | null;

function EventActions({ page, today }: { page: EventPage; today: string }) {
  const t = useT();
  const session = useSession();
  const [asking, setAsking] = useState<Asking>(null);
  const { id, state, on } = page.event;
  if (!can(session, "events.record") || state === "corrected") return null;
  const path = { params: { path: { event: id } } };
  const reason = { open: true, onClose: () => setAsking(null) };
  return (
    <div className="actions">
      {state === "planned" && on <= today && (
        <ButtonLink to={`/events/${id}/holding`} kind="primary">
          {t("events.hold")}
        </ButtonLink>
      )}
      {state === "held" && (
        <Button kind="primary" onClick={() => setAsking("close")}>
          {t("events.close")}
        </Button>
      )}
      {state === "planned" && (
        <Button onClick={() => setAsking("cancel")}>{t("events.cancel")}</Button>
      )}
      <ButtonLink to={`/events/${id}/correction`}>{t("events.correct")}</ButtonLink>
      {asking === "close" && (
        <ReasonDialog
          {...reason}
          title={t("events.close_title")}
          warning={t("events.close_warning")}
          label={t("events.close_words")}
          hint={t("events.close_words_hint")}
          confirm={t("events.close")}
          onConfirm={(words) =>
            call(api.POST("/events/{event}/closing", { ...path, body: words ? { words } : {} }))
          }
        />
      )}
      {asking === "cancel" && (
        <ReasonDialog
          {...reason}
          title={t("events.cancel_title")}
          warning={t("events.cancel_warning")}
          label={t("events.reason")}
          missing={t("events.reason_missing")}
          confirm={t("events.cancel")}
          onConfirm={(why) =>
            call(api.POST("/events/{event}/cancellation", { ...path, body: { reason: why } }))
          }
        />
      )}
    </div>
  );
}

function EventFacts({ page, codes }: { page: EventPage; codes: Codes }) {
  const t = useT();
  const session = useSession();
  const { event } = page;
  const site_name = useSiteName(event.site ?? "", can(session, "sites.read"));
  const campaign = useCampaign(event.campaign ?? "");
  const words = (list: "accessibility_need" | "event_tag", all: readonly string[]) =>
    all.map((code) => codes.word(list, code)).join(t("events.comma"));
  const whenSaid = (name: string, value: SummaryItem["value"] | false) =>
    value ? [{ name, value }] : [];
  const items: SummaryItem[] = [
    { name: t("events.col_kind"), value: codes.word("event_kind", event.kind) },
    ...whenSaid(t("events.type"), codes.word("activity_type", event.activity_type || undefined)),
    {
      name: t("events.col_on"),
      value: [formatDay(event.on), event.starts_at].filter(Boolean).join(" "),
    },
    ...whenSaid(
      t("events.minutes"),
      event.minutes !== null && t("events.minutes_value", { count: formatNumber(event.minutes) }),
    ),
    ...whenSaid(
      t("events.site"),
      event.site !== null &&
        (can(session, "sites.read") ? (
          <Link to={`/sites/${event.site}`}>{site_name ?? t("events.site")}</Link>
        ) : (
          (site_name ?? "")
        )),
    ),
    { name: t("events.col_where"), value: event.where || <AreaName code={event.area} /> },
    ...whenSaid(t("events.place"), event.place),
    { name: t("events.col_attendance"), value: formatNumber(event.attendance) },
    ...whenSaid(t("events.walk_ins"), event.walk_ins > 0 && formatNumber(event.walk_ins)),
    ...whenSaid(t("events.online"), event.online > 0 && formatNumber(event.online)),
    ...whenSaid(t("events.words"), page.words),
    ...whenSaid(t("events.aid_field"), codes.word("aid_field", event.aid_field || undefined)),
    ...whenSaid(
      t("events.money_source"),
      codes.word("money_source", event.money_source || undefined),
    ),
    ...whenSaid(t("events.accessibility"), words("accessibility_need", page.accessibility)),
    ...whenSaid(t("events.tags"), words("event_tag", page.tags)),
    ...whenSaid(
      t("events.campaign"),
      event.campaign !== null && (
        <Link to={`/campaigns/${event.campaign}`}>
          {campaign.data?.campaign.name ?? t("events.campaign")}
        </Link>
      ),
    ),
  ];
  return <SummaryList items={items} />;
}

function withMark(page: EventPage, line: RollLine): EventPage {
  const is_known = page.roll.some(({ person }) => person === line.person);
  const roll = is_known
    ? page.roll.map((one) => (one.person === line.person ? line : one))
    : [...page.roll, line];
  return { ...page, roll };
}

function EventRoll({ page, today }: { page: EventPage; today: string }) {
  const t = useT();
  const session = useSession();
  const queries = useQueryClient();
  const { id, state, on } = page.event;
  const key = eventKey(id);
  const marks = useMarks({
    name: `event.${id}`,
    send: (person, wish) =>
      call(
        api.POST("/events/{event}/roll", {
          params: { path: { event: id } },
          body: { person, ...wish },
        }),
      ),
    stands: (line) => {
      void queries.cancelQueries({ queryKey: key });
      queries.setQueryData<EventPage>(key, (before) => before && withMark(before, line));
    },
    theirs: () => void queries.invalidateQueries({ queryKey: key }),
    idle: () => void queries.invalidateQueries({ queryKey: key }), // The attendance follows.
  });
  const may_mark =
    can(session, "events.record") && (state === "held" || (state === "planned" && on <= today));
  const may_add = can(session, "events.record") && (state === "held" || state === "planned");
  const mark = state === "held" ? ("present" as const) : ("expected" as const);
  return (
    <div className="stack">
      <Roll
        label={t("events.roll")}
        people={page.roll.map((line) => ({
          person: line.person,
          name: line.name,
          standing: standingOf(line),
        }))}
        marks={marks}
        read_only={!may_mark}
        empty={<EmptyState title={t("events.roll_empty")} />}
      />
      {may_add && (
        <div className="panel no-print">
          <PersonPicker
            label={t(mark === "present" ? "events.roll_add_came" : "events.roll_add_expected")}
            value={null}
            onChange={(person) => {
              if (!person || page.roll.some((line) => line.person === person.id)) return;
              const line = { person: person.id, name: person.name, area: page.event.area };
              queries.setQueryData<EventPage>(
                key,
                (before) =>
                  before &&
                  withMark(before, { ...line, mark: "expected", arrived_at: null, meal: false }),
              );
              marks.give(person.id, { mark });
            }}
          />
        </div>
      )}
    </div>
  );
}

function Photos({ page }: { page: EventPage }) {
  const t = useT();
  return (
    <ul className="photos">
      {page.evidence.map((file, at) => {
        const url = `${base_url}/events/${page.event.id}/evidence/${file}`;
        return (
          <li key={file}>
            <a href={url} target="_blank" rel="noreferrer">
              <img src={url} alt={t("claims.photo_of", { at: at + 1 })} loading="lazy" />
              <span className="visually-hidden">{t("claims.photo_open")}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

interface PartsProps {
  page: EventPage;
  codes: Codes;
}

function Deliverers({ page, codes }: PartsProps) {
  const t = useT();
  return (
    <Table
      caption={t("events.deliverers")}
      caption_hidden
      rows={page.deliverers.map((one, at) => ({ ...one, at }))}
      rowKey={({ at }) => String(at)}
      columns={[
        {
          key: "kind",
          header: t("events.deliverer_kind"),
          heads_row: true,
          cell: (one) => codes.word("deliverer_kind", one.kind),
        },
        {
          key: "name",
          header: t("events.deliverer_by"),
          cell: (one) =>
            one.organisation ? (
              <PartyName
                party={{ kind: "organisation", id: one.organisation }}
                title={one.name ?? ""}
              />
            ) : (
              one.name || "–"
            ),
        },
        {
          key: "heads",
          header: t("events.deliverer_heads"),
          number: true,
          cell: (one) => formatNumber(one.heads ?? 1),
        },
      ]}
    />
  );
}

function Items({ page, codes }: PartsProps) {
  const t = useT();
  const nameOf = (person: string | null | undefined) =>
    page.roll.find((line) => line.person === person)?.name ?? t("events.item_for_all");
  return (
    <Table
      caption={t("events.items")}
      caption_hidden
      rows={page.items.map((one, at) => ({ ...one, at }))}
      rowKey={({ at }) => String(at)}
      columns={[
        {
          key: "item",
          header: t("events.item"),
          heads_row: true,
          cell: (one) => codes.word("event_item", one.item),
        },
        { key: "person", header: t("events.item_whom"), cell: (one) => nameOf(one.person) },
        {
          key: "quantity",
          header: t("events.quantity"),
          number: true,
          cell: (one) => formatNumber(one.quantity ?? 1),
        },
        {
          key: "value",
          header: t("events.value"),
          number: true,
          cell: (one) => (one.value_fen ? formatMoney(one.value_fen) : "–"),
        },
      ]}
    />
  );
}

function LoadedEvent({ page, codes }: PartsProps) {
  const t = useT();
  const kinds = useEventKinds();
  const { event } = page;
  const kind = kinds.data?.find(({ key }) => key === event.kind);
  // A kind no longer in use is known by what was written down.
  const has_roll = page.roll.length > 0 || (kind && kind.beneficiaries !== "none");
  return (
    <>
      {page.corrected_by && (
        <Notice
          kind="warning"
          title={t("events.corrected_title")}
          action={
            <ButtonLink to={`/events/${page.corrected_by}`}>
              {t("events.corrected_open")}
            </ButtonLink>
          }
        >
          {t("events.corrected_detail")}
        </Notice>
      )}
      {event.corrects && (
        <Notice
          kind="info"
          title={t("events.corrects_title")}
          action={
            <ButtonLink to={`/events/${event.corrects}`}>{t("events.corrects_open")}</ButtonLink>
          }
        />
      )}
      {event.site_ended && (
        <Notice
          kind="warning"
          title={t("events.site_ended_title", { day: formatDay(event.site_ended) })}
        >
          {t("events.site_ended_detail")}
        </Notice>
      )}
      <EventSteps state={event.state} />
      <EventActions page={page} today={codes.today} />
      <Section title={t("events.fields")}>
        <EventFacts page={page} codes={codes} />
      </Section>
      {(kind?.slots || page.slots.length > 0) && <Slots page={page} today={codes.today} />}
      {has_roll && (
        <Section title={t("events.roll")}>
          <EventRoll key={event.id} page={page} today={codes.today} />
        </Section>
      )}
      {page.deliverers.length > 0 && (
        <Section title={t("events.deliverers")}>
          <Deliverers page={page} codes={codes} />
        </Section>
      )}
      {page.items.length > 0 && (
        <Section title={t("events.items")}>
          <Items page={page} codes={codes} />
        </Section>
      )}
      {page.evidence.length > 0 && (
        <Section title={t("events.photos")}>
          <Photos page={page} />
        </Section>
      )}
      <Section title={t("events.record")}>
        <Timeline
          label={t("events.record")}
          items={[...page.steps].reverse().map(({ step, at, words }, index) => ({
            id: `${index} ${step}`,
            at,
            title: t(`events.step_${step as "recorded" | "held" | "closed" | "cancelled"}`),
            detail: words,
          }))}
        />
      </Section>
    </>
  );
}

export default function EventPageScreen() {
  const t = useT();
  const codes = useCodes();
  const event = useEvent(useParam("event"));
  const { data } = event;
  return (
    <Page
      title={data ? eventName(codes, data.event) || t("events.one") : t("events.one")}
      back={{ to: "/events", label: t("events.title") }}
      lead={data && <EventTag state={data.event.state} />}
      actions={<PrintButton />}
    >
      <Loaded query={event} lines={8}>
        {(page) => <LoadedEvent page={page} codes={codes} />}
      </Loaded>
    </Page>
  );
}
