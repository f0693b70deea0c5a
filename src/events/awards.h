// Awards of a year: nominated, reviewed, shown in public, given.
//
//   nominated -> passed -> published -> awarded      nominated -> refused
//   any of these but refused -> withdrawn, with the reason
//
// Each step is a row with who and when; where an award stands is read from the rows. Nothing is
// given before its notice has hung as long as the pack asks for its kind (award_kind.notice_days),
// nor while an objection has no answer.
#pragma once

#include "events/events.h"

namespace zhulian::events {

struct Award;
struct Objection;
using AwardId = Id<Award>;

enum class AwardState { nominated, passed, refused, published, awarded, withdrawn };
constexpr Names<AwardState, 6> award_state_names{{{
    {AwardState::nominated, "nominated"},
    {AwardState::passed, "passed"},
    {AwardState::refused, "refused"},
    {AwardState::published, "published"},
    {AwardState::awarded, "awarded"},
    {AwardState::withdrawn, "withdrawn"},
}}};
constexpr const auto& names_of(AwardState) {
  return award_state_names;
}

enum class Verdict { passed, refused };
constexpr Names<Verdict, 2> verdict_names{
    {{{Verdict::passed, "passed"}, {Verdict::refused, "refused"}}}};
constexpr const auto& names_of(Verdict) {
  return verdict_names;
}

// Of a person or of an organisation.
struct NewAward {
  AwardId id;
  std::string kind;  // A code of award_kind.
  std::int64_t year;
  std::optional<PersonId> person;
  std::optional<OrganisationId> organisation;
  std::optional<std::string> nominated_by;  // Who puts them forward; the office when left away.
  std::optional<Day> on;                    // Today when left away.
  std::string reason;
};
ZHULIAN_RECORD(NewAward, id, kind, year, person, organisation, nominated_by, on, reason);
constexpr auto record_notes(const NewAward*) {
  return std::array{record::Note{.field = "year", .minimum = 1990, .maximum = 9998},
                    record::Note{.field = "nominated_by", .max_length = 120},
                    record::Note{.field = "reason", .max_length = 2000, .min_length = 1}};
}

struct AwardLine {
  AwardId id;
  std::string kind;
  std::int64_t year;
  std::string nominee_kind;  // person, organisation
  std::string nominee;       // Its id.
  std::string nominee_name;  // Masked for who may not read people.
  Area area;                 // The nominee's, on the day of the nomination.
  std::string where;
  Day nominated_on;
  std::string nominated_by;
  AwardState state;
  std::optional<Day> notice_from;
  std::optional<Day> notice_last;
  std::int64_t objections;
  std::optional<Day> granted_on;
  std::optional<EventId> event;  // The ceremony.
};
ZHULIAN_RECORD(AwardLine, id, kind, year, nominee_kind, nominee, nominee_name, area, where,
               nominated_on, nominated_by, state, notice_from, notice_last, objections, granted_on,
               event);

struct ObjectionLine {
  Id<Objection> id;
  Day on;
  std::string words;  // "" for who neither decides on awards nor wrote it down.
  std::string by;     // A user's id.
};
ZHULIAN_RECORD(ObjectionLine, id, on, words, by);

struct AwardPage {
  AwardLine award;
  std::string reason;
  std::string place;  // Where the notice hangs, or hung.
  std::int64_t notice_days;
  std::vector<StepLine> steps;  // nominated, passed or refused, published, awarded, withdrawn
  std::vector<ObjectionLine> objections;
};
ZHULIAN_RECORD(AwardPage, award, reason, place, notice_days, steps, objections);

struct AwardsQuery {
  std::optional<Area> area;
  std::optional<std::int64_t> year;
  std::optional<std::string> kind;
  std::optional<AwardState> state;
  std::optional<PersonId> person;
  std::optional<OrganisationId> organisation;
  std::optional<std::string> cursor;
  std::optional<std::int64_t> limit;
};
ZHULIAN_RECORD(AwardsQuery, area, year, kind, state, person, organisation, cursor, limit);
constexpr auto record_notes(const AwardsQuery*) {
  return std::array{record::Note{.field = "limit", .minimum = 1, .maximum = 200}};
}

struct AwardRef {
  AwardId award;
};
ZHULIAN_RECORD(AwardRef, award);

struct AwardReview {
  AwardId award;
  Verdict verdict;
  std::optional<Day> on;  // Today when left away, as in every step.
  std::string words;
};
ZHULIAN_RECORD(AwardReview, award, verdict, on, words);
constexpr auto record_notes(const AwardReview*) {
  return std::array{record::Note{.field = "words", .max_length = 2000, .min_length = 1}};
}

struct AwardNotice {
  AwardId award;
  std::optional<Day> from;
  std::optional<Day> last;  // As many days as the kind asks for, when left away.
  std::optional<std::string> place;
};
ZHULIAN_RECORD(AwardNotice, award, from, last, place);
constexpr auto record_notes(const AwardNotice*) {
  return std::array{record::Note{.field = "place", .max_length = 200}};
}

struct NewObjection {
  AwardId award;
  Id<Objection> id;
  std::optional<Day> on;
  std::string words;
};
ZHULIAN_RECORD(NewObjection, award, id, on, words);
constexpr auto record_notes(const NewObjection*) {
  return std::array{record::Note{.field = "words", .max_length = 2000, .min_length = 1}};
}

struct Granting {
  AwardId award;
  std::optional<Day> on;
  std::optional<EventId> event;
  std::optional<std::string> words;  // Required where somebody objected: what was found.
};
ZHULIAN_RECORD(Granting, award, on, event, words);
constexpr auto record_notes(const Granting*) {
  return std::array{record::Note{.field = "words", .max_length = 2000}};
}

struct AwardWithdrawal {
  AwardId award;
  std::string reason;
};
ZHULIAN_RECORD(AwardWithdrawal, award, reason);
constexpr auto record_notes(const AwardWithdrawal*) {
  return std::array{record::Note{.field = "reason", .max_length = 2000, .min_length = 1}};
}

Result<AwardPage> nominate(const Call&, const NewAward&);
Result<http::Page<AwardLine>> find_awards(const Call&, const AwardsQuery&);  // The latest first.
Result<AwardPage> open_award(const Call&, const AwardRef&);
Result<AwardPage> review_award(const Call&, const AwardReview&);
Result<AwardPage> publish_award(const Call&, const AwardNotice&);
Result<AwardPage> object(const Call&, const NewObjection&);
Result<AwardPage> grant_award(const Call&, const Granting&);
Result<AwardPage> withdraw_award(const Call&, const AwardWithdrawal&);

}  // namespace zhulian::events
