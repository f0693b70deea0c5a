#include "registry/site_weeks.h"

#include <algorithm>

#include "packs/catalogue.h"
#include "registry/site_opening_store.h"
#include "registry/validity.h"

namespace zhulian::registry {
namespace {

using std::chrono::days;

bool has_floor(const Call& call, const std::string& kind) {
  return std::ranges::any_of(call.deployment.packs.sites.floors,
                             [&](const auto& floor) { return floor.kind == kind; });
}

// Where the site is on a day: the addresses are in order of time, the latest first.
Area area_on(const std::vector<store::AddressRow>& addresses, Day day) {
  for (const auto& address : addresses)
    if (address.from <= day) return address.area;
  return addresses.empty() ? Area{} : addresses.back().area;
}

// Days that the floor asks of a week; empty without a floor, and in a year without a calendar.
std::optional<std::int64_t> due_of(const Call& call, const store::SiteRow& site,
                                   const std::vector<store::AddressRow>& addresses, Day monday) {
  const auto& rules = call.deployment.packs;
  const auto* floor = rules.sites.floor(site.kind, area_on(addresses, monday + days{6}), monday);
  if (!floor) return std::nullopt;
  const auto due = packs::days_due(*floor, rules.calendar, monday);
  return due ? std::optional(*due) : std::nullopt;
}

// How many weeks were measured now. Only those are that have no row yet: of a site at work that is
// the week which something has changed, or the one that is just over.
std::int64_t settle(const Call& call, const SiteId& id) {
  const auto site = store::find_site(call.tx, id, call.today());
  if (!site || !has_floor(call, site->kind)) return 0;
  std::vector<Day> missing = countable_weeks(call, *site);
  const auto settled = store::settled_weeks(call.tx, id);
  // When the first opening is corrected away, measuring begins later.
  for (const Day monday : settled)
    if (!std::ranges::binary_search(missing, monday))
      store::forget_weeks(call.tx, id, monday, monday);
  const auto addresses = store::addresses(call.tx, id);
  std::erase_if(missing, [&](Day monday) {
    return settled.contains(monday) || !due_of(call, *site, addresses, monday);
  });
  store::add_weeks(call.tx, *site, measure(call, *site, missing));
  return std::ssize(missing);
}

}  // namespace

OpenWeek measure(Day monday, std::span<const OpenDay> opened, const packs::SiteFloor* floor) {
  OpenWeek week{.monday = monday};
  for (const OpenDay& day : opened) {
    if (day.on < monday || day.on > monday + days{6}) continue;
    week.minutes_least =
        week.days_open == 0 ? day.minutes : std::min(week.minutes_least, day.minutes);
    ++week.days_open;
    week.minutes += day.minutes;
    if (floor && day.minutes >= floor->minutes_a_day) ++week.days_full;
  }
  return week;
}

Day last_week_over(Day today) {
  return packs::monday_of(today) - days{7};
}

std::vector<Day> weeks_over(Day from, Day until, Day today) {
  Day monday = packs::monday_of(from);
  if (monday < from) monday += days{7};
  std::vector<Day> weeks;
  for (; monday <= last_week_over(today) && monday + days{6} < until; monday += days{7})
    weeks.push_back(monday);
  return weeks;
}

std::vector<Day> countable_weeks(const Call& call, const store::SiteRow& site) {
  const Day entered = day_at(site.recorded_at, call.deployment.zone);
  const Day begun = store::first_opening(call.tx, site.id).value_or(entered);
  return weeks_over(std::max(site.from, std::min(begun, entered)), site.until.value_or(open_end),
                    call.today());
}

std::vector<SiteWeek> measure(const Call& call, const store::SiteRow& site,
                              const std::vector<Day>& mondays) {
  if (mondays.empty()) return {};
  const auto& rules = call.deployment.packs;
  const auto opened = store::open_days(call.tx, site.id, mondays.front(), mondays.back() + days{6});
  const auto addresses = store::addresses(call.tx, site.id);
  std::vector<SiteWeek> weeks;
  for (const Day monday : mondays) {
    const Area area = area_on(addresses, monday + days{6});
    const auto* floor = rules.sites.floor(site.kind, area, monday);
    SiteWeek week{.open = measure(monday, opened, floor),
                  .area = area,
                  .floor = floor,
                  .days_due = {},
                  .unknown_year = {}};
    if (floor) {
      if (const auto due = packs::days_due(*floor, rules.calendar, monday))
        week.days_due = *due;
      else
        week.unknown_year = rules.calendar.unknown_year_in(monday, monday + days{6});
    }
    weeks.push_back(std::move(week));
  }
  return weeks;
}

void settle_weeks(const Call& call, const SiteId& site) {
  if (!store::is_settled(call.tx, site, last_week_over(call.today()))) settle(call, site);
}

void resettle_weeks(const Call& call, const SiteId& site, Day from, Day to) {
  store::forget_weeks(call.tx, site, from, to);
  settle(call, site);
}

std::int64_t settle_weeks(const Call& call) {
  std::int64_t sites = 0;
  for (const SiteId& site : store::unsettled_sites(call.tx, last_week_over(call.today())))
    sites += settle(call, site) > 0 ? 1 : 0;
  return sites;
}

std::int64_t resettle_all_weeks(const Call& call) {
  store::forget_all_weeks(call.tx);
  std::int64_t sites = 0;
  for (const SiteId& site : store::all_sites(call.tx)) sites += settle(call, site) > 0 ? 1 : 0;
  return sites;
}

}  // namespace zhulian::registry
