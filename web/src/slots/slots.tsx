// Days that may be booked: a person books for themselves or for whom they speak by one tap, and
// gives it back by another. Staff see what stands open, and book on the page of the event.
import { can, useSession } from "../api/session.ts";
import { useQueryParams } from "../base/router.tsx";
import { useCodes } from "../codes/codes.ts";
import { eventName } from "../events/events-table.tsx";
import { formatDay } from "../i18n/format.ts";
import { useT } from "../i18n/index.ts";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Loaded } from "../ui/loaded.tsx";
import { Page } from "../ui/page.tsx";
import { PrintButton } from "../ui/print-button.tsx";
import { ProblemNotice } from "../ui/problem-notice.tsx";
import { Radios } from "../ui/radios.tsx";
import { UndoBar } from "../ui/undo-bar.tsx";
import { useOffers, useOwnPeople, type Offer } from "./api.ts";
import { byEvent, placeParts, stateOf } from "./model.ts";
import { SlotRow } from "./slot-row.tsx";
import { useBookings, type Bookings } from "./use-bookings.ts";

interface OffersProps {
  offers: readonly Offer[];
  person: string;
  may_book: boolean;
  may_open: boolean; // The page of the event.
  bookings: Bookings;
}

function Offers({ offers, person, may_book, may_open, bookings }: OffersProps) {
  const t = useT();
  const codes = useCodes();
  if (offers.length === 0)
    return <EmptyState title={t("slots.none")}>{t("slots.none_detail")}</EmptyState>;
  return (
    <>
      {byEvent(offers).map(({ event, first, slots }) => (
        <Card
          key={event}
          title={eventName(codes, { kind: first.kind, title: first.title, activity_type: "" })}
          {...(may_open && { to: `/events/${event}` })}
        >
          <p>
            {formatDay(first.on)}
            <span className="hint block">{placeParts(first).join(" · ")}</span>
          </p>
          <ul className="slot-rows" aria-label={t("slots.of", { day: formatDay(first.on) })}>
            {slots.map((offer) => (
              <SlotRow
                key={offer.slot}
                offer={offer}
                state={stateOf(offer, offers)}
                may_book={may_book}
                busy={bookings.busy.has(offer.slot)}
                error={bookings.errors[offer.slot]}
                onBook={() => void bookings.book(offer, person)}
                onGiveBack={() => void bookings.giveBack(offer, person, t("slots.own_reason"))}
              />
            ))}
          </ul>
        </Card>
      ))}
    </>
  );
}

export default function SlotsPage() {
  const t = useT();
  const codes = useCodes();
  const session = useSession();
  const [params, setParams] = useQueryParams();
  const is_staff = can(session, "events.read");
  const people = useOwnPeople(!is_staff && can(session, "people.read"));
  const choices = people.data?.items ?? [];
  const own = session?.user.person ?? choices[0]?.id ?? "";
  const asked = params.get("person") ?? "";
  // An address that names somebody else's person shows one's own.
  const person = is_staff ? "" : choices.some(({ id }) => id === asked) ? asked : own;
  const offers = useOffers(person);
  const bookings = useBookings();
  const { last } = bookings;
  const done = last && {
    day: formatDay(last.offer.on),
    time: t("events.slot_time", { starts: last.offer.starts_at, ends: last.offer.ends_at }),
  };
  return (
    <Page
      title={t("slots.title")}
      lead={t(is_staff ? "slots.lead_staff" : "slots.lead")}
      width="reading"
      actions={<PrintButton />}
    >
      {choices.length > 1 && (
        <Radios
          inline
          label={t("slots.for_whom")}
          choices={choices.map(({ id, name }) => ({ value: id, label: name }))}
          value={person}
          onChange={(id) => {
            bookings.dismiss();
            setParams({ person: id === own ? "" : id });
          }}
        />
      )}
      <UndoBar
        message={
          last && done && t(last.what === "booked" ? "slots.did_book" : "slots.did_give_back", done)
        }
        onUndo={() => void bookings.undo(t("slots.undo_reason"))}
        onDismiss={bookings.dismiss}
      />
      {codes.error ? (
        <ProblemNotice error={codes.error} retry={codes.retry} />
      ) : (
        <Loaded query={offers} lines={6}>
          {(found) => (
            <Offers
              offers={found}
              person={person}
              may_book={!is_staff}
              may_open={is_staff}
              bookings={bookings}
            />
          )}
        </Loaded>
      )}
    </Page>
  );
}
