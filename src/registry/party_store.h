// The rows of organisations.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/registry.h"

namespace zhulian::registry::store {

std::optional<OrganisationLine> find_organisation(Tx&, const OrganisationId&);
void insert_organisation(const Call&, const OrganisationLine&, const std::string& sort_key);

struct OrganisationFilter {
  std::vector<Area> areas{};  // In any of these; empty: everywhere.
  bool around = false;        // Also what works in a larger place around one of them.
  std::optional<std::string> kind{};
  std::optional<std::string> q{};
  std::optional<std::string> after_key{};
  std::string after_id{};
  std::int64_t limit = 0;
};
struct ListedOrganisation {
  OrganisationLine line;
  std::string sort_key;
};
std::vector<ListedOrganisation> organisations(Tx&, const OrganisationFilter&);

}  // namespace zhulian::registry::store
