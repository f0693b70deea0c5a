// Events: what was done with and for people, or is planned. A visit, an activity with its roll, a
// clinic, a day at a centre: the packs say which kinds there are and what each must tell.
//
//   planned -> held -> closed          planned -> cancelled
//
// Each step is a row that says who and when. Nothing is overwritten: what was wrong is corrected
// by a new event that names the old one, and then the new one counts alone. Only what was held
// counts anywhere. What is counted is typed: known people on the roll, walk-ins who were only
// counted, and, apart, those who watched from afar.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "http/route.h"
#include "platform/call.h"
#include "platform/files.h"
#include "registry/sites.h"

namespace zhulian::events {

using registry::OrganisationId;
using registry::PersonId;
using registry::SiteId;
struct Event;
struct Campaign;
struct Slot;
struct Booking;
using EventId = Id<Event>;
using SlotId = Id<Slot>;
using BookingId = Id<Booking>;
using CampaignId = Id<Campaign>;

enum class Stage { planned, held, closed, cancelled, corrected };
constexpr Names<Stage, 5> stage_names{{{
    {Stage::planned, "planned"},
    {Stage::held, "held"},
    {Stage::closed, "closed"},        // Its record is complete; the roll changes no more.
    {Stage::cancelled, "cancelled"},  // It was not held and will not be.
    {Stage::corrected, "corrected"},  // Another event stands for it.
}}};
constexpr const auto& names_of(Stage) {
  return stage_names;
}

enum class Mark { expected, present, leave, absent };
constexpr Names<Mark, 4> mark_names{{{
    {Mark::expected, "expected"},  // Named when it was planned; nobody has looked yet.
    {Mark::present, "present"},
    {Mark::leave, "leave"},
    {Mark::absent, "absent"},
}}};
constexpr const auto& names_of(Mark) {
  return mark_names;
}

enum class BookingState { booked, cancelled, called_off };
constexpr Names<BookingState, 3> booking_state_names{{{
    {BookingState::booked, "booked"},
    {BookingState::cancelled, "cancelled"},    // By who booked, or for them.
    {BookingState::called_off, "called_off"},  // The event itself will not take place.
}}};
constexpr const auto& names_of(BookingState) {
  return booking_state_names;
}

// ---- kinds -----------------------------------------------------------------------------------

// What a form must know of a kind; the names stand in the code list event_kind.
struct KindLine {
  std::string key;
  std::string beneficiaries;  // person, household, roll, none
  bool walk_ins;
  bool online;
  std::string site;  // none, optional, required
  std::string type;
  std::string length;
  std::string aid_field;
  bool may_plan;
  bool slots;  // Parts of the day may be booked.
  std::int64_t photos_min;
  std::int64_t note_min;
  std::vector<std::string> items;       // Empty: any.
  std::vector<std::string> deliverers;  // Empty: any.
};
ZHULIAN_RECORD(KindLine, key, beneficiaries, walk_ins, online, site, type, length, aid_field,
               may_plan, slots, photos_min, note_min, items, deliverers);

// ---- making one ------------------------------------------------------------------------------

// Who did it. The first of a list leads.
struct Deliverer {
  std::string kind;  // A code of deliverer_kind.
  std::optional<OrganisationId> organisation;
  std::optional<PersonId> person;
  std::optional<std::string> name;
  std::optional<std::int64_t> heads;  // 1 when left away.
};
ZHULIAN_RECORD(Deliverer, kind, organisation, person, name, heads);
constexpr auto record_notes(const Deliverer*) {
  return std::array{record::Note{.field = "name", .max_length = 120},
                    record::Note{.field = "heads", .minimum = 1, .maximum = 10000}};
}

// What was given or done: to one person of the roll, or to all of it.
struct ItemGiven {
  std::string item;  // A code of event_item.
  std::optional<PersonId> person;
  std::optional<std::int64_t> quantity;  // 1 when left away.
  std::optional<std::int64_t> value_fen;
};
ZHULIAN_RECORD(ItemGiven, item, person, quantity, value_fen);
constexpr auto record_notes(const ItemGiven*) {
  return std::array{record::Note{.field = "quantity", .minimum = 1, .maximum = 1000000},
                    record::Note{.field = "value_fen", .minimum = 0, .maximum = 100000000000}};
}

struct NewEvent {
  EventId id;
  std::string kind;
  std::optional<std::string> activity_type;
  std::optional<std::string> title;
  std::optional<Area> area;  // The site's, or the first person's, when left away.
  std::optional<SiteId> site;
  std::optional<std::string> place;
  std::optional<CampaignId> campaign;
  Day on;
  std::optional<std::string> starts_at;  // "09:30"
  std::optional<std::int64_t> minutes;
  std::optional<bool> held;  // Of a day that is over: yes. Of one to come: no.
  std::optional<std::int64_t> walk_ins;
  std::optional<std::int64_t> online;
  std::vector<PersonId> persons;  // Who came; of a planned event: who is expected.
  std::vector<Deliverer> deliverers;
  std::vector<ItemGiven> items;
  std::vector<std::string> evidence;  // Ids that POST /event-files answered.
  std::vector<std::string> tags;
  std::vector<std::string> accessibility;
  std::optional<std::string> money_source;
  std::optional<std::string> aid_field;
  std::optional<std::string> words;
};
ZHULIAN_RECORD(NewEvent, id, kind, activity_type, title, area, site, place, campaign, on, starts_at,
               minutes, held, walk_ins, online, persons, deliverers, items, evidence, tags,
               accessibility, money_source, aid_field, words);
constexpr auto record_notes(const NewEvent*) {
  return std::array{
      record::Note{.field = "title", .max_length = 120},
      record::Note{.field = "place", .max_length = 120},
      record::Note{.field = "starts_at", .meaning = "HH:MM.", .max_length = 5},
      record::Note{.field = "minutes", .minimum = 1, .maximum = 1440},
      record::Note{.field = "held",
                   .meaning = "True records what has happened; a day to come cannot have."},
      record::Note{.field = "walk_ins",
                   .meaning = "People who were counted and are not known by name.",
                   .minimum = 0,
                   .maximum = 1000000},
      record::Note{.field = "online",
                   .meaning = "People who watched from afar; they are counted apart.",
                   .minimum = 0,
                   .maximum = 100000000},
      record::Note{.field = "persons", .meaning = "Who came; of a planned event who is expected."},
      record::Note{.field = "words", .max_length = 2000}};
}

// ---- the steps -------------------------------------------------------------------------------

// It took place. What is left away stays as planned.
struct Holding {
  EventId event;
  std::optional<Day> on;  // The day planned for.
  std::optional<std::int64_t> minutes;
  std::optional<std::int64_t> walk_ins;
  std::optional<std::int64_t> online;
  std::vector<PersonId> persons;  // Who came, beside those marked already.
  std::vector<Deliverer> deliverers;
  std::vector<ItemGiven> items;
  std::vector<std::string> evidence;
  std::optional<std::string> words;
};
ZHULIAN_RECORD(Holding, event, on, minutes, walk_ins, online, persons, deliverers, items, evidence,
               words);
constexpr auto record_notes(const Holding*) {
  return std::array{
      record::Note{.field = "minutes", .minimum = 1, .maximum = 1440},
      record::Note{.field = "walk_ins", .minimum = 0, .maximum = 1000000},
      record::Note{.field = "online", .minimum = 0, .maximum = 100000000},
      record::Note{.field = "deliverers", .meaning = "In place of those planned, if any is named."},
      record::Note{.field = "words", .max_length = 2000}};
}

struct Closing {
  EventId event;
  std::optional<std::string> words;  // What came of it.
};
ZHULIAN_RECORD(Closing, event, words);
constexpr auto record_notes(const Closing*) {
  return std::array{record::Note{.field = "words", .max_length = 2000}};
}

struct Cancellation {
  EventId event;
  std::string reason;
};
ZHULIAN_RECORD(Cancellation, event, reason);
constexpr auto record_notes(const Cancellation*) {
  return std::array{record::Note{.field = "reason", .max_length = 500, .min_length = 1}};
}

// The whole event as it should have been recorded; `void` where nothing of the kind took place.
struct Correction {
  EventId event;
  std::string reason;
  std::optional<bool> took_place;  // False: the old one never happened, and nothing stands for it.
  NewEvent instead;
};
ZHULIAN_RECORD(Correction, event, reason, took_place, instead);
constexpr auto record_notes(const Correction*) {
  return std::array{
      record::Note{.field = "reason", .max_length = 500, .min_length = 1},
      record::Note{.field = "took_place",
                   .meaning = "False where nothing of the kind took place: the new event is "
                              "cancelled at once."},
      record::Note{.field = "instead", .meaning = "The whole event as it should have been."}};
}

// One line of the roll. Two who mark at once: the second is told what stands, unless `replaces`
// says that this was seen.
struct RollMark {
  EventId event;
  PersonId person;
  Mark mark;
  std::optional<std::string> arrived_at;  // "08:55"
  std::optional<bool> meal;
  std::optional<Mark> replaces;
};
ZHULIAN_RECORD(RollMark, event, person, mark, arrived_at, meal, replaces);
constexpr auto record_notes(const RollMark*) {
  return std::array{
      record::Note{.field = "arrived_at", .meaning = "HH:MM.", .max_length = 5},
      record::Note{.field = "replaces", .meaning = "The mark that was seen and is replaced."}};
}

// ---- reading ---------------------------------------------------------------------------------

struct EventLine {
  EventId id;
  std::string kind;
  std::string activity_type;
  std::string title;
  Area area;
  std::string where;  // Town and village by name.
  std::optional<SiteId> site;
  std::string place;
  std::optional<CampaignId> campaign;
  Day on;
  std::optional<std::string> starts_at;
  std::optional<std::int64_t> minutes;  // How long it was; before, how long it is to be.
  Stage state;
  std::int64_t attendance;  // Known and counted people who came.
  std::int64_t walk_ins;
  std::int64_t online;
  std::string deliverer_kind;  // Of who leads; "" while nobody is named.
  std::string aid_field;
  std::string money_source;
  std::optional<EventId> corrects;
  // A planned event whose site is there no longer on its day: the first such day. Somebody finds
  // another place for it, or cancels it.
  std::optional<Day> site_ended;
};
ZHULIAN_RECORD(EventLine, id, kind, activity_type, title, area, where, site, place, campaign, on,
               starts_at, minutes, state, attendance, walk_ins, online, deliverer_kind, aid_field,
               money_source, corrects, site_ended);

struct RollLine {
  PersonId person;
  std::string name;  // Masked for who may not read people.
  Area area;         // Of the day.
  Mark mark;
  std::optional<std::string> arrived_at;
  bool meal;
};
ZHULIAN_RECORD(RollLine, person, name, area, mark, arrived_at, meal);

struct StepLine {
  std::string step;  // recorded, held, closed, cancelled
  Instant at;
  std::string by;  // A user's id.
  std::string words;
};
ZHULIAN_RECORD(StepLine, step, at, by, words);

// Who booked part of a day: a known person, or people who are only counted.
struct BookingLine {
  BookingId id;
  SlotId slot;
  std::optional<PersonId> person;
  std::string name;  // Of the person (masked for who may not read people), body or party.
  std::optional<OrganisationId> organisation;
  std::int64_t heads;
  BookingState state;
  std::optional<Mark> mark;  // Of the person on the roll.
  std::string words;
  std::string reason;  // Why it was cancelled or called off; "" while it stands.
};
ZHULIAN_RECORD(BookingLine, id, slot, person, name, organisation, heads, state, mark, words,
               reason);

struct SlotLine {
  SlotId id;
  std::string starts_at;  // "09:30", as the clock there says.
  std::string ends_at;
  std::int64_t places;
  std::int64_t booked;  // Places that are taken.
  std::string words;
  std::vector<BookingLine> bookings;  // As they came, the cancelled ones too.
};
ZHULIAN_RECORD(SlotLine, id, starts_at, ends_at, places, booked, words, bookings);

struct EventPage {
  EventLine event;
  std::string words;
  std::vector<Deliverer> deliverers;
  std::vector<RollLine> roll;
  std::vector<SlotLine> slots;  // By their time.
  std::vector<ItemGiven> items;
  std::vector<std::string> evidence;
  std::vector<std::string> tags;
  std::vector<std::string> accessibility;
  std::vector<StepLine> steps;
  std::optional<EventId> corrected_by;  // The newest that stands for it.
};
ZHULIAN_RECORD(EventPage, event, words, deliverers, roll, slots, items, evidence, tags,
               accessibility, steps, corrected_by);

struct EventsQuery {
  std::optional<Area> area;
  std::optional<std::string> kind;
  std::optional<SiteId> site;
  std::optional<PersonId> person;
  std::optional<CampaignId> campaign;
  std::optional<Stage> state;
  std::optional<Day> from;
  std::optional<Day> to;
  std::optional<std::string> tag;
  std::optional<bool> site_ended;
  std::optional<std::string> consent;
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(EventsQuery, area, kind, site, person, campaign, state, from, to, tag, site_ended,
               consent, cursor, limit);
constexpr auto record_notes(const EventsQuery*) {
  return std::array{
      record::Note{.field = "site_ended",
                   .meaning = "True: only planned events whose site has ended by their day."},
      record::Note{.field = "consent",
                   .meaning = "A purpose: only events at which somebody was who agrees to it "
                              "today, such as thanks that may be shown with a name.",
                   .max_length = 60},
      record::Note{.field = "state", .meaning = "All but the corrected when left away."},
      record::Note{.field = "to", .meaning = "The last day."},
      record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

struct EventRef {
  EventId event;
};
ZHULIAN_RECORD(EventRef, event);

struct FileRef {
  EventId event;
  Id<StoredFile> file;
};
ZHULIAN_RECORD(FileRef, event, file);

struct SentFile {
  Id<StoredFile> id;
};
ZHULIAN_RECORD(SentFile, id);

Result<std::vector<KindLine>> find_kinds(const Call&);  // Those of the actor's place, today.

Result<EventPage> record_event(const Call&, const NewEvent&);  // The same id twice is one event.
Result<EventPage> open_event(const Call&, const EventRef&);
Result<http::Page<EventLine>> find_events(const Call&, const EventsQuery&);

Result<EventPage> hold(const Call&, const Holding&);
Result<EventPage> close(const Call&, const Closing&);
Result<EventPage> cancel(const Call&, const Cancellation&);
Result<EventPage> correct(const Call&, const Correction&);
Result<RollLine> mark(const Call&, const RollMark&);

}  // namespace zhulian::events
