#include "registry/site_page.h"

#include <algorithm>

#include "packs/catalogue.h"
#include "registry/areas.h"
#include "registry/site_opening_store.h"
#include "registry/site_parts_store.h"
#include "registry/site_times.h"
#include "registry/site_use_store.h"
#include "registry/site_weeks.h"

namespace zhulian::registry {
namespace {

using std::chrono::days;

constexpr std::ptrdiff_t weeks_shown = 12;
constexpr int opening_days_shown = 14;

SiteLine line_of(const store::SiteRow& row, AreaNames& names) {
  return {.id = row.id,
          .kind = row.kind,
          .name = row.name,
          .area = row.area,
          .place = names.place(row.area),
          .address = row.address,
          .from = row.from,
          .until = row.until,
          .operated_by = row.operated_by,
          .open_now = row.open_now};
}

std::vector<AddressLine> addresses_of(const Call& call, const SiteId& id, AreaNames& names) {
  std::vector<AddressLine> lines;
  for (const auto& row : store::addresses(call.tx, id))
    lines.push_back({.area = row.area,
                     .place = names.place(row.area),
                     .address = row.address,
                     .floor_dm2 = row.floor_dm2,
                     .from = row.from,
                     .until = row.until});
  return lines;
}

std::vector<CatchmentLine> catchment_of(const Call& call, const SiteId& id, AreaNames& names) {
  const auto rows = store::catchment(call.tx, id);
  std::vector<Area> areas;
  for (const auto& row : rows) areas.push_back(row.area);
  names.load(areas);
  std::vector<CatchmentLine> lines;
  for (const auto& row : rows)
    lines.push_back(
        {.area = row.area, .name = names.name(row.area), .from = row.from, .until = row.until});
  return lines;
}

std::vector<HoursLine> hours_of(const Call& call, const SiteId& id) {
  std::vector<HoursLine> lines;
  bool found_current = false;
  for (const auto& plan : store::plans(call.tx, id)) {
    HoursLine line{.from = plan.from, .current = false, .week = {}};
    if (!found_current && plan.from <= call.today()) found_current = line.current = true;
    for (const auto& span : plan.week)
      line.week.push_back({.weekday = span.weekday,
                           .opens = time_of_day(span.opens),
                           .closes = time_of_day(span.closes)});
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<ExceptionLine> exceptions_of(const Call& call, const SiteId& id) {
  std::vector<ExceptionLine> lines;
  for (const auto& row : store::exceptions(call.tx, id))
    lines.push_back({.on = row.on,
                     .is_open = row.is_open,
                     .opens = row.opens.transform(time_of_day),
                     .closes = row.closes.transform(time_of_day),
                     .reason = row.reason});
  return lines;
}

std::vector<SiteBody> bodies_of(const Call& call, const SiteId& id) {
  std::vector<SiteBody> lines;
  for (const auto& row : store::bodies(call.tx, id))
    lines.push_back({.tie = row.tie,
                     .relation = row.relation,
                     .organisation = row.organisation,
                     .name = row.name,
                     .kind = row.kind,
                     .from = row.from,
                     .until = row.until});
  return lines;
}

std::vector<UseLine> uses_of(const Call& call, const SiteId& id) {
  std::vector<UseLine> lines;
  for (auto& row : store::uses(call.tx, id)) lines.push_back(std::move(row.line));
  return lines;
}

// The last weeks that are over, measured here and now: what the projection holds is the same.
std::vector<WeekLine> weeks_of(const Call& call, const store::SiteRow& site) {
  std::vector<Day> mondays = countable_weeks(call, site);
  if (std::ssize(mondays) > weeks_shown)
    mondays.erase(mondays.begin(), mondays.end() - weeks_shown);
  std::vector<WeekLine> lines;
  for (const SiteWeek& week : measure(call, site, mondays)) {
    WeekLine line{.from = week.open.monday,
                  .days_open = week.open.days_open,
                  .days_full = week.open.days_full,
                  .minutes = week.open.minutes,
                  .least_minutes_of_a_day = week.open.minutes_least,
                  .working_days_due = week.days_due,
                  .is_short = {},
                  .unknown_year = week.unknown_year};
    if (week.days_due) line.is_short = week.is_short();
    lines.push_back(line);
  }
  std::ranges::reverse(lines);
  return lines;
}

}  // namespace

std::unexpected<Error> no_site() {
  return fail(Fault::not_found, "registry.site.absent");
}

std::vector<SiteLine> lines_of(const Call& call, const std::vector<store::SiteRow>& rows) {
  AreaNames names(call.tx);
  std::vector<Area> areas;
  for (const auto& row : rows) areas.push_back(row.area);
  names.load(areas);
  std::vector<SiteLine> lines;
  for (const auto& row : rows) lines.push_back(line_of(row, names));
  return lines;
}

SitePage page_of(const Call& call, const store::SiteRow& row) {
  AreaNames names(call.tx);
  const Day today = call.today();
  SitePage page{
      .line = line_of(row, names),
      .end_reason = row.end_reason,
      .addresses = addresses_of(call, row.id, names),
      .rooms = store::rooms(call.tx, row.id),
      .services = store::services(call.tx, row.id, {}),
      .catchment = catchment_of(call, row.id, names),
      .hours = hours_of(call, row.id),
      .exceptions = exceptions_of(call, row.id),
      .bodies = bodies_of(call, row.id),
      .uses = uses_of(call, row.id),
      .floor = {},
      .weeks = weeks_of(call, row),
      .openings = store::openings(call.tx, row.id, today - days{opening_days_shown - 1}, today)};
  if (const auto* floor = call.deployment.packs.sites.floor(row.kind, row.area, today))
    page.floor = FloorLine{.days_a_week = floor->days_a_week,
                           .minutes_a_day = floor->minutes_a_day,
                           .document = floor->document};
  return page;
}

Result<SitePage> page_of(const Call& call, const SiteId& id) {
  const auto row = store::find_site(call.tx, id, call.today());
  if (!row) return no_site();
  return page_of(call, *row);
}

Result<store::SiteRow> site_to_change(const Call& call, const SiteId& id) {
  if (!store::lock_site(call.tx, id)) return no_site();
  auto row = store::find_site(call.tx, id, call.today());
  if (!row || !reaches(call.actor, row->area)) return no_site();
  return *std::move(row);
}

Result<void> check_begin(const store::SiteRow& site, Day from, std::string field) {
  if (from < site.from)
    return fail(Fault::invalid, "registry.site.not_yet", std::move(field),
                {{"day", to_string(site.from)}});
  if (site.until && from >= *site.until)
    return fail(Fault::invalid, "registry.site.ended", std::move(field),
                {{"day", to_string(*site.until)}});
  return {};
}

Result<void> check_end(const store::SiteRow& site, Day from, Day on) {
  if (on <= from)
    return fail(Fault::invalid, "registry.span.order", "/on", {{"day", to_string(from)}});
  if (site.until && on > *site.until)
    return fail(Fault::invalid, "registry.site.ended", "/on", {{"day", to_string(*site.until)}});
  return {};
}

}  // namespace zhulian::registry
