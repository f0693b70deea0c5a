// Two kinds of time. A Day is a calendar day where the person lives: ages, benefits and
// deadlines are reckoned in days. An Instant is a moment in UTC: deeds happen at instants.
// Code never asks what time it is: it is told (see Call::now).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhulian {

using Day = std::chrono::sys_days;
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// Days of the proleptic Gregorian calendar; nullopt when there is no such day (2019-02-30).
std::optional<Day> make_day(int year, unsigned month, unsigned day);

// "2026-11-05", exactly.
std::optional<Day> parse_day(std::string_view iso);
std::string to_string(Day day);

// "2026-11-05T01:02:03Z", with or without ".123".
std::optional<Instant> parse_instant(std::string_view iso);
std::string to_string(Instant instant);

// How the database holds them: days and milliseconds since 1970-01-01.
constexpr std::int64_t number(Day day) {
  return day.time_since_epoch().count();
}
constexpr std::int64_t number(Instant instant) {
  return instant.time_since_epoch().count();
}
constexpr Day day_of_number(std::int64_t days) {
  return Day{std::chrono::days{days}};
}
constexpr Instant instant_of_number(std::int64_t ms) {
  return Instant{std::chrono::milliseconds{ms}};
}

// The day on which a span ends that has no end: 10000-01-01. Every table and pack keeps this one,
// so that "holds on D" is from <= D < until everywhere.
inline constexpr Day open_end = day_of_number(2932897);

// The day an instant falls on, `offset` east of Greenwich (a pack says which; +08:00 in China).
Day day_at(Instant instant, std::chrono::minutes offset);
// The first instant of a day there.
Instant start_of(Day day, std::chrono::minutes offset);
// What the clock on the wall says there: "2026-11-05 09:00". For people; seconds are left out.
std::string wall_time(Instant instant, std::chrono::minutes offset);

// Full years lived on `day`: a birthday counts from its own day, 29 February from 1 March
// in a common year (Civil Code of the PRC art. 1259 counts the day itself as reached).
int years_between(Day birth, Day day);

// The same day `years` later; 29 February becomes 28 February in a common year.
Day add_years(Day day, int years);
Day add_months(Day day, int months);

}  // namespace zhulian
