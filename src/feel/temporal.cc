#include "feel/temporal.h"

#include <fmt/format.h>
#include <unicode/timezone.h>

namespace zhulian::feel {

namespace {

constexpr std::int64_t year_max = 999'999'999;

bool leap(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

// ICU answers "Etc/Unknown" for a region it does not know.
std::unique_ptr<icu::TimeZone> region_zone(const std::string& region) {
  std::unique_ptr<icu::TimeZone> zone(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(region)));
  if (!zone || *zone == icu::TimeZone::getUnknown()) return nullptr;
  return zone;
}

}  // namespace

int days_in_month(std::int64_t year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && leap(year) ? 29 : days[month - 1];
}

// After Howard Hinnant, "chrono-compatible low-level date algorithms"; std::chrono::year ends
// at 32767, FEEL's does not.
std::int64_t days_of(const Date& date) {
  const std::int64_t y = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year =
      (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

std::optional<Date> date_of(std::int64_t days) {
  if (days > 366 * year_max || days < -366 * year_max) return std::nullopt;
  const std::int64_t z = days + 719'468;
  const std::int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
  const std::int64_t day_of_era = z - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t mp = (5 * day_of_year + 2) / 153;
  const int month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  return make_date(year_of_era + era * 400 + (month <= 2 ? 1 : 0), month,
                   day_of_year - (153 * mp + 2) / 5 + 1);
}

std::optional<Date> make_date(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < -year_max || year > year_max || month < 1 || month > 12 || day < 1) {
    return std::nullopt;
  }
  if (day > days_in_month(year, static_cast<int>(month))) return std::nullopt;
  return Date{.year = year, .month = static_cast<int>(month), .day = static_cast<int>(day)};
}

std::optional<Date> add_months(const Date& date, std::int64_t months) {
  if (months > 24 * year_max || months < -24 * year_max) return std::nullopt;
  const std::int64_t total = date.year * 12 + date.month - 1 + months;
  const std::int64_t year = (total >= 0 ? total : total - 11) / 12;
  const int month = static_cast<int>(total - year * 12) + 1;
  return make_date(year, month, std::min(date.day, days_in_month(year, month)));
}

std::string Zone::text() const {
  if (kind == Kind::none) return "";
  if (kind == Kind::region) return "@" + *region;
  if (offset_seconds == 0) return "Z";
  const int size = std::abs(offset_seconds);
  std::string out =
      fmt::format("{}{:02}:{:02}", offset_seconds < 0 ? '-' : '+', size / 3600, size / 60 % 60);
  if (size % 60 != 0) out += fmt::format(":{:02}", size % 60);
  return out;
}

std::optional<Zone> zone_of_offset(std::int64_t seconds) {
  // XML Schema: -14:00 .. +14:00; FEEL's readers take up to 18 hours as ISO 8601's do.
  if (seconds < -18 * 3600 || seconds > 18 * 3600) return std::nullopt;
  return Zone{.kind = Zone::Kind::offset, .offset_seconds = static_cast<int>(seconds)};
}

std::optional<Time> make_time(std::int64_t hour, std::int64_t minute, Nanos nanos, Zone zone) {
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  if (nanos < 0 || nanos >= 60 * nanos_a_second) return std::nullopt;
  return Time{.hour = static_cast<int>(hour),
              .minute = static_cast<int>(minute),
              .second = static_cast<int>(nanos / nanos_a_second),
              .nanos = static_cast<int>(nanos % nanos_a_second),
              .zone = std::move(zone)};
}

Nanos nanos_of_day(const Time& time) {
  return (Nanos{time.hour} * 3600 + time.minute * 60 + time.second) * nanos_a_second + time.nanos;
}

Time time_of_nanos(Nanos nanos, Zone zone) {
  const auto minutes = static_cast<std::int64_t>(nanos / (60 * nanos_a_second));
  return *make_time(minutes / 60, minutes % 60, nanos % (60 * nanos_a_second), std::move(zone));
}

std::optional<int> offset_seconds(const Zone& zone, const Date& date, const Time& time) {
  if (zone.kind == Zone::Kind::none) return std::nullopt;
  if (zone.kind == Zone::Kind::offset) return zone.offset_seconds;
  const auto known = region_zone(*zone.region);
  if (!known) return std::nullopt;
  const double local = static_cast<double>(days_of(date)) * 86'400'000.0 +
                       static_cast<double>(nanos_of_day(time) / 1'000'000);
  std::int32_t raw = 0, summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  known->getOffset(local, true, raw, summer, status);
  if (U_FAILURE(status)) return std::nullopt;
  return (raw + summer) / 1000;
}

Nanos instant_of(const DateTime& moment) {
  const Nanos local = days_of(moment.date) * nanos_a_day + nanos_of_day(moment.time);
  const auto offset = offset_seconds(moment.time.zone, moment.date, moment.time);
  return offset ? local - *offset * nanos_a_second : local;
}

std::optional<DateTime> add_nanos(const DateTime& moment, Nanos nanos) {
  // Told in the local clock: a region's summer time moves the clock, not the day's plan.
  const Nanos local = days_of(moment.date) * nanos_a_day + nanos_of_day(moment.time) + nanos;
  Nanos days = local / nanos_a_day;
  if (local % nanos_a_day < 0) --days;
  if (days > INT64_MAX / 2 || days < INT64_MIN / 2) return std::nullopt;
  const auto date = date_of(static_cast<std::int64_t>(days));
  if (!date) return std::nullopt;
  return DateTime{.date = *date,
                  .time = time_of_nanos(local - days * nanos_a_day, moment.time.zone)};
}

std::optional<Zone> zone_of_region(std::string_view name) {
  std::string region(name);
  if (!region_zone(region)) return std::nullopt;
  return Zone{.kind = Zone::Kind::region,
              .region = std::make_shared<const std::string>(std::move(region))};
}

}  // namespace zhulian::feel
