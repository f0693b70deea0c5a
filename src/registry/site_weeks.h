// How long a site was open, week by week, against the floor of its kind.
//
// Pure: days in, a week out. What figures count (registry_site_week) and what the site's page
// shows are both made by this one function.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "packs/sites.h"
#include "registry/site_store.h"

namespace zhulian::registry {

// A day with a sign-in, and the minutes of its spans that somebody signed out of.
struct OpenDay {
  Day on;
  std::int64_t minutes = 0;
};

struct OpenWeek {
  Day monday;
  std::int64_t days_open = 0;
  std::int64_t days_full = 0;
  std::int64_t minutes = 0;
  std::int64_t minutes_least = 0;  // Of the days open; 0 in a week never open.
};
// `days` may hold days of other weeks. Without a floor no day is full.
OpenWeek measure(Day monday, std::span<const OpenDay> days, const packs::SiteFloor*);

// The week that was over last on a day: it ended on the Sunday before.
Day last_week_over(Day today);

// The Mondays of the weeks within [from, until) that are over, the earliest first.
std::vector<Day> weeks_over(Day from, Day until, Day today);

// A week of a site and what it is held to.
struct SiteWeek {
  OpenWeek open;
  Area area;                                // Where the site was on the Sunday.
  const packs::SiteFloor* floor = nullptr;  // Of its kind there, on the Monday.
  std::optional<std::int64_t> days_due;     // Empty without a floor, and where the ..
  std::optional<int> unknown_year;          // .. packs have no calendar of this year.

  bool is_short() const { return days_due && open.days_full < *days_due; }
};
// The weeks of a site that are over and count, the earliest first. Measuring begins when signing in
// does: with the first opening, or the day the site was entered when that is earlier.
std::vector<Day> countable_weeks(const Call&, const store::SiteRow&);
std::vector<SiteWeek> measure(const Call&, const store::SiteRow&, const std::vector<Day>& mondays);

// ---- the projection ----------------------------------------------------------------------------

// Measures the weeks of a site that are over and not measured yet, once the last of them is not;
// those of a year that no calendar knows stay unmeasured.
void settle_weeks(const Call&, const SiteId&);
// Forgets the weeks that hold a day of from .. to, and settles anew: something about them has
// changed.
void resettle_weeks(const Call&, const SiteId&, Day from, Day to);

// For the clock: settles whatever site has weeks to settle; how many sites had.
std::int64_t settle_weeks(const Call&);
// For `init`, when the packs have changed: all weeks anew.
std::int64_t resettle_all_weeks(const Call&);

}  // namespace zhulian::registry
