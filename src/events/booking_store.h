// The rows of slots and bookings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "events/bookings.h"
#include "events/event_store.h"

namespace zhulian::events::store {

struct SlotRow {
  SlotLine line{};  // Without its bookings.
  EventId event{};
  std::int64_t ends_min = 0;
  std::string recorded_by{};
};
std::optional<SlotRow> find_slot(Tx&, const SlotId&);
std::vector<SlotRow> slots_of_event(Tx&, const EventId&);  // By their time.

struct SlotTimes {
  std::int64_t starts_min;
  std::int64_t ends_min;
};
bool add_slot(const Call&, const NewSlot&, const SlotTimes&);  // False when the id is taken.

// False, and nothing changed, when more have booked. What was is kept in events_slot_places.
bool change_places(const Call&, const SlotId&, std::int64_t places);

struct BookingRow {
  BookingLine line{};
  EventId event{};
  Day on{};
  std::string recorded_by{};
  std::string cancelled_by{};  // "" while it is not cancelled.
};
std::optional<BookingRow> find_booking(Tx&, const BookingId&);
std::vector<BookingRow> bookings_of(Tx&, const EventId&);  // As they came.
// What a person has booked and not cancelled: of one event, or of all planned ones.
std::optional<BookingRow> standing_of(Tx&, const EventId&, const PersonId&);
std::vector<BookingRow> planned_of(Tx&, const PersonId&);

// Takes places; false, and nothing taken, when there are not so many.
bool take_places(Tx&, const SlotId&, std::int64_t heads);
// False when the id is taken, or the person stands in another slot of the event.
bool add_booking(const Call&, const NewBooking&, const EventId&);
// Gives the places back too; false when it was cancelled meanwhile.
bool cancel_booking(const Call&, const BookingRow&, const std::string& reason);

// Another event stands for this one: it takes the slots over.
void move_slots(Tx&, const EventId& from, const EventId& to);

struct OfferFilter {
  Condition where;  // On e.area.
  std::optional<PersonId> own{};
  Day from{};
  std::optional<Day> to{};
  std::int64_t after_min = 0;  // On `from` itself: those that end later.
  std::int64_t limit = page_default;
};
struct OfferRow {
  OfferLine line{};  // Complete but for `where`.
  Area area{};
};
std::vector<OfferRow> offers(Tx&, const OfferFilter&);

}  // namespace zhulian::events::store
