// When a site means to be open: the week, and the days that differ from it.
#include <algorithm>

#include "platform/audit.h"
#include "platform/input.h"
#include "registry/site_page.h"
#include "registry/site_parts_store.h"
#include "registry/site_times.h"

namespace zhulian::registry {
namespace {

std::string at(std::size_t i, std::string_view member) {
  return "/week/" + std::to_string(i) + '/' + std::string(member);
}

// A span of a day: both times sound, in order.
std::optional<std::pair<std::int64_t, std::int64_t>> read_span(Faults& faults,
                                                               const std::string& opens_text,
                                                               const std::string& closes_text,
                                                               const std::string& opens_field,
                                                               const std::string& closes_field) {
  const auto opens = minutes_of(opens_text);
  const auto closes = minutes_of(closes_text);
  if (!opens) faults.add("registry.hours.time", opens_field, {{"text", opens_text}});
  if (!closes) faults.add("registry.hours.time", closes_field, {{"text", closes_text}});
  if (!opens || !closes) return std::nullopt;
  if (*opens >= *closes) {
    faults.add("registry.hours.order", closes_field, {{"time", opens_text}});
    return std::nullopt;
  }
  return std::pair(*opens, *closes);
}

Result<std::vector<store::HoursSpan>> read_week(const std::vector<OpenHours>& week) {
  Faults faults;
  std::vector<store::HoursSpan> spans;
  for (std::size_t i = 0; i < week.size(); ++i) {
    const auto span =
        read_span(faults, week[i].opens, week[i].closes, at(i, "opens"), at(i, "closes"));
    if (!span) continue;
    const store::HoursSpan own{week[i].weekday, span->first, span->second};
    const bool overlaps = std::ranges::any_of(spans, [&](const auto& other) {
      return other.weekday == own.weekday && other.opens < own.closes && own.opens < other.closes;
    });
    if (overlaps)
      faults.add("registry.hours.overlap", at(i, "opens"));
    else
      spans.push_back(own);
  }
  TRY(std::move(faults).verdict());
  std::ranges::sort(spans);
  return spans;
}

Result<store::ExceptionRow> read_exception(const NewException& in) {
  store::ExceptionRow row{
      .on = in.on, .is_open = in.is_open, .opens = {}, .closes = {}, .reason = trimmed(in.reason)};
  Faults faults;
  if (row.reason.empty()) faults.add("registry.exception.reason", "/reason");
  if (!in.is_open && (in.opens || in.closes)) faults.add("registry.exception.closed", "/opens");
  if (in.is_open) {
    const auto span =
        read_span(faults, in.opens.value_or(""), in.closes.value_or(""), "/opens", "/closes");
    if (span) std::tie(row.opens, row.closes) = *span;
  }
  TRY(std::move(faults).verdict());
  return row;
}

}  // namespace

Result<SitePage> set_hours(const Call& call, const NewHours& in) {
  const auto site = TRY(site_to_change(call, in.site));
  const auto week = TRY(read_week(in.week));
  TRY(check_begin(site, in.from, "/from"));
  const auto plans = store::plans(call.tx, in.site);
  const auto known = std::ranges::find(plans, in.from, &store::PlanRow::from);
  if (known != plans.end() && known->week == week) return page_of(call, site);
  store::add_plan(call, in.site, in.from, week);
  audit(call, "registry.site.hours_set", "registry_site", site.id.text, site.area,
        {{"from", to_string(in.from)}, {"spans", week.size()}});
  return page_of(call, site);
}

Result<SitePage> add_exception(const Call& call, const NewException& in) {
  const auto site = TRY(site_to_change(call, in.site));
  const auto row = TRY(read_exception(in));
  TRY(check_begin(site, in.on, "/on"));
  const auto rows = store::exceptions(call.tx, in.site);
  const auto known = std::ranges::find(rows, in.on, &store::ExceptionRow::on);
  if (known != rows.end() && *known == row) return page_of(call, site);
  store::add_exception(call, in.site, row);
  audit(call, "registry.site.exception", "registry_site", site.id.text, site.area,
        {{"on", to_string(in.on)}, {"is_open", in.is_open}});
  return page_of(call, site);
}

}  // namespace zhulian::registry
