// The rows of organisations and ties.
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

struct TieRecord : TieLine {
  Area area{};
};
std::optional<TieRecord> find_tie(Tx&, const Id<Tie>&);
void insert_tie(const Call&, const TieRecord&);
void end_tie(Tx&, const Id<Tie>&, Day on);
// Ties of a kind that hold on any day from `from` on and share an end: what an exclusive kind
// may not have twice.
bool has_tie(Tx&, std::string_view kind, std::string_view end, std::string_view end_kind,
             std::string_view end_id, Day from);
std::vector<TieLine> ties(Tx&, const Condition& where, const std::optional<std::string>& kind);
// Users whose ties of a kind to areas hold on a day: the areas' codes.
std::vector<Area> tied_areas(Tx&, std::string_view kind, std::string_view user, Day on);

}  // namespace zhulian::registry::store
