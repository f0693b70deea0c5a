#include "registry/names.h"

#include "registry/areas.h"
#include "registry/party_store.h"

namespace zhulian::registry {

std::string name_of(Tx& tx, const Area& area) {
  return AreaNames(tx).name(area);
}

std::string name_of(Tx& tx, const OrganisationId& id) {
  const auto line = store::find_organisation(tx, id);
  return line ? line->name : std::string{};
}

}  // namespace zhulian::registry
