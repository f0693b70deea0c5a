#include "events/booking_store.h"

#include "events/clock.h"

namespace zhulian::events::store {
namespace {

constexpr std::string_view select_slots =
    "SELECT s.id, s.event_id, s.starts_min, s.ends_min, s.places, s.booked, s.words,"
    " s.recorded_by FROM events_slot s";

SlotRow slot_from(const Row& row) {
  return {.line = {.id = row.get<SlotId>(0),
                   .starts_at = clock_text(row.integer(2)).value(),
                   .ends_at = clock_text(row.integer(3)).value(),
                   .places = row.integer(4),
                   .booked = row.integer(5),
                   .words = row.get<std::string>(6),
                   .bookings = {}},
          .event = row.get<EventId>(1),
          .ends_min = row.integer(3),
          .recorded_by = row.get<std::string>(7)};
}

constexpr std::string_view select_bookings =
    "SELECT b.id, b.slot_id, b.person_id, coalesce(p.name, nullif(b.name, ''), o.name, ''),"
    " b.organisation_id, b.heads,"
    " CASE WHEN b.stands = 0 THEN 'cancelled' WHEN e.stage = 'cancelled' THEN 'called_off'"
    "      ELSE 'booked' END,"
    " r.mark, b.words, coalesce(c.reason, CASE WHEN e.stage = 'cancelled' THEN x.reason END, ''),"
    " b.event_id, b.recorded_by, coalesce(c.recorded_by, ''), e.on_day"
    " FROM events_booking b JOIN events_event e ON e.id = b.event_id"
    " LEFT JOIN registry_person_public p ON p.person_id = b.person_id"
    " LEFT JOIN registry_organisation_public o ON o.organisation_id = b.organisation_id"
    " LEFT JOIN events_roll r ON r.event_id = b.event_id AND r.person_id = b.person_id"
    " LEFT JOIN events_booking_cancellation c ON c.booking_id = b.id"
    " LEFT JOIN events_cancellation x ON x.event_id = b.event_id";

BookingRow booking_from(const Row& row) {
  return {.line = {.id = row.get<BookingId>(0),
                   .slot = row.get<SlotId>(1),
                   .person = row.get<std::optional<PersonId>>(2),
                   .name = row.get<std::string>(3),
                   .organisation = row.get<std::optional<OrganisationId>>(4),
                   .heads = row.integer(5),
                   .state = row.get<BookingState>(6),
                   .mark = row.get<std::optional<Mark>>(7),
                   .words = row.get<std::string>(8),
                   .reason = row.get<std::string>(9)},
          .event = row.get<EventId>(10),
          .on = row.day(13),
          .recorded_by = row.get<std::string>(11),
          .cancelled_by = row.get<std::string>(12)};
}

std::vector<BookingRow> read_bookings(Tx& tx, const std::string& rest, const Values& values) {
  std::vector<BookingRow> found;
  tx.each(std::string(select_bookings) + rest, values,
          [&](const Row& row) { found.push_back(booking_from(row)); });
  return found;
}

}  // namespace

// ---- slots -------------------------------------------------------------------------------------

std::optional<SlotRow> find_slot(Tx& tx, const SlotId& id) {
  const auto row = tx.one(std::string(select_slots) + " WHERE s.id = $1", {id});
  return row ? std::optional(slot_from(*row)) : std::nullopt;
}

std::vector<SlotRow> slots_of_event(Tx& tx, const EventId& event) {
  std::vector<SlotRow> found;
  tx.each(std::string(select_slots) + " WHERE s.event_id = $1 ORDER BY s.starts_min, s.id", {event},
          [&](const Row& row) { found.push_back(slot_from(row)); });
  return found;
}

bool add_slot(const Call& call, const NewSlot& in, const SlotTimes& times) {
  return call.tx.execute(
             "INSERT INTO events_slot (id, event_id, starts_min, ends_min, places, words,"
             " recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
             " ON CONFLICT DO NOTHING",
             {in.id, in.event, times.starts_min, times.ends_min, in.places, in.words.value_or(""),
              call.now, call.actor.id}) == 1;
}

bool change_places(const Call& call, const SlotId& slot, std::int64_t places) {
  const auto before = call.tx.one("SELECT places FROM events_slot WHERE id = $1", {slot});
  const bool is_done =
      call.tx.execute("UPDATE events_slot SET places = $1 WHERE id = $2 AND booked <= $1",
                      {places, slot}) == 1;
  if (!is_done) return false;
  call.tx.execute(
      "INSERT INTO events_slot_places (slot_id, number, before, places, recorded_at, recorded_by)"
      " SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 FROM events_slot_places"
      " WHERE slot_id = $1",
      {slot, before->integer(0), places, call.now, call.actor.id});
  return true;
}

void move_slots(Tx& tx, const EventId& from, const EventId& to) {
  for (const char* table : {"events_slot", "events_booking"})
    tx.execute("UPDATE " + std::string(table) + " SET event_id = $1 WHERE event_id = $2",
               {to, from});
}

// ---- bookings ----------------------------------------------------------------------------------

std::optional<BookingRow> find_booking(Tx& tx, const BookingId& id) {
  return first(read_bookings(tx, " WHERE b.id = $1", {id}));
}

std::vector<BookingRow> bookings_of(Tx& tx, const EventId& event) {
  return read_bookings(tx, " WHERE b.event_id = $1 ORDER BY b.recorded_at, b.id", {event});
}

std::optional<BookingRow> standing_of(Tx& tx, const EventId& event, const PersonId& person) {
  return first(read_bookings(tx, " WHERE b.event_id = $1 AND b.person_id = $2 AND b.stands = 1",
                             {event, person}));
}

std::vector<BookingRow> planned_of(Tx& tx, const PersonId& person) {
  return read_bookings(
      tx, " WHERE b.person_id = $1 AND b.stands = 1 AND e.stage = 'planned' ORDER BY b.id",
      {person});
}

// The condition and the table's own check say the same: two at once take turns at the row.
bool take_places(Tx& tx, const SlotId& slot, std::int64_t heads) {
  return tx.execute(
             "UPDATE events_slot SET booked = booked + $1 WHERE id = $2 AND booked + $1 <= places",
             {heads, slot}) == 1;
}

bool add_booking(const Call& call, const NewBooking& in, const EventId& event) {
  return call.tx.execute(
             "INSERT INTO events_booking (id, slot_id, event_id, person_id, organisation_id, name,"
             " heads, words, recorded_at, recorded_by)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
             {in.id, in.slot, event, in.person, in.organisation, in.name.value_or(""),
              in.heads.value_or(1), in.words.value_or(""), call.now, call.actor.id}) == 1;
}

bool cancel_booking(const Call& call, const BookingRow& row, const std::string& reason) {
  const bool is_first =
      call.tx.execute(
          "INSERT INTO events_booking_cancellation (booking_id, reason, recorded_at, recorded_by)"
          " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
          {row.line.id, reason, call.now, call.actor.id}) == 1;
  if (!is_first) return false;
  call.tx.execute("UPDATE events_booking SET stands = 0 WHERE id = $1", {row.line.id});
  call.tx.execute("UPDATE events_slot SET booked = booked - $1 WHERE id = $2",
                  {row.line.heads, row.line.slot});
  return true;
}

// ---- what may be booked ------------------------------------------------------------------------

std::vector<OfferRow> offers(Tx& tx, const OfferFilter& filter) {
  Where where;
  where.add(filter.where);
  where.add("e.stage = 'planned'");
  const std::string from = where.bind(filter.from);
  where.add("(e.on_day > " + from + " OR (e.on_day = " + from + " AND s.ends_min > " +
            where.bind(filter.after_min) + "))");
  if (filter.to) where.add("e.on_day <= ?", *filter.to);
  const std::string own = where.bind(filter.own);
  const std::string limit = where.bind(filter.limit);
  std::vector<OfferRow> found;
  tx.each(
      "SELECT s.id, e.id, e.kind, e.title, e.site_id, e.place, e.on_day, s.starts_min, s.ends_min,"
      " s.places - s.booked, s.words, b.id, e.area, coalesce(p.name, '') FROM events_slot s"
      " JOIN events_event e ON e.id = s.event_id"
      " LEFT JOIN registry_site_public p ON p.site_id = e.site_id AND p.from_day <= e.on_day"
      "  AND e.on_day < p.until_day"
      " LEFT JOIN events_booking b ON b.slot_id = s.id AND b.stands = 1 AND b.person_id = " +
          own + where.text() + " ORDER BY e.on_day, s.starts_min, s.id LIMIT " + limit,
      where.values(), [&](const Row& row) {
        found.push_back({.line = {.slot = row.get<SlotId>(0),
                                  .event = row.get<EventId>(1),
                                  .kind = row.get<std::string>(2),
                                  .title = row.get<std::string>(3),
                                  .site = row.get<std::optional<SiteId>>(4),
                                  .site_name = row.get<std::string>(13),
                                  .where = {},
                                  .place = row.get<std::string>(5),
                                  .on = row.day(6),
                                  .starts_at = clock_text(row.integer(7)).value(),
                                  .ends_at = clock_text(row.integer(8)).value(),
                                  .free = row.integer(9),
                                  .words = row.get<std::string>(10),
                                  .own = row.get<std::optional<BookingId>>(11)},
                         .area = row.area(12)});
      });
  return found;
}

}  // namespace zhulian::events::store
