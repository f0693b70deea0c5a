// calendar.yaml: the holidays of a year and the weekend days worked instead, as published.
#include "packs/reader.h"

namespace zhulian::packs {
namespace {

constexpr int longest_holiday = 31;  // Days; more is a slip of the pen.

// A notice may reach a few days into the years beside its own.
void check_year(const Item& item, int year, Day day) {
  const auto around = std::chrono::days{7};
  const Day first = std::chrono::sys_days(std::chrono::year{year} / 1 / 1);
  const Day last = std::chrono::sys_days(std::chrono::year{year} / 12 / 31);
  if (day < first - around || day > last + around)
    item.fault("packs.calendar.other_year",
               {{"day", to_string(day)}, {"year", std::to_string(year)}});
}

void read_holiday(Reading& reading, const Item& item, int year, Calendar::Year& table) {
  item.only({"holiday", "from", "to"});
  const std::string holiday = item.text("holiday");
  if (!reading.catalogue.code("holiday", holiday))
    item.at("holiday").fault("packs.calendar.holiday", {{"holiday", holiday}});
  const Day from = item.day_or("from", beginning_of_time);
  const Day to = item.day_or("to", from);
  if (!item.has("from")) return item.fault("packs.yaml.missing", {{"key", "from"}});
  if (to < from || to - from > std::chrono::days{longest_holiday})
    return item.fault("packs.calendar.span", {{"from", to_string(from)}, {"to", to_string(to)}});
  check_year(item, year, from);
  check_year(item, year, to);
  for (Day day = from; day <= to; day += std::chrono::days{1})
    if (!table.holidays.emplace(day, holiday).second)
      item.fault("packs.calendar.twice", {{"day", to_string(day)}});
}

void read_working(const Item& item, int year, Calendar::Year& table) {
  const auto day = parse_day(item.text());
  if (!day) return item.fault("packs.yaml.expected_day", {{"text", item.text()}});
  check_year(item, year, *day);
  if (weekday_of(*day) <= 5) item.fault("packs.calendar.not_weekend", {{"day", to_string(*day)}});
  if (table.holidays.contains(*day) || !table.working.insert(*day).second)
    item.fault("packs.calendar.twice", {{"day", to_string(*day)}});
}

}  // namespace

void read_calendar(Reading& reading, const Item& file) {
  file.only({"years"});
  std::set<int> seen;
  for (const Item& item : file.at("years").list()) {
    item.only({"year", "document", "holidays", "working"});
    const int year = static_cast<int>(item.number("year"));
    Calendar::Year table{.document = item.text("document"), .holidays = {}, .working = {}};
    reading.check_document(item, table.document);
    if (!seen.insert(year).second)
      item.fault("packs.calendar.year_twice", {{"year", std::to_string(year)}});
    for (const Item& holiday : item.at("holidays").list())
      read_holiday(reading, holiday, year, table);
    if (const auto working = item.find("working"))
      for (const Item& day : working->list()) read_working(day, year, table);
    reading.catalogue.calendar.set(year, std::move(table));
  }
}

}  // namespace zhulian::packs
