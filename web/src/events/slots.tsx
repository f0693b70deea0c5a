// The slots of an event: what is free, who booked, who came; and for staff, booking, giving back
// and opening another part of the day.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, call } from "../api/client.ts";
import { asProblem } from "../api/problem.ts";
import { can, useSession } from "../api/session.ts";
import { Link } from "../base/router.tsx";
import { ReasonDialog } from "../claims/reason-dialog.tsx";
import { formatNumber } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { PartyName } from "../organisations/party-name.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorText } from "../ui/field.tsx";
import { Section } from "../ui/page.tsx";
import { Table } from "../ui/table.tsx";
import { Tag } from "../ui/tag.tsx";
import { eventKey, type Booking, type EventPage, type Slot } from "./api.ts";
import { BookDialog } from "./book-dialog.tsx";
import { NewSlotDialog } from "./new-slot-dialog.tsx";
import { clockNow } from "./model.ts";
import { PlacesDialog } from "./places-dialog.tsx";
import { freeIn, isOver, splitBookings } from "./slots-model.ts";
import "./events.css";

interface BookingsProps {
  bookings: readonly Booking[];
  caption: string;
  may_mark: boolean;
  may_cancel: boolean;
  onCame: (booking: Booking) => void;
  onCancel: (booking: Booking) => void;
  busy: string; // The person who is being marked.
  errors: Readonly<Record<string, unknown>>; // By booking.
}

function Bookings(props: BookingsProps) {
  const { bookings, caption, may_mark, may_cancel, onCame, onCancel, busy, errors } = props;
  const t = useT();
  const session = useSession();
  const nameOf = ({ person, organisation, name }: Booking) => {
    if (person && can(session, "people.read")) return <Link to={`/people/${person}`}>{name}</Link>;
    if (organisation)
      return <PartyName party={{ kind: "organisation", id: organisation }} title={name} />;
    return name;
  };
  const standing = (booking: Booking) => {
    if (booking.state !== "booked")
      return (
        <span className="stacked">
          <Tag kind="stopped">{t(`events.booking_${booking.state}`)}</Tag>
          {booking.reason && <span className="hint">{booking.reason}</span>}
        </span>
      );
    if (booking.mark === "present") return <Tag kind="done">{t("events.mark_present")}</Tag>;
    if (booking.mark === "absent") return <Tag kind="stopped">{t("events.mark_absent")}</Tag>;
    if (booking.mark === "leave") return <Tag kind="waiting">{t("events.mark_leave")}</Tag>;
    return <Tag kind="waiting">{t("events.booking_booked")}</Tag>;
  };
  const acts = (booking: Booking) => {
    const error = errors[booking.id];
    const problem = error === undefined ? undefined : asProblem(error);
    return (
      <span className="stacked">
        <span className="cluster">
          {may_mark && booking.person && booking.mark !== "present" && (
            <Button icon="check" busy={busy === booking.person} onClick={() => onCame(booking)}>
              {t("events.booking_came")}
              <span className="visually-hidden"> {booking.name}</span>
            </Button>
          )}
          {may_cancel && booking.mark !== "present" && (
            <Button kind="plain" onClick={() => onCancel(booking)}>
              {t("events.booking_cancel")}
              <span className="visually-hidden"> {booking.name}</span>
            </Button>
          )}
        </span>
        {problem && (
          <ErrorText id={`booking-${booking.id}`}>{problem.detail || problem.title}</ErrorText>
        )}
      </span>
    );
  };
  return (
    <Table
      caption={caption}
      caption_hidden
      rows={bookings}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "who",
          header: t("events.booking_who"),
          heads_row: true,
          cell: (booking) => (
            <>
              {nameOf(booking)}
              {booking.words && <span className="hint block">{booking.words}</span>}
            </>
          ),
        },
        {
          key: "heads",
          header: t("events.booking_heads"),
          number: true,
          cell: ({ heads }) => formatNumber(heads),
        },
        { key: "state", header: t("events.col_state"), cell: standing },
        ...(may_mark || may_cancel
          ? [{ key: "acts", header: t("events.booking_acts"), cell: acts, screen_only: true }]
          : []),
      ]}
    />
  );
}

interface OneSlotProps {
  page: EventPage;
  slot: Slot;
  today: string;
  may_book: boolean;
  may_mark: boolean;
  may_change: boolean; // How many it takes.
}

function OneSlot({ page, slot, today, may_book, may_mark, may_change }: OneSlotProps) {
  const t = useT();
  const queries = useQueryClient();
  const [is_booking, setBooking] = useState(false);
  const [is_changing, setChanging] = useState(false);
  const [cancelling, setCancelling] = useState<Booking | null>(null);
  const [busy, setBusy] = useState("");
  const [errors, setErrors] = useState<Readonly<Record<string, unknown>>>({});
  const free = freeIn(slot);
  const is_over = isOver(page.event.on, slot, today, clockNow());
  const { standing, gone } = splitBookings(slot.bookings);
  const time = t("events.slot_time", { starts: slot.starts_at, ends: slot.ends_at });
  const event = page.event.id;

  const came = async (booking: Booking) => {
    const { person } = booking;
    if (!person) return;
    setBusy(person);
    setErrors(({ [booking.id]: _gone, ...rest }) => rest);
    try {
      await call(
        api.POST("/events/{event}/roll", {
          params: { path: { event } },
          body: {
            person,
            mark: "present",
            ...(booking.mark && booking.mark !== "expected" && { replaces: booking.mark }),
          },
        }),
      );
      await queries.invalidateQueries({ queryKey: eventKey(event) });
    } catch (error) {
      setErrors((before) => ({ ...before, [booking.id]: error }));
    } finally {
      setBusy("");
    }
  };
  const table = {
    may_mark,
    onCame: (booking: Booking) => void came(booking),
    onCancel: setCancelling,
    busy,
    errors,
  };
  return (
    <Card
      level={3}
      title={time}
      tag={
        <Tag kind={is_over ? "neutral" : free > 0 ? "active" : "stopped"}>
          {is_over
            ? t("events.slot_over")
            : free > 0
              ? t("events.slot_free", {
                  free: formatNumber(free),
                  places: formatNumber(slot.places),
                })
              : t("events.slot_full", { places: formatNumber(slot.places) })}
        </Tag>
      }
      actions={
        !is_over &&
        ((may_book && free > 0) || may_change) && (
          <>
            {may_book && free > 0 && (
              <Button icon="check" onClick={() => setBooking(true)}>
                {t("events.book")}
                <span className="visually-hidden"> {time}</span>
              </Button>
            )}
            {may_change && (
              <Button kind="plain" onClick={() => setChanging(true)}>
                {t("events.slot_places_change")}
                <span className="visually-hidden"> {time}</span>
              </Button>
            )}
          </>
        )
      }
    >
      {slot.words && <p>{slot.words}</p>}
      {standing.length > 0 ? (
        <Bookings
          {...table}
          bookings={standing}
          caption={t("events.slot_bookings", { time })}
          may_cancel={may_book}
        />
      ) : (
        <p>{t("events.slot_nobody")}</p>
      )}
      {gone.length > 0 && (
        <details className="details">
          <summary>{t("events.bookings_gone", { count: gone.length })}</summary>
          <Bookings
            {...table}
            bookings={gone}
            caption={t("events.bookings_gone", { count: gone.length })}
            may_mark={false}
            may_cancel={false}
          />
        </details>
      )}
      {is_booking && (
        <BookDialog
          event={event}
          slot={slot}
          title={t("events.book_at", { time })}
          onClose={() => setBooking(false)}
        />
      )}
      {is_changing && (
        <PlacesDialog
          event={event}
          slot={slot}
          title={t("events.slot_places_of", { time })}
          onClose={() => setChanging(false)}
        />
      )}
      {cancelling && (
        <ReasonDialog
          open
          title={t("events.booking_cancel_of", { name: cancelling.name })}
          warning={t("events.booking_cancel_warning")}
          label={t("events.reason")}
          missing={t("events.reason_missing")}
          confirm={t("events.booking_cancel_send")}
          onConfirm={(reason) =>
            call(
              api.POST("/bookings/{booking}/cancellation", {
                params: { path: { booking: cancelling.id } },
                body: { reason },
              }),
            )
          }
          onClose={() => setCancelling(null)}
        />
      )}
    </Card>
  );
}

export interface SlotsProps {
  page: EventPage;
  today: string;
}

export function Slots({ page, today }: SlotsProps) {
  const t = useT();
  const session = useSession();
  const [is_adding, setAdding] = useState(false);
  const { state, on } = page.event;
  const is_planned = state === "planned";
  const may_record = can(session, "events.record");
  const may_mark = may_record && (state === "held" || (is_planned && on <= today));
  const may_book = can(session, "bookings.make") && is_planned;
  return (
    <Section
      title={t("events.slots")}
      actions={
        may_record &&
        is_planned && <Button onClick={() => setAdding(true)}>{t("events.slot_add")}</Button>
      }
    >
      {page.slots.length === 0 && (
        <EmptyState title={t("events.slots_none")}>{t("events.slots_none_detail")}</EmptyState>
      )}
      {page.slots.map((slot) => (
        <OneSlot
          key={slot.id}
          page={page}
          slot={slot}
          today={today}
          may_book={may_book}
          may_mark={may_mark}
          may_change={may_record && is_planned}
        />
      ))}
      {is_adding && <NewSlotDialog event={page.event.id} onClose={() => setAdding(false)} />}
    </Section>
  );
}
