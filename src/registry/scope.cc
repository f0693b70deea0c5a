#include "registry/scope.h"

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
      if (!call.actor.person) break;
      return {.text = '(' + std::string(id_column) + " = $" + std::to_string(next) + ')',
              .values = {*call.actor.person}};
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
      return call.actor.person && call.actor.person->text == person_id;
    case packs::Reach::organisation:
      break;
  }
  return false;
}

}  // namespace zhulian::registry
