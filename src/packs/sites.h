// What packs say of sites and of the year: how often a kind of site is to be open, and on which
// days of a year nobody works.
//
// The floor of a week is reckoned here and nowhere else, so that a page, a figure and a warning
// mean the same. A year without a table is an error, never a guess.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/area.h"
#include "base/result.h"
#include "base/time.h"

namespace zhulian::packs {

// How many days a week, each of how many minutes, a kind of site is to be open; from a day on.
struct SiteFloor {
  std::string kind;  // A code of site_kind.
  Area area;         // The pack's place: its floor goes before that of a larger place.
  Day from;
  Day until;
  std::int64_t days_a_week;
  std::int64_t minutes_a_day;
  bool lowered_by_holidays;  // `lower`; with `keep` a week of holidays asks for as many days.
  std::string document;
};

struct SiteRules {
  std::vector<SiteFloor> floors;  // In the order of the packs.

  // Of the nearest place around `area` that has one on that day; nullptr where none asks for one.
  const SiteFloor* floor(std::string_view kind, const Area& area, Day) const;
};

// Public holidays and the Saturdays and Sundays that are worked instead, year by year as published.
class Calendar {
 public:
  struct Year {
    std::string document;
    std::map<Day, std::string> holidays;  // Day -> code of `holiday`. May reach into a
    std::set<Day> working;                // neighbouring year by a few days, as notices do.
  };
  void set(int year, Year table) { years_[year] = std::move(table); }
  bool empty() const { return years_.empty(); }
  bool knows(int year) const { return years_.contains(year); }
  // The first year of the days from .. to that has no table.
  std::optional<int> unknown_year_in(Day from, Day to) const;

  // Monday to Friday without holidays, and the days worked instead.
  //   packs.calendar.unknown_year (year)
  Result<bool> is_working(Day) const;
  // The code of the holiday a day belongs to; "" on others. packs.calendar.unknown_year
  Result<std::string> holiday(Day) const;

 private:
  std::map<int, Year> years_;
};

// Monday of the week a day lies in (ISO 8601).
Day monday_of(Day);
// 1 for Monday .. 7 for Sunday.
int weekday_of(Day);

// How many days a site is to be open in the week that begins on `monday`. With `lower`, each
// working day that the week has less than five is one day less.
//   packs.calendar.unknown_year (year)
Result<std::int64_t> days_due(const SiteFloor&, const Calendar&, Day monday);

}  // namespace zhulian::packs
