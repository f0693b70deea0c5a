#include "events/bookings.h"

#include <algorithm>

#include "events/booking_store.h"
#include "events/clock.h"
#include "events/draft.h"
#include "events/pages.h"
#include "events/roll_store.h"
#include "events/steps.h"
#include "packs/catalogue.h"
#include "platform/audit.h"
#include "platform/input.h"
#include "platform/outbox.h"
#include "registry/areas.h"
#include "registry/names.h"
#include "registry/scope.h"

namespace zhulian::events {
namespace {

bool is_person(const Call& call) {
  return registry::reach_of(call) == packs::Reach::person;
}

// Where somebody is at home who is, or is spoken for by, the actor.
std::optional<Area> county_of(const Call& call, const std::optional<PersonId>& person) {
  if (!person) return std::nullopt;
  const auto home = registry::area_of(call, *person);
  return home ? home->at(AreaLevel::county) : std::nullopt;
}

// What the event of a slot must lie in: the county of who is a person or of whom they speak for,
// an area of anybody else.
bool may_book_at(const Call& call, const Area& area, const std::optional<PersonId>& person) {
  if (!is_person(call))
    return registry::reach_of(call) == packs::Reach::area && reaches(call.actor, area);
  const auto own = county_of(call, call.actor.person);
  const auto other = county_of(call, person);
  return (own && own->contains(area)) || (other && other->contains(area));
}

// The slot and its event, locked, as they are now. `absent` is said of what is out of sight.
struct Place {
  store::SlotRow slot;
  store::EventRow event;
};
Result<Place> locked_slot(const Call& call, const SlotId& id, const std::optional<PersonId>& person,
                          const std::string& absent) {
  const auto known = store::find_slot(call.tx, id);
  const auto event = known ? store::find_any_event(call.tx, known->event) : std::nullopt;
  if (!event || !may_book_at(call, event->line.area, person)) return fail(Fault::not_found, absent);
  store::lock_event(call.tx, known->event);
  return Place{.slot = *store::find_slot(call.tx, id),
               .event = *store::find_any_event(call.tx, known->event)};
}

std::int64_t minute_of_day(const Call& call) {
  const Instant midnight = start_of(call.today(), call.deployment.zone);
  return std::chrono::floor<std::chrono::minutes>(call.now - midnight).count();
}

// Whether anything of the event may still be booked or given back.
Result<void> check_planned(const Call& call, const store::EventRow& event) {
  switch (event.line.state) {
    case Stage::planned:
      return {};
    case Stage::cancelled:
      return fail(Fault::conflict, "events.event.cancelled");
    case Stage::corrected:
      return corrected_already(call, event.line.id);
    case Stage::held:
    case Stage::closed:
      break;
  }
  return fail(Fault::conflict, "events.event.not_planned");
}

BookingLine shown(const Call& call, BookingLine line) {
  if (line.person) line.name = registry::shown_name(call, line.name);
  return line;
}

BookingLine line_of(const Call& call, const BookingId& id) {
  return shown(call, store::find_booking(call.tx, id)->line);
}

// ---- who books ---------------------------------------------------------------------------------

// A person, or a name or body with heads; what a person at their own screen leaves open is clear.
Result<NewBooking> settled(const Call& call, const NewBooking& input) {
  NewBooking in = input;
  const auto tidy = [](std::optional<std::string>& text) {
    if (text) text = trimmed(*text);
    if (text && text->empty()) text.reset();
  };
  tidy(in.name);
  tidy(in.words);
  if (is_person(call)) {
    if (in.name || in.organisation)
      return fail(Fault::invalid, "events.booking.own_only", in.name ? "/name" : "/organisation");
    if (!in.person) in.person = call.actor.person;
  }
  if (in.person.has_value() == (in.name || in.organisation))
    return fail(Fault::invalid, "events.booking.who", "/person");
  if (in.person && in.heads.value_or(1) != 1)
    return fail(Fault::invalid, "events.booking.one_place", "/heads");
  return in;
}

// Alive on the day, and known to the actor.
Result<store::OnTheDay> check_person(const Call& call, const PersonId& id, Day day) {
  const auto person = store::person_on(call.tx, id, day);
  if (!person || !registry::area_of(call, id))
    return fail(Fault::not_found, "events.roll.stranger", "/person");
  if (person->died_on && *person->died_on <= day)
    return fail(Fault::invalid, "events.roll.dead", "/person",
                {{"day", to_string(*person->died_on)}});
  return *person;
}

std::unexpected<Error> other_slot(const Call& call, const store::BookingRow& standing) {
  const auto slot = store::find_slot(call.tx, standing.line.slot);
  return fail(Fault::conflict, "events.booking.other_slot", "/person",
              {{"starts", slot->line.starts_at},
               {"ends", slot->line.ends_at},
               {"slot", slot->line.id.text},
               {"booking", standing.line.id.text}});
}

bool is_same(const Call& call, const NewBooking& in, const store::BookingRow& known) {
  const bool same_party = in.person
                              ? known.line.person == in.person
                              : !known.line.person && known.line.organisation == in.organisation &&
                                    (!in.name || known.line.name == *in.name);
  return known.recorded_by == call.actor.id.text && known.line.slot == in.slot && same_party &&
         known.line.heads == in.heads.value_or(1);
}

// ---- the roll ----------------------------------------------------------------------------------

// Who booked is expected; who said before that they would not come, is expected again.
void expect(const Call& call, const EventId& event, const PersonId& person,
            const store::OnTheDay& as_of) {
  const store::NewMark mark{.event = event, .person = person, .mark = Mark::expected};
  if (store::add_mark(call, mark, as_of)) return;
  const auto known = store::find_mark(call.tx, event, person);
  if (known->mark == Mark::leave) store::replace_mark(call, mark);
}

// Who gave their place back has said that they will not come.
void excuse(const Call& call, const EventId& event, const PersonId& person) {
  const auto known = store::find_mark(call.tx, event, person);
  if (known && known->mark == Mark::expected)
    store::replace_mark(call, {.event = event, .person = person, .mark = Mark::leave});
}

void cancel_row(const Call& call, const store::BookingRow& row, const Area& area,
                const std::string& reason) {
  if (!store::cancel_booking(call, row, reason)) return;
  if (row.line.person) excuse(call, row.event, *row.line.person);
  store::refresh(call.tx, row.event);
  audit(call, "events.booking.cancelled", "events_booking", row.line.id.text, area,
        {{"slot", row.line.slot.text}});
  emit(call, "events.booking_cancelled", row.line.id.text, {{"event", row.event.text}});
}

}  // namespace

// ---- slots -------------------------------------------------------------------------------------

Result<EventPage> add_slot(const Call& call, const NewSlot& input) {
  NewSlot in = input;
  in.words = trimmed(in.words.value_or(""));
  const store::EventRow event = TRY(locked(call, in.event));
  if (const auto known = store::find_slot(call.tx, in.id)) {
    const bool same = known->event == in.event && known->line.starts_at == in.starts_at &&
                      known->line.ends_at == in.ends_at && known->line.places == in.places &&
                      known->recorded_by == call.actor.id.text;
    if (!same) return fail(Fault::conflict, "events.id_taken", "/id");
    return open_event(call, {in.event});
  }
  TRY(check_planned(call, event));
  const packs::EventKind* kind = kind_of(call, event.line.kind, event.line.area, event.line.on);
  if (!kind || !kind->slots) return fail(Fault::invalid, "events.slot.none_here");
  Faults faults;
  const auto starts = read_clock(in.starts_at);
  const auto ends = read_clock(in.ends_at);
  if (!starts) faults.add("events.event.bad_clock", "/starts_at");
  if (!ends) faults.add("events.event.bad_clock", "/ends_at");
  if (starts && ends && *ends <= *starts)
    faults.add("events.slot.order", "/ends_at", {{"starts", in.starts_at}});
  TRY(std::move(faults).verdict());
  if (!store::add_slot(call, in, {.starts_min = *starts, .ends_min = *ends}))
    return fail(Fault::conflict, "events.id_taken", "/id");
  audit(call, "events.slot.added", "events_event", in.event.text, event.line.area,
        {{"slot", in.id.text}, {"starts_at", in.starts_at}, {"places", in.places}});
  return open_event(call, {in.event});
}

Result<EventPage> change_places(const Call& call, const NewPlaces& in) {
  constexpr const char* absent = "events.slot.absent";
  const auto known = store::find_slot(call.tx, in.slot);
  if (!known || !store::find_event(call, known->event)) return fail(Fault::not_found, absent);
  const store::EventRow event = TRY(locked(call, known->event));
  // As it is under the lock; a correction may have taken the slot along meanwhile.
  const store::SlotRow slot = *store::find_slot(call.tx, in.slot);
  if (slot.event != known->event) return corrected_already(call, known->event);
  if (slot.line.places == in.places) return open_event(call, {slot.event});
  TRY(check_planned(call, event));
  if (!store::change_places(call, in.slot, in.places))
    return fail(
        Fault::conflict, "events.slot.taken", "/places",
        {{"booked", std::to_string(slot.line.booked)}, {"places", std::to_string(in.places)}});
  audit(call, "events.slot.places_changed", "events_event", slot.event.text, event.line.area,
        {{"slot", in.slot.text}, {"before", slot.line.places}, {"places", in.places}});
  return open_event(call, {slot.event});
}

std::vector<SlotLine> slots_of(const Call& call, const EventId& event) {
  std::vector<SlotLine> lines;
  for (store::SlotRow& row : store::slots_of_event(call.tx, event))
    lines.push_back(std::move(row.line));
  if (lines.empty()) return lines;
  for (store::BookingRow& row : store::bookings_of(call.tx, event)) {
    const auto slot = std::ranges::find(lines, row.line.slot, &SlotLine::id);
    slot->bookings.push_back(shown(call, std::move(row.line)));
  }
  return lines;
}

Result<std::vector<OfferLine>> find_offers(const Call& call, const OffersQuery& query) {
  const Day today = call.today();
  const Day from = std::max(query.from.value_or(today), today);
  store::OfferFilter filter{.where = within_areas(call.actor, "e.area", 1),
                            .from = from,
                            .to = query.to,
                            .after_min = from == today ? minute_of_day(call) : 0,
                            .limit = query.limit.value_or(page_default)};
  if (query.person && !registry::area_of(call, *query.person))
    return fail(Fault::not_found, "events.roll.stranger", "/person");
  filter.own = query.person ? query.person : call.actor.person;
  if (is_person(call)) {
    const auto county = county_of(call, filter.own);
    if (!county) return std::vector<OfferLine>{};
    filter.where = within(*county, "e.area", 1);
  }
  if (query.area) {
    const Condition here =
        within(*query.area, "e.area", static_cast<int>(filter.where.values.size()) + 1);
    filter.where.text += " AND " + here.text;
    filter.where.values.insert(filter.where.values.end(), here.values.begin(), here.values.end());
  }
  auto rows = store::offers(call.tx, filter);
  registry::AreaNames places(call.tx);
  std::vector<Area> areas;
  for (const auto& row : rows) areas.push_back(row.area);
  places.load(areas);
  std::vector<OfferLine> lines;
  for (auto& row : rows) {
    lines.push_back(std::move(row.line));
    lines.back().where = places.place(row.area);
  }
  return lines;
}

// ---- booking -----------------------------------------------------------------------------------

Result<BookingLine> book(const Call& call, const NewBooking& input) {
  const Place place = TRY(locked_slot(call, input.slot, input.person, "events.slot.absent"));
  const NewBooking in = TRY(settled(call, input));
  const EventId event = place.slot.event;
  if (const auto known = store::find_booking(call.tx, in.id)) {
    if (!is_same(call, in, *known)) return fail(Fault::conflict, "events.id_taken", "/id");
    return line_of(call, in.id);
  }
  TRY(check_planned(call, place.event));
  const Day on = place.event.line.on;
  const bool over =
      on < call.today() || (on == call.today() && minute_of_day(call) >= place.slot.ends_min);
  if (over)
    return fail(Fault::conflict, "events.booking.over", {},
                {{"day", to_string(on)}, {"ends", place.slot.line.ends_at}});
  if (in.organisation && !registry::open_organisation(call, *in.organisation))
    return fail(Fault::invalid, "events.deliverer.unknown_body", "/organisation");
  std::optional<store::OnTheDay> person;
  if (in.person) {
    person = TRY(check_person(call, *in.person, on));
    if (const auto standing = store::standing_of(call.tx, event, *in.person))
      return other_slot(call, *standing);
  }
  if (!store::take_places(call.tx, in.slot, in.heads.value_or(1)))
    return fail(Fault::conflict, "events.booking.full", {},
                {{"free", std::to_string(place.slot.line.places - place.slot.line.booked)}});
  if (!store::add_booking(call, in, event)) return fail(Fault::conflict, "events.id_taken", "/id");
  if (in.person) expect(call, event, *in.person, *person);
  store::refresh(call.tx, event);
  audit(call, "events.booking.made", "events_booking", in.id.text, place.event.line.area,
        {{"slot", in.slot.text}, {"heads", in.heads.value_or(1)}});
  emit(call, "events.booked", in.id.text, {{"event", event.text}});
  return line_of(call, in.id);
}

Result<BookingLine> cancel_booking(const Call& call, const BookingCancellation& input) {
  constexpr const char* absent = "events.booking.absent";
  const std::string reason = trimmed(input.reason);
  if (reason.empty()) return fail(Fault::invalid, "events.reason.empty", "/reason");
  auto known = store::find_booking(call.tx, input.booking);
  if (!known) return fail(Fault::not_found, absent);
  const Place place = TRY(locked_slot(call, known->line.slot, known->line.person, absent));
  // A person gives back what they or who they speak for has booked, and sees no other booking.
  if (is_person(call) && !(known->line.person && registry::area_of(call, *known->line.person)))
    return fail(Fault::not_found, absent);
  known = store::find_booking(call.tx, input.booking);  // As it is under the lock.
  if (known->line.state == BookingState::cancelled) {
    if (known->cancelled_by == call.actor.id.text && known->line.reason == reason)
      return line_of(call, input.booking);
    return fail(Fault::conflict, "events.booking.cancelled");
  }
  TRY(check_planned(call, place.event));
  cancel_row(call, *known, place.event.line.area, reason);
  return line_of(call, input.booking);
}

Result<void> cancel_bookings_of(const Call& call, const PersonId& person,
                                const std::string& reason) {
  const auto known = store::person_on(call.tx, person, call.today());
  if (!known || !known->died_on) return {};
  for (const store::BookingRow& row : store::planned_of(call.tx, person)) {
    if (row.on < *known->died_on) continue;  // They may have come; the roll will say.
    store::lock_event(call.tx, row.event);
    const auto event = store::find_any_event(call.tx, row.event);
    cancel_row(call, row, event->line.area, reason);
  }
  return {};
}

}  // namespace zhulian::events
