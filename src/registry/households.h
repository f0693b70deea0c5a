// A household as an office enters and reads it: who lives there today, with what burden and what
// help. (How many are made at once from a roster or a sample stands in household.h.)
//
// Somebody lives in one household at a time: who joins another leaves the one they were in on that
// day. What was entered by mistake is taken back by an end on the day it began, and who had come
// from another household is there again. A household ends with the last who leaves, and lives on
// when somebody joins it on that day. Who cares for whom is a tie of its own (carer), so that it
// may reach beyond the household; benefits, work and schooling are facts of its people.
#pragma once

#include "registry/household.h"

namespace zhulian::registry {

using HouseholdId = Id<Household>;

// Somebody of the household who looks after another, or comes to.
struct CarerLine {
  PersonId person;
  std::string name;
};
ZHULIAN_RECORD(CarerLine, person, name);

struct MemberLine {
  PersonId person;
  std::string name;
  std::string sex;
  std::int64_t age;
  HouseholdRelation relation;
  std::optional<std::int64_t> category;  // Of a certificate that is valid today.
  std::optional<std::int64_t> level;
  std::vector<FactLine> facts;    // That hold today: work, schooling, benefits.
  std::vector<CarerLine> carers;  // Who cares for them.
  std::int64_t open_needs;
  Day from;
  std::optional<Day> until;  // The first day they no longer live there.
  std::string end_reason;
};
ZHULIAN_RECORD(MemberLine, person, name, sex, age, relation, category, level, facts, carers,
               open_needs, from, until, end_reason);

struct HouseholdCard {
  HouseholdId id;
  Area area;
  std::string place;
  Day from;
  std::optional<Day> until;
  std::vector<MemberLine> members;  // Who lives there today, the head first.
  std::vector<MemberLine> former;   // Who left or died, the last first; without facts.
  std::int64_t hidden;              // People there today whom the reader does not see.
};
ZHULIAN_RECORD(HouseholdCard, id, area, place, from, until, members, former, hidden);

struct HouseholdRef {
  HouseholdId household;
};
ZHULIAN_RECORD(HouseholdRef, household);

// Where a person lives today, if that is known.
struct HouseholdOfPerson {
  std::optional<HouseholdCard> household;
};
ZHULIAN_RECORD(HouseholdOfPerson, household);

struct MemberStart {
  PersonId person;
  std::optional<HouseholdRelation> relation;  // Other when left away.
};
ZHULIAN_RECORD(MemberStart, person, relation);

struct HouseholdStart {
  HouseholdId id;
  Area area;                         // A village or finer.
  std::vector<MemberStart> members;  // One at least, and one head at most.
  std::optional<Day> from;           // Today when left away.
};
ZHULIAN_RECORD(HouseholdStart, id, area, members, from);

struct MemberJoin {
  HouseholdId household;
  PersonId person;
  std::optional<HouseholdRelation> relation;
  std::optional<Day> from;
};
ZHULIAN_RECORD(MemberJoin, household, person, relation, from);
constexpr auto record_notes(const MemberJoin*) {
  return std::array{record::Note{
      .field = "from", .meaning = "Who lives in another household leaves it on this day."}};
}

struct MemberLeave {
  HouseholdId household;
  PersonId person;
  Day on;  // The first day they no longer live there; the day they came takes that back.
  std::string reason;
};
ZHULIAN_RECORD(MemberLeave, household, person, on, reason);
constexpr auto record_notes(const MemberLeave*) {
  return std::array{
      record::Note{.field = "on",
                   .meaning = "The first day they no longer live there. The day they came takes "
                              "back that they did."},
      record::Note{.field = "reason", .max_length = 200, .min_length = 1}};
}

// Each is done once, however often it is sent.
//   registry.area.outside, registry.person.area_too_wide, registry.household.empty, .heads,
//   .twice, .later, .order (day), .elsewhere (day), .overlap (day), .ended (day), .id_taken;
//   registry.person.absent (not found), registry.condition.dead (day)
Result<HouseholdCard> start_household(const Call&, const HouseholdStart&);
Result<HouseholdCard> join_household(const Call&, const MemberJoin&);
//   registry.household.absent, .no_member, .left (day), .order (day), .later
Result<HouseholdCard> leave_household(const Call&, const MemberLeave&);
Result<HouseholdCard> open_household(const Call&, const HouseholdRef&);
Result<HouseholdOfPerson> household_of_person(const Call&, const PersonRef&);

}  // namespace zhulian::registry
