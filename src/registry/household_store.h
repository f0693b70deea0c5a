// The rows of households and of many residents at once.
#pragma once

#include <vector>

#include "registry/household.h"
#include "registry/people_store.h"

namespace zhulian::registry::store {

bool has_household(Tx&, const Id<Household>&);
void insert_households(Tx&, const std::vector<NewHousehold>&);
// The person leaves the household they live in on `day`.
void leave_household(Tx&, const PersonId&, Day day);
std::optional<Id<Household>> household_on(Tx&, const PersonId&, Day);
bool lives_in_household(Tx&, const PersonId&);

struct ResidentRow {
  const NewResident* resident;
  std::string sort_key;
  std::vector<SearchKey> keys;
};
void insert_residents(const Call&, const std::vector<ResidentRow>&);

}  // namespace zhulian::registry::store
