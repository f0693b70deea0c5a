// The rows of timetables: which body has which hours of a place.
#pragma once

#include <optional>
#include <vector>

#include "registry/sites.h"

namespace zhulian::registry::store {

struct UseRow {
  UseLine line{};
  SiteId site{};
  std::int64_t opens = 0;  // Minutes of the day.
  std::int64_t closes = 0;
};
std::optional<UseRow> find_use(Tx&, const Id<SiteUse>&);
std::vector<UseRow> uses(Tx&, const SiteId&);  // By weekday and time, the latest first.

bool add_use(const Call&, const NewUse&, std::int64_t opens, std::int64_t closes);
void end_use(const Call&, const Id<SiteUse>&, Day on);

// A room, or with no room the site and all of it, is there no longer from a day on.
void end_uses(const Call&, const SiteId&, const std::optional<Id<Room>>&, Day on);
// The latest day on which hours in a room begin.
std::optional<Day> last_use_of(Tx&, const Id<Room>&);

}  // namespace zhulian::registry::store
