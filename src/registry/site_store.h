// The rows of sites and their addresses.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/where.h"
#include "registry/sites.h"

namespace zhulian::registry::store {

// A site as of a day: the address is that of the day, the first one before it and the last one
// after its end.
struct SiteRow {
  SiteId id;
  std::string kind;
  std::string name;
  std::string sort_key;
  Area area;
  std::string address;
  Day from;
  std::optional<Day> until;
  std::string end_reason;
  Instant recorded_at;
  std::string operated_by;
  bool open_now;
};

// Anybody's; a caller looks at the area.
std::optional<SiteRow> find_site(Tx&, const SiteId&, Day today);
// Narrowed by what the actor sees: in the actor's areas, or serving a village there.
bool is_visible(const Call&, const SiteId&);

struct SiteFilter {
  std::optional<Area> area{};
  std::optional<std::string> kind{};
  std::optional<std::string> q{};
  std::optional<std::string> after_key{};
  std::string after_id{};
  std::int64_t limit = 0;
};
std::vector<SiteRow> list_sites(const Call&, const SiteFilter&);

// Nobody else changes this site or what hangs on it until the transaction ends.
bool lock_site(Tx&, const SiteId&);

// False when the id is taken.
bool add_site(const Call&, const NewSite&, const std::string& sort_key);
void add_address(const Call&, const NewAddress&, std::optional<Day> until);
void end_address(Tx&, const SiteId&, Day address_from, Day until);

struct AddressRow {
  Area area;
  std::string address;
  std::optional<std::int64_t> floor_dm2;
  Day from;
  std::optional<Day> until;
};
std::vector<AddressRow> addresses(Tx&, const SiteId&);  // The latest first.

// Something of the site begins, or happened, on a day or later.
bool goes_on(Tx&, const SiteId&, Day);
// The site and everything that hangs on it, relations included.
void end_site(Tx&, const SiteEnd&);

struct BodyRow {
  Id<Tie> tie;
  std::string relation;
  OrganisationId organisation;
  std::string name;
  std::string kind;
  Day from;
  std::optional<Day> until;
};
std::vector<BodyRow> bodies(Tx&, const SiteId&);

// The end of a span, empty while none is known.
std::optional<Day> until_of(const Row&, int column);

}  // namespace zhulian::registry::store
