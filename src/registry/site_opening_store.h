// The rows of what happened at a site: sign-ins, sign-outs, and the weeks measured from them.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "registry/site_weeks.h"

namespace zhulian::registry::store {

struct OpeningRow : OpeningLine {
  SiteId site{};
  bool counts = true;
  std::string recorded_by{};
};
std::optional<OpeningRow> find_opening(Tx&, const Id<Opening>&);
// The last of the corrections of an opening; nothing where it stands uncorrected.
std::optional<OpeningRow> newest_of(Tx&, const Id<Opening>&);
// What counts of the days from .. to, both included; the latest first.
std::vector<OpeningLine> openings(Tx&, const SiteId&, Day from, Day to);
// False when somebody is signed in on that day, or the id is taken.
bool add_opening(const Call&, const SiteId&, const Id<Opening>&, Day on, Instant opened_at);
// Stands for another one, which counts no more; false when the id is taken, somebody else corrected
// that one first, or somebody is signed in on that day.
bool correct_opening(const Call&, const OpeningRow& old, const OpeningRow& now);
// False when it was closed meanwhile.
bool close_opening(const Call&, const Id<Opening>&, Instant closed_at);

std::vector<OpenDay> open_days(Tx&, const SiteId&, Day from, Day to);
std::optional<Day> first_opening(Tx&, const SiteId&);

bool is_settled(Tx&, const SiteId&, Day monday);
std::set<Day> settled_weeks(Tx&, const SiteId&);
void add_weeks(Tx&, const SiteRow&, const std::vector<SiteWeek>&);  // Each with days_due.
void forget_weeks(Tx&, const SiteId&, Day from, Day to);  // That hold a day of from .. to.
void forget_all_weeks(Tx&);
std::vector<SiteId> all_sites(Tx&);
// Sites that hold a day and whose week that begins on it is not measured.
std::vector<SiteId> unsettled_sites(Tx&, Day monday);

}  // namespace zhulian::registry::store
