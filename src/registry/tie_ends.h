// The parties that ties and groups join: found within the actor's sight, and held to what the
// packs say of an end.
#pragma once

#include <string>
#include <vector>

#include "packs/ties.h"
#include "registry/registry.h"

namespace zhulian::registry {

struct Party {
  std::string party;  // person, organisation, user, area, site
  std::string id;
  Area area;
  std::string kind{};  // Of a body or a site.
};

// registry.tie.end where there is none, or the actor does not see it.
Result<Party> find_party(const Call&, const std::string& party, const std::string& id,
                         const std::string& field);

// Whether the party may stand at an end on a day.
//   registry.tie.end_of (kind)   bodies or sites of that kind do not stand there
//   registry.condition.*         of a person
Result<void> check_party(const Call&, const Party&, const std::vector<std::string>& kinds,
                         const packs::PersonCondition&, Day on, const std::string& field);

}  // namespace zhulian::registry
