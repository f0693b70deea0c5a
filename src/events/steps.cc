// The steps of an event: held, closed, cancelled, corrected. Each is a row; the database lets one
// of two at once win.
#include "events/steps.h"

#include "base/text.h"
#include "events/booking_store.h"
#include "events/centre_day_store.h"
#include "events/draft.h"
#include "events/event_store.h"
#include "events/events.h"
#include "events/parcel_store.h"
#include "platform/audit.h"
#include "platform/input.h"
#include "platform/outbox.h"

namespace zhulian::events {

Result<store::EventRow> locked(const Call& call, const EventId& id) {
  if (!store::find_event(call, id)) return fail(Fault::not_found, "events.event.absent");
  store::lock_event(call.tx, id);
  return *store::find_event(call, id);
}

std::unexpected<Error> corrected_already(const Call& call, const EventId& id) {
  const auto newest = store::newest_of(call.tx, id);
  return fail(Fault::conflict, "events.event.corrected", {},
              {{"newest", newest ? newest->text : ""}});
}

namespace {

// The event in the actor's hands, and still to be moved on.
Result<store::EventRow> movable(const Call& call, const EventId& id) {
  store::EventRow row = TRY(locked(call, id));
  if (row.line.state == Stage::corrected) return corrected_already(call, id);
  if (row.line.state == Stage::cancelled) return fail(Fault::conflict, "events.event.cancelled");
  return row;
}

std::int64_t present_on(const Call& call, const EventId& event) {
  std::int64_t present = 0;
  for (const store::RollRow& row : store::roll_of(call.tx, event))
    present += row.mark == Mark::present;
  return present;
}

// Everybody on the roll was alive on the day it was held, which may not be the one planned.
Result<void> check_roll(const Call& call, const EventId& event, Day on) {
  Faults faults;
  for (const store::RollRow& row : store::roll_of(call.tx, event)) {
    const auto person = store::person_on(call.tx, row.person, on);
    if (row.mark == Mark::present && person && person->died_on && *person->died_on <= on)
      faults.add("events.roll.dead", "/on", {{"day", to_string(*person->died_on)}});
  }
  return std::move(faults).verdict();
}

bool is_same(const Call& call, const Holding& holding, const store::HoldingRow& known) {
  return known.recorded_by == call.actor.id.text && known.held_on == *holding.on &&
         known.walk_ins == holding.walk_ins.value_or(0) &&
         (!holding.minutes || known.minutes == holding.minutes);
}

}  // namespace

Result<EventPage> hold(const Call& call, const Holding& input) {
  const store::EventRow row = TRY(movable(call, input.event));
  Holding holding = input;
  holding.on = input.on.value_or(row.planned_for);
  if (!holding.minutes) holding.minutes = row.line.minutes;
  if (const auto known = store::find_holding(call.tx, input.event)) {
    if (is_same(call, holding, *known)) return open_event(call, {input.event});
    return fail(Fault::conflict, "events.event.held_already");
  }
  if (*holding.on > call.today())
    return fail(Fault::invalid, "events.event.in_future", "/on", {{"day", to_string(*holding.on)}});
  const packs::EventKind* kind = kind_of(call, row.line.kind, row.line.area, *holding.on);
  if (!kind)
    return fail(Fault::invalid, "events.kind.unknown", "/on",
                {{"code", row.line.kind}, {"day", to_string(*holding.on)}});
  const std::string words = trimmed(holding.words.value_or(row.words));
  const Content content{.on = *holding.on,
                        .is_held = true,
                        .minutes = holding.minutes,
                        .walk_ins = holding.walk_ins.value_or(0),
                        .online = holding.online.value_or(0),
                        .persons = holding.persons,
                        .present = static_cast<std::size_t>(present_on(call, input.event)),
                        .deliverers = holding.deliverers,
                        .items = holding.items,
                        .evidence = holding.evidence,
                        .words = words,
                        .corrects = row.line.corrects,
                        .event = input.event};
  const auto persons = TRY(check_content(call, *kind, content));
  TRY(check_roll(call, input.event, *holding.on));
  if (!store::add_holding(call, {.event = input.event,
                                 .held_on = *holding.on,
                                 .minutes = holding.minutes,
                                 .walk_ins = content.walk_ins,
                                 .online = content.online}))
    return fail(Fault::conflict, "events.event.held_already");
  if (*holding.on != row.planned_for) store::restamp(call.tx, input.event, *holding.on);
  put_on_roll(call, input.event, holding.persons, persons, Mark::present);
  if (!holding.deliverers.empty()) {
    store::drop_deliverers(call.tx, input.event);
    store::add_deliverers(call.tx, input.event, holding.deliverers);
  }
  store::add_items(call.tx, input.event, holding.items);
  store::add_evidence(call.tx, input.event, holding.evidence);
  store::set_words(call.tx, input.event, words);
  store::refresh(call.tx, input.event);
  audit(call, "events.event.held", "events_event", input.event.text, row.line.area,
        {{"kind", row.line.kind},
         {"on", to_string(*holding.on)},
         {"persons", holding.persons.size()},
         {"walk_ins", content.walk_ins}});
  emit(call, "events.held", input.event.text, {{"kind", row.line.kind}});
  return open_event(call, {input.event});
}

Result<EventPage> close(const Call& call, const Closing& input) {
  const store::EventRow row = TRY(movable(call, input.event));
  Closing closing = input;
  closing.words = trimmed(input.words.value_or(""));
  if (const auto known = store::find_closing(call.tx, input.event)) {
    if (known->recorded_by == call.actor.id.text && known->words == *closing.words)
      return open_event(call, {input.event});
    return fail(Fault::conflict, "events.event.closed");
  }
  if (row.line.state != Stage::held) return fail(Fault::conflict, "events.event.not_held");
  if (!store::add_closing(call, closing)) return fail(Fault::conflict, "events.event.closed");
  store::refresh(call.tx, input.event);
  audit(call, "events.event.closed", "events_event", input.event.text, row.line.area);
  emit(call, "events.closed", input.event.text, {{"kind", row.line.kind}});
  return open_event(call, {input.event});
}

namespace {

// Who booked learns that nothing will take place: a word for each to whoever passes on news, and
// a line on the person's page (events_timeline_public).
void tell_bookings(const Call& call, const EventId& event) {
  for (const store::BookingRow& row : store::bookings_of(call.tx, event))
    if (row.line.state == BookingState::called_off)
      emit(call, "events.booking_called_off", row.line.id.text, {{"event", event.text}});
}

}  // namespace

Result<EventPage> cancel(const Call& call, const Cancellation& input) {
  const store::EventRow row = TRY(locked(call, input.event));
  const std::string reason = trimmed(input.reason);
  if (reason.empty()) return fail(Fault::invalid, "events.reason.empty", "/reason");
  if (row.line.state == Stage::corrected) return corrected_already(call, input.event);
  if (const auto known = store::find_cancellation(call.tx, input.event)) {
    if (known->recorded_by == call.actor.id.text && known->words == reason)
      return open_event(call, {input.event});
    return fail(Fault::conflict, "events.event.cancelled");
  }
  if (row.line.state != Stage::planned) return fail(Fault::conflict, "events.event.cannot_cancel");
  if (!store::add_cancellation(call, input.event, reason))
    return fail(Fault::conflict, "events.event.cancelled");
  store::refresh(call.tx, input.event);
  tell_bookings(call, input.event);
  audit(call, "events.event.cancelled", "events_event", input.event.text, row.line.area);
  emit(call, "events.cancelled", input.event.text, {{"kind", row.line.kind}});
  return open_event(call, {input.event});
}

namespace {

// What a correction must leave as it is, because something else hangs on it.
Result<void> check_ties(const Call& call, const store::EventRow& old, const NewEvent& instead) {
  if (store::is_site_day(call.tx, old.line.id)) {
    if (instead.kind != old.line.kind || instead.site != old.line.site || instead.on != old.line.on)
      return fail(Fault::invalid, "events.day.other_day", "/instead/on");
  }
  if (!store::slots_of_event(call.tx, old.line.id).empty()) {
    const auto* kind = kind_of(call, instead.kind, old.line.area, instead.on);
    if (kind && !kind->slots) return fail(Fault::invalid, "events.slot.booked", "/instead/kind");
  }
  if (const auto person = store::parcel_of(call.tx, old.line.id)) {
    if (instead.kind != old.line.kind || instead.campaign != old.line.campaign ||
        instead.persons != std::vector<PersonId>{*person})
      return fail(Fault::invalid, "events.parcel.other_person", "/instead/persons");
  }
  return {};
}

// Who booked is on the roll of the event that stands for it. Whom the correction names stands there
// already; the others are expected, or stay marked as they were at what took place.
void carry_bookers(const Call& call, const EventId& old, const EventId& event, bool is_held) {
  for (const store::BookingRow& row : store::bookings_of(call.tx, event)) {
    if (row.line.state != BookingState::booked || !row.line.person) continue;
    const auto person = store::person_on(call.tx, *row.line.person, row.on);
    if (!person || (person->died_on && *person->died_on <= row.on)) continue;
    const auto before = store::find_mark(call.tx, old, *row.line.person);
    const bool stays =
        is_held && before && (before->mark == Mark::leave || before->mark == Mark::absent);
    store::add_mark(
        call,
        {.event = event, .person = *row.line.person, .mark = stays ? before->mark : Mark::expected},
        *person);
  }
}

// Faults of the new event stand below /instead.
Error below(Error error, std::string_view field) {
  for (Error& other : error.others) other = below(std::move(other), field);
  error.field = std::string(field) + error.field;
  return error;
}

Result<void> void_event(const Call& call, const store::EventRow& old, const EventId& instead,
                        const std::string& reason) {
  if (!store::add_voiding(call, old.line.id, instead, reason))
    return fail(Fault::conflict, "events.id_taken", "/instead/id");
  store::add_cancellation(call, instead, reason);
  store::move_slots(call.tx, old.line.id, instead);
  store::refresh(call.tx, instead);
  tell_bookings(call, instead);
  store::drop_site_day(call.tx, old.line.id);
  return {};
}

Result<void> replace_event(const Call& call, const store::EventRow& old, const NewEvent& instead,
                           const std::string& reason) {
  TRY(check_ties(call, old, instead));
  const auto settled = settle(call, instead, old.line.id);
  if (!settled) return std::unexpected(below(settled.error(), "/instead"));
  const auto kept = keep(call, instead, *settled, old.line.id, reason);
  if (!kept) return std::unexpected(below(kept.error(), "/instead"));
  store::move_site_day(call.tx, old.line.id, instead.id);
  store::move_delivery(call.tx, old.line.id, instead.id);
  store::move_slots(call.tx, old.line.id, instead.id);
  carry_bookers(call, old.line.id, instead.id, settled->is_held);
  return {};
}

}  // namespace

Result<EventPage> correct(const Call& call, const Correction& input) {
  NewEvent instead = tidied(input.instead);
  const std::string reason = trimmed(input.reason);
  if (reason.empty()) return fail(Fault::invalid, "events.reason.empty", "/reason");
  const store::EventRow old = TRY(locked(call, input.event));
  if (const auto known = store::find_any_event(call.tx, instead.id)) {
    if (known->line.corrects == input.event && known->reason == reason &&
        known->recorded_by == call.actor.id.text)
      return open_event(call, {instead.id});
    return fail(Fault::conflict, "events.id_taken", "/instead/id");
  }
  if (old.line.state == Stage::corrected) return corrected_already(call, input.event);
  // What took place has taken place, unless the correction itself says that it is still to come.
  const bool was_held = old.line.state == Stage::held || old.line.state == Stage::closed;
  if (was_held && !instead.held && instead.on <= call.today()) instead.held = true;
  const bool took_place = input.took_place.value_or(true);
  if (took_place)
    TRY(replace_event(call, old, instead, reason));
  else
    TRY(void_event(call, old, instead.id, reason));
  store::refresh(call.tx, input.event);
  audit(call, "events.event.corrected", "events_event", input.event.text, old.line.area,
        {{"instead", instead.id.text}, {"took_place", took_place}});
  emit(call, "events.corrected", input.event.text, {{"instead", instead.id.text}});
  return open_event(call, {instead.id});
}

}  // namespace zhulian::events
