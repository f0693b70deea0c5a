#include "base/time.h"

#include <charconv>
#include <cstdio>

namespace zhulian {

using std::chrono::year_month_day;

namespace {

template <class T>
bool digits(std::string_view text, T& value) {
  for (const char c : text)
    if (c < '0' || c > '9') return false;
  return std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{};
}

Day clamp_to_month(year_month_day ymd) {
  if (!ymd.ok()) ymd = ymd.year() / ymd.month() / std::chrono::last;
  return Day{ymd};
}

}  // namespace

std::optional<Day> make_day(int year, unsigned month, unsigned day) {
  const year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                           std::chrono::day{day}};
  if (!ymd.ok()) return std::nullopt;
  return Day{ymd};
}

std::optional<Day> parse_day(std::string_view iso) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-' || !digits(iso.substr(0, 4), year) ||
      !digits(iso.substr(5, 2), month) || !digits(iso.substr(8, 2), day))
    return std::nullopt;
  return make_day(year, month, day);
}

std::string to_string(Day day) {
  const year_month_day ymd{day};
  char text[16];
  const int n = std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(ymd.year()),
                              static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
  return {text, static_cast<std::size_t>(n)};
}

std::optional<Instant> parse_instant(std::string_view iso) {
  if (iso.size() < 20 || iso[10] != 'T' || iso.back() != 'Z') return std::nullopt;
  const auto day = parse_day(iso.substr(0, 10));
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
  unsigned ms = 0;
  if (!day || iso[13] != ':' || iso[16] != ':' || !digits(iso.substr(11, 2), hour) ||
      !digits(iso.substr(14, 2), minute) || !digits(iso.substr(17, 2), second) || hour > 23 ||
      minute > 59 || second > 59)
    return std::nullopt;
  if (iso.size() != 20 && (iso.size() != 24 || iso[19] != '.' || !digits(iso.substr(20, 3), ms)))
    return std::nullopt;
  using namespace std::chrono;
  return Instant{*day} + hours{hour} + minutes{minute} + seconds{second} + milliseconds{ms};
}

std::string to_string(Instant instant) {
  using namespace std::chrono;
  const Day day = floor<days>(instant);
  const hh_mm_ss clock{instant - Instant{day}};
  char text[32];
  const int n = std::snprintf(
      text, sizeof text, "T%02ld:%02ld:%02ldZ", static_cast<long>(clock.hours().count()),
      static_cast<long>(clock.minutes().count()), static_cast<long>(clock.seconds().count()));
  return to_string(day) + std::string(text, static_cast<std::size_t>(n));
}

Day day_at(Instant instant, std::chrono::minutes offset) {
  return std::chrono::floor<std::chrono::days>(instant + offset);
}

Instant start_of(Day day, std::chrono::minutes offset) {
  return Instant{day} - offset;
}

std::string wall_time(Instant instant, std::chrono::minutes offset) {
  const std::string there = to_string(instant + offset);  // "2026-11-05T09:00:00Z"
  return there.substr(0, 10) + ' ' + there.substr(11, 5);
}

int years_between(Day birth, Day day) {
  const year_month_day from{birth};
  const year_month_day to{day};
  int years = static_cast<int>(to.year()) - static_cast<int>(from.year());
  if (to.month() < from.month() || (to.month() == from.month() && to.day() < from.day())) --years;
  return years;
}

Day add_years(Day day, int years) {
  return clamp_to_month(year_month_day{day} + std::chrono::years{years});
}

Day add_months(Day day, int months) {
  return clamp_to_month(year_month_day{day} + std::chrono::months{months});
}

}  // namespace zhulian
