// Days at a site: who is enrolled there, in which mode of care, and who came on a day.
//
// A day at a centre is an event like others, of the kind that the packs call `centre_day`; the
// first mark of a day makes it, and two tablets that begin a day at once make one. Who may be
// enrolled is a condition of the packs on the person of the first day; what it asks for and
// nobody knows is told, never guessed.
#pragma once

#include "events/events.h"
#include "packs/event_rules.h"

namespace zhulian::events {

// The kind of event that is a site's day: a key of events.yaml that the program knows.
inline constexpr std::string_view day_kind = "centre_day";

struct Enrolment;

struct NewEnrolment {
  Id<Enrolment> id;
  SiteId site;
  PersonId person;
  std::string care_mode;    // A code of care_mode.
  std::optional<Day> from;  // Today when left away.
  std::optional<std::string> words;
};
ZHULIAN_RECORD(NewEnrolment, id, site, person, care_mode, from, words);
constexpr auto record_notes(const NewEnrolment*) {
  return std::array{record::Note{.field = "words", .max_length = 500}};
}

struct EnrolmentLine {
  Id<Enrolment> id;
  SiteId site;
  PersonId person;
  std::string person_name;
  std::string care_mode;
  Day from;
  std::optional<Day> until;  // The first day no longer.
  std::string words;
  std::string end_reason;
};
ZHULIAN_RECORD(EnrolmentLine, id, site, person, person_name, care_mode, from, until, words,
               end_reason);

struct EnrolmentQuery {
  std::optional<Area> area;
  std::optional<SiteId> site;
  std::optional<PersonId> person;
  std::optional<std::string> care_mode;
  std::optional<Day> on;  // Live on that day; all when left away.
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(EnrolmentQuery, area, site, person, care_mode, on, cursor, limit);
constexpr auto record_notes(const EnrolmentQuery*) {
  return std::array{record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

struct EnrolmentEnd {
  Id<Enrolment> enrolment;
  Day on;  // The first day no longer.
  std::string reason;
};
ZHULIAN_RECORD(EnrolmentEnd, enrolment, on, reason);
constexpr auto record_notes(const EnrolmentEnd*) {
  return std::array{record::Note{.field = "reason", .max_length = 500, .min_length = 1}};
}

struct DayQuery {
  SiteId site;
  std::optional<Day> on;  // Today when left away.
};
ZHULIAN_RECORD(DayQuery, site, on);

// Somebody who is enrolled, or stands on the day's roll without being so.
struct DayPerson {
  PersonId person;
  std::string name;
  std::string care_mode;
  std::optional<Mark> mark;  // Empty while nobody has looked.
  std::optional<std::string> arrived_at;
  bool meal;
  bool birthday;  // On this very day.
};
ZHULIAN_RECORD(DayPerson, person, name, care_mode, mark, arrived_at, meal, birthday);

struct Birthday {
  PersonId person;
  std::string name;
  Day on;  // In this month; 29 February of a common year is kept on 1 March.
  std::int64_t turns;
};
ZHULIAN_RECORD(Birthday, person, name, on, turns);

struct CentreDay {
  SiteId site;
  Day on;
  std::optional<EventId> event;  // Empty before the first mark.
  std::optional<Stage> state;
  std::vector<DayPerson> people;
  std::vector<Birthday> birthdays;  // Of the month.
};
ZHULIAN_RECORD(CentreDay, site, on, event, state, people, birthdays);

struct DayMark {
  SiteId site;
  std::optional<Day> on;  // Today when left away; never tomorrow.
  PersonId person;
  Mark mark;
  std::optional<std::string> arrived_at;
  std::optional<bool> meal;
  std::optional<Mark> replaces;
};
ZHULIAN_RECORD(DayMark, site, on, person, mark, arrived_at, meal, replaces);

Result<EnrolmentLine> enrol(const Call&, const NewEnrolment&);
Result<EnrolmentLine> end_enrolment(const Call&, const EnrolmentEnd&);
Result<http::Page<EnrolmentLine>> find_enrolments(const Call&, const EnrolmentQuery&);
// Ends what is live of somebody who died, on the day of the death: what the register's own event
// brings about, whoever recorded it.
Result<void> end_enrolments_of(const Call&, const PersonId&, const std::string& reason);

// Ends what is live at a site on the day the site ends, whoever ended it.
Result<void> end_enrolments_at(const Call&, const SiteId&, const std::string& reason);

Result<CentreDay> open_day(const Call&, const DayQuery&);
Result<RollLine> mark_day(const Call&, const DayMark&);

}  // namespace zhulian::events
