#include "packs/sites.h"

#include <algorithm>

namespace zhulian::packs {
namespace {

int year_of(Day day) {
  return static_cast<int>(std::chrono::year_month_day(day).year());
}

}  // namespace

const SiteFloor* SiteRules::floor(std::string_view kind, const Area& area, Day day) const {
  const SiteFloor* best = nullptr;
  for (const SiteFloor& floor : floors) {
    if (floor.kind != kind || !floor.area.contains(area)) continue;
    if (day < floor.from || day >= floor.until) continue;
    if (!best || floor.area.code().size() >= best->area.code().size()) best = &floor;
  }
  return best;
}

std::optional<int> Calendar::unknown_year_in(Day from, Day to) const {
  for (int year = year_of(from); year <= year_of(to); ++year)
    if (!knows(year)) return year;
  return std::nullopt;
}

Result<std::string> Calendar::holiday(Day day) const {
  const int year = year_of(day);
  if (!knows(year))
    return fail(Fault::invalid, "packs.calendar.unknown_year", {},
                {{"year", std::to_string(year)}});
  // The notice for a year may begin in the days before it, or end in those after.
  for (const int table : {year, year + 1, year - 1}) {
    const auto found = years_.find(table);
    if (found == years_.end()) continue;
    const auto named = found->second.holidays.find(day);
    if (named != found->second.holidays.end()) return named->second;
  }
  return std::string();
}

Result<bool> Calendar::is_working(Day day) const {
  const std::string holiday_name = TRY(holiday(day));
  if (!holiday_name.empty()) return false;
  const int year = year_of(day);
  for (const int table : {year, year + 1, year - 1}) {
    const auto found = years_.find(table);
    if (found != years_.end() && found->second.working.contains(day)) return true;
  }
  return weekday_of(day) <= 5;
}

int weekday_of(Day day) {
  return static_cast<int>(std::chrono::weekday(day).iso_encoding());
}

Day monday_of(Day day) {
  return day - std::chrono::days{weekday_of(day) - 1};
}

Result<std::int64_t> days_due(const SiteFloor& floor, const Calendar& calendar, Day monday) {
  if (!floor.lowered_by_holidays) return floor.days_a_week;
  constexpr std::int64_t usual = 5;
  std::int64_t working = 0;
  for (int i = 0; i < 7; ++i) {
    const bool works = TRY(calendar.is_working(monday + std::chrono::days{i}));
    working += works ? 1 : 0;
  }
  // A site that is to be open on five days or fewer may choose among the working days; one that
  // is to be open on six or seven is open at weekends too, which no holiday takes away.
  const std::int64_t lost = std::max<std::int64_t>(0, usual - working);
  return std::min(floor.days_a_week, std::max(usual, floor.days_a_week) - lost);
}

}  // namespace zhulian::packs
