#include "registry/scope.h"

#include "registry/tie_store.h"

namespace zhulian::registry {

// The program itself and tests have roles that no pack knows: their areas are their limit.
packs::Reach reach_of(const Call& call) {
  const auto& roles = call.deployment.packs.roles;
  const auto role = roles.find(call.actor.role);
  return role == roles.end() ? packs::Reach::area : role->second.reach;
}

Condition visible_people(const Call& call, std::string_view area_column, std::string_view id_column,
                         int next) {
  switch (reach_of(call)) {
    case packs::Reach::area:
      return within_areas(call.actor, area_column, next);
    case packs::Reach::person:
      return store::spoken_for(call.actor, call.deployment.packs.ties.speaking(), call.today(),
                               id_column, next);
    case packs::Reach::organisation:
      break;
  }
  return {.text = "(1 = 0)", .values = {}};
}

bool may_see(const Call& call, const Area& area, std::string_view person_id) {
  switch (reach_of(call)) {
    case packs::Reach::area:
      return reaches(call.actor, area);
    case packs::Reach::person:
      return store::speaks_for(call.tx, call.actor, call.deployment.packs.ties.speaking(),
                               call.today(), PersonId{std::string(person_id)});
    case packs::Reach::organisation:
      break;
  }
  return false;
}

}  // namespace zhulian::registry
