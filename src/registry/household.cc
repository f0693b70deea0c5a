#include "registry/household.h"

#include <algorithm>

#include "base/text.h"
#include "platform/audit.h"
#include "registry/areas.h"
#include "registry/household_store.h"
#include "registry/names.h"
#include "registry/search.h"

namespace zhulian::registry {
namespace {

Result<void> check_place(const Area& area) {
  if (area.level() < AreaLevel::village)
    return fail(Fault::invalid, "registry.person.area_too_wide", "/area");
  return {};
}

Result<void> check_place(const Call& call, const Area& area) {
  if (!reaches(call.actor, area) || !is_known(call.tx, area))
    return fail(Fault::invalid, "registry.area.outside", "/area",
                {{"area", told_place(call.tx, area)}});
  return check_place(area);
}

}  // namespace

Result<void> add_households(const Call& call, const std::vector<NewHousehold>& households) {
  for (const NewHousehold& household : households) {
    TRY(check_place(household.area));
    if (std::ranges::count(household.members, HouseholdRelation::head, &HouseholdMember::relation) >
        1)
      return fail(Fault::invalid, "registry.household.heads", "/members");
    for (const HouseholdMember& member : household.members)
      if (store::lives_in_household(call.tx, member.person))
        store::leave_household(call.tx, member.person, household.from);
  }
  store::insert_households(call.tx, households);
  return {};
}

Result<void> add_household(const Call& call, const NewHousehold& household) {
  TRY(check_place(call, household.area));
  for (const HouseholdMember& member : household.members) TRY(area_of(call, member.person));
  if (store::has_household(call.tx, household.id)) return {};
  TRY(add_households(call, {household}));
  audit(call, "registry.household.added", "registry_household", household.id.text, household.area,
        {{"members", household.members.size()}});
  return {};
}

Result<void> add_residents(const Call& call, const std::vector<NewResident>& residents) {
  std::vector<store::ResidentRow> rows;
  rows.reserve(residents.size());
  for (const NewResident& resident : residents) {
    TRY(check_place(resident.area));
    rows.push_back({&resident, text::sort_key(resident.name), name_keys(resident.name)});
  }
  store::insert_residents(call, rows);
  return {};
}

Result<void> add_resident(const Call& call, const NewResident& resident) {
  TRY(check_place(call, resident.area));
  if (store::find_person(call, resident.id, false)) {
    TRY(area_of(call, resident.id));
    return {};
  }
  TRY(add_residents(call, {resident}));
  audit(call, "registry.person.added", "registry_person", resident.id.text, resident.area,
        {{"source", "entry"}});
  return {};
}

std::optional<Id<Household>> household_of(Tx& tx, const PersonId& person, Day day) {
  return store::household_on(tx, person, day);
}

}  // namespace zhulian::registry
