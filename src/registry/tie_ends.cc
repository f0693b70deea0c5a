#include "registry/tie_ends.h"

#include <algorithm>

#include "packs/catalogue.h"
#include "platform/users.h"
#include "registry/areas.h"
#include "registry/condition.h"
#include "registry/sites.h"

namespace zhulian::registry {
namespace {

std::unexpected<Error> absent(const std::string& field) {
  return fail(Fault::invalid, "registry.tie.end", field);
}

}  // namespace

Result<Party> find_party(const Call& call, const std::string& party, const std::string& id,
                         const std::string& field) {
  Party found{.party = party, .id = id, .area = {}};
  if (party == "area") {
    const auto area = Area::parse(id);
    if (!area || !reaches(call.actor, *area) || !is_known(call.tx, *area)) return absent(field);
    found.area = *area;
  } else if (party == "person") {
    const auto area = area_of(call, {id});
    if (!area) return absent(field);
    found.area = *area;
  } else if (party == "organisation") {
    const auto organisation = open_organisation(call, {id});
    if (!organisation) return absent(field);
    found.area = organisation->area;
    found.kind = organisation->kind;
  } else if (party == "site") {
    const auto area = site_area(call, {id});
    if (!area) return absent(field);
    found.area = *area;
    found.kind = site_kind(call, {id});
  } else {
    const auto user = find_user(call, {id});
    if (!user) return absent(field);
    if (!user->areas.empty()) found.area = user->areas.front();
  }
  return found;
}

Result<void> check_party(const Call& call, const Party& party,
                         const std::vector<std::string>& kinds,
                         const packs::PersonCondition& condition, Day on,
                         const std::string& field) {
  if (party.party == "person") return check_condition(call, {party.id}, on, condition, field);
  const bool is_free = kinds.empty() || party.kind.empty();
  if (!is_free && std::ranges::find(kinds, party.kind) == kinds.end())
    return fail(
        Fault::invalid, "registry.tie.end_of", field,
        call.deployment.packs.worded(
            "kind", party.party == "site" ? "site_kind" : "organisation_kind", {party.kind}));
  return {};
}

}  // namespace zhulian::registry
