// The rows of households entered one by one, and what their card shows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/households.h"

namespace zhulian::registry::store {

struct HouseholdRow {
  HouseholdId id;
  Area area;
  Day from;
  std::optional<Day> until;
};
std::optional<HouseholdRow> find_household(Tx&, const HouseholdId&, bool lock);
bool insert_household(const Call&, const HouseholdRow&);  // False when the id is taken.
void end_household(Tx&, const HouseholdId&, Day until);   // open_end: it lives on.
void delete_household(Tx&, const HouseholdId&);           // Nobody ever lived there.

// Where somebody lived and when; the latest first.
struct LivingRow {
  HouseholdId household;
  PersonId person;
  HouseholdRelation relation;
  Day from;
  std::optional<Day> until;
  std::string end_reason;
};
std::vector<LivingRow> livings_of(Tx&, const PersonId&);
// Of those who live there without an end.
std::vector<LivingRow> living_in(Tx&, const HouseholdId&);
std::optional<Day> last_left(Tx&, const HouseholdId&);  // The latest end of all who left.

void insert_living(const Call&, const LivingRow&);
// `moved_to`: because they joined that household.
void end_living(const Call&, const PersonId&, Day from, Day on, const std::string& reason,
                const std::optional<HouseholdId>& moved_to);
void reopen_living(Tx&, const PersonId&, Day from);
void delete_living(Tx&, const PersonId&, Day from);
// The household that they left on the day for that other one.
std::optional<LivingRow> came_from(Tx&, const PersonId&, const HouseholdId&, Day on);

// All of a household whom the actor may see, the head first, then by name; facts and carers are
// those of today and empty for who is there no longer.
std::vector<MemberLine> members(const Call&, const HouseholdId&);
std::int64_t count_living(Tx&, const HouseholdId&, Day);
std::vector<CarerLine> carers_of(const Call&, const PersonId&, Day);

}  // namespace zhulian::registry::store
