// Households and residents: who lives with whom, dated; and people known without a citizen id.
#pragma once

#include <optional>
#include <vector>

#include "registry/registry.h"

namespace zhulian::registry {

enum class HouseholdRelation { head, spouse, child, parent, other };
constexpr Names<HouseholdRelation, 5> household_relation_names{{{
    {HouseholdRelation::head, "head"},
    {HouseholdRelation::spouse, "spouse"},
    {HouseholdRelation::child, "child"},
    {HouseholdRelation::parent, "parent"},
    {HouseholdRelation::other, "other"},
}}};
constexpr const auto& names_of(HouseholdRelation) {
  return household_relation_names;
}

struct HouseholdMember {
  PersonId person;
  HouseholdRelation relation;
};

struct NewHousehold {
  Id<Household> id;
  Area area;  // Where it lives: a village or finer.
  Day from;
  std::vector<HouseholdMember> members;  // From the same day; one head at most.
};

// Somebody of the neighbourhood without a certificate, known by name, sex and birth only.
struct NewResident {
  PersonId id;
  std::string name;
  Sex sex;
  Day birth;
  Area area;
  Day from;  // Registered there since.
};

// For many at once: a handful of statements for a thousand. Not repeatable: an id that is known
// throws. Members must be known; who lives in another household leaves it on `from`.
//   registry.person.area_too_wide, registry.household.heads
Result<void> add_households(const Call&, const std::vector<NewHousehold>&);
Result<void> add_residents(const Call&, const std::vector<NewResident>&);

// One, with a check of the actor's areas; again with the same id it changes nothing.
Result<void> add_household(const Call&, const NewHousehold&);
Result<void> add_resident(const Call&, const NewResident&);

// The household the person lived in on the day; nothing where none is recorded.
std::optional<Id<Household>> household_of(Tx&, const PersonId&, Day);

}  // namespace zhulian::registry
