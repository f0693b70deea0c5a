// Dates, times and durations of FEEL (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.8), without the
// arithmetic rules of the language, which stand in operators.h.
// The texts are those of XML Schema part 2: "2020-02-29", "08:30:00@Asia/Shanghai",
// "P1DT2H", "-P1Y6M". A year may have up to nine digits.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace zhulian::feel {

using Nanos = __int128;
constexpr Nanos nanos_a_second = 1'000'000'000;
constexpr std::int64_t seconds_a_day = 86'400;
constexpr Nanos nanos_a_day = nanos_a_second * seconds_a_day;

struct Date {
  std::int64_t year = 1970;  // -999,999,999 .. 999,999,999
  int month = 1;             // 1..12
  int day = 1;               // 1..31, existing in that month
  auto operator<=>(const Date&) const = default;
};

// Days since 1970-01-01 in the proleptic Gregorian calendar.
std::int64_t days_of(const Date& date);
// nullopt outside the years above.
std::optional<Date> date_of(std::int64_t days);
std::optional<Date> make_date(std::int64_t year, std::int64_t month, std::int64_t day);
// The same day so many months on; the last day of the month where it does not exist.
std::optional<Date> add_months(const Date& date, std::int64_t months);
int days_in_month(std::int64_t year, int month);

// Where a time is told: nowhere in particular, so far east of Greenwich, or in a region of
// the tz database ("Asia/Shanghai").
struct Zone {
  enum class Kind { none, offset, region };
  Kind kind = Kind::none;
  int offset_seconds = 0;
  std::shared_ptr<const std::string> region{};
  bool known() const { return kind != Kind::none; }
  std::string text() const;  // "", "Z", "+08:00", "@Asia/Shanghai"
};

struct Time {
  int hour = 0, minute = 0, second = 0, nanos = 0;
  Zone zone{};
};

struct DateTime {
  Date date;
  Time time;
};

struct DaysDuration {
  Nanos nanos = 0;
  auto operator<=>(const DaysDuration&) const = default;
};

struct MonthsDuration {
  std::int64_t months = 0;
  auto operator<=>(const MonthsDuration&) const = default;
};

std::optional<Time> make_time(std::int64_t hour, std::int64_t minute, Nanos nanos_of_minute,
                              Zone zone);
std::optional<Zone> zone_of_offset(std::int64_t seconds);

Nanos nanos_of_day(const Time& time);
Time time_of_nanos(Nanos nanos_of_day, Zone zone);

// Seconds east of Greenwich there and then; a region's offset needs the day.
std::optional<int> offset_seconds(const Zone& zone, const Date& date, const Time& time);
// Nanoseconds since 1970-01-01T00:00 in UTC, or local when the zone is not known.
Nanos instant_of(const DateTime& moment);
// The moment so many nanoseconds later, told in the same zone.
std::optional<DateTime> add_nanos(const DateTime& moment, Nanos nanos);

// Each reads the whole text or answers nullopt.
std::optional<Date> parse_date(std::string_view text);
std::optional<Time> parse_time(std::string_view text);
std::optional<DateTime> parse_date_time(std::string_view text);  // Needs the time.
std::optional<DaysDuration> parse_days_duration(std::string_view text);
std::optional<MonthsDuration> parse_months_duration(std::string_view text);

std::string to_text(const Date& date);
std::string to_text(const Time& time);
std::string to_text(const DateTime& moment);
std::string to_text(const DaysDuration& duration);
std::string to_text(const MonthsDuration& duration);

}  // namespace zhulian::feel
