#include "registry/names.h"

#include "base/text.h"
#include "registry/areas.h"
#include "registry/party_store.h"

namespace zhulian::registry {

std::string name_of(Tx& tx, const Area& area) {
  return AreaNames(tx).name(area);
}

std::string told_place(Tx& tx, const Area& area) {
  AreaNames names(tx);
  names.load({area});
  std::string place = names.name(area).empty() ? std::string() : names.place(area);
  return place.empty() ? area.code() : place;
}

std::string shown_name(const Call& call, const std::string& name) {
  return call.actor.may(Right::people_read) ? name : text::mask_name(name);
}

std::string name_of(Tx& tx, const OrganisationId& id) {
  const auto line = store::find_organisation(tx, id);
  return line ? line->name : std::string{};
}

}  // namespace zhulian::registry
