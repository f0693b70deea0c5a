// Bookings: part of a planned day, taken by a known person or by people who are only counted.
//
// An event of a kind that the packs open for it has slots: from when to when, and how many places.
// A slot never takes more than its places and a person stands in one slot of an event; the
// database settles both under whoever comes at once. What is cancelled is a row beside the
// booking. Who booked is expected on the roll, and is marked there when they come.
//
// Staff book within their areas. A person books for themselves and for whom they speak, at events
// of the county where either is at home.
#pragma once

#include "events/events.h"

namespace zhulian::events {

struct NewSlot {
  EventId event;
  SlotId id;
  std::string starts_at;
  std::string ends_at;
  std::int64_t places;
  std::optional<std::string> words;  // What is done there.
};
ZHULIAN_RECORD(NewSlot, event, id, starts_at, ends_at, places, words);
constexpr auto record_notes(const NewSlot*) {
  return std::array{record::Note{.field = "starts_at", .meaning = "HH:MM.", .max_length = 5},
                    record::Note{.field = "ends_at", .meaning = "HH:MM.", .max_length = 5},
                    record::Note{.field = "places", .minimum = 1, .maximum = 100000},
                    record::Note{.field = "words", .max_length = 500}};
}

// More may always come; fewer not than have booked.
struct NewPlaces {
  SlotId slot;
  std::int64_t places;
};
ZHULIAN_RECORD(NewPlaces, slot, places);
constexpr auto record_notes(const NewPlaces*) {
  return std::array{record::Note{.field = "places", .minimum = 1, .maximum = 100000}};
}

// A person, or a name or body with a number of heads.
struct NewBooking {
  SlotId slot;
  BookingId id;
  std::optional<PersonId> person;  // Oneself when nothing is said and the caller is a person.
  std::optional<std::string> name;
  std::optional<OrganisationId> organisation;
  std::optional<std::int64_t> heads;  // 1 when left away.
  std::optional<std::string> words;
};
ZHULIAN_RECORD(NewBooking, slot, id, person, name, organisation, heads, words);
constexpr auto record_notes(const NewBooking*) {
  return std::array{record::Note{.field = "name",
                                 .meaning = "Of a party whose people are only counted.",
                                 .max_length = 120},
                    record::Note{.field = "heads",
                                 .meaning = "Of a party or body; a person takes one place.",
                                 .minimum = 1,
                                 .maximum = 100000},
                    record::Note{.field = "words", .max_length = 500}};
}

struct BookingCancellation {
  BookingId booking;
  std::string reason;
};
ZHULIAN_RECORD(BookingCancellation, booking, reason);
constexpr auto record_notes(const BookingCancellation*) {
  return std::array{record::Note{.field = "reason", .max_length = 500, .min_length = 1}};
}

// A slot that is still to come, for who looks for one. It names nobody else.
struct OfferLine {
  SlotId slot;
  EventId event;
  std::string kind;
  std::string title;
  std::optional<SiteId> site;
  std::string site_name;  // "" where it is at no site.
  std::string where;      // Town and village by name.
  std::string place;
  Day on;
  std::string starts_at;
  std::string ends_at;
  std::int64_t free;  // Places that are left.
  std::string words;
  std::optional<BookingId> own;  // What the person asked for has booked there.
};
ZHULIAN_RECORD(OfferLine, slot, event, kind, title, site, site_name, where, place, on, starts_at,
               ends_at, free, words, own);

struct OffersQuery {
  std::optional<Area> area;
  // For whom: the caller when left away and the caller is a person. Whom one speaks for is booked
  // in their county.
  std::optional<PersonId> person;
  std::optional<Day> from;  // Today when left away; never before.
  std::optional<Day> to;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(OffersQuery, area, person, from, to, limit);
constexpr auto record_notes(const OffersQuery*) {
  return std::array{record::Note{.field = "to", .meaning = "The last day."},
                    record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

//   events.slot.none_here, .order, events.event.not_planned
Result<EventPage> add_slot(const Call&, const NewSlot&);
//   events.slot.taken (409, booked, places)   more have booked than there would be places
Result<EventPage> change_places(const Call&, const NewPlaces&);
// Those of planned events within the caller's sight, the soonest first.
//   events.roll.stranger (404)   the person asked for is out of sight
Result<std::vector<OfferLine>> find_offers(const Call&, const OffersQuery&);
//   events.booking.full (409, free)                  the places are taken
//   events.booking.other_slot (409, starts, ends)    the person has another slot of this event
//   events.booking.over, .who, .one_place, .own_only
Result<BookingLine> book(const Call&, const NewBooking&);
Result<BookingLine> cancel_booking(const Call&, const BookingCancellation&);

// Cancels what somebody who died has booked from the day of the death on, whoever recorded it.
Result<void> cancel_bookings_of(const Call&, const PersonId&, const std::string& reason);

// The slots of an event with who booked, as the caller may see names.
std::vector<SlotLine> slots_of(const Call&, const EventId&);

}  // namespace zhulian::events
