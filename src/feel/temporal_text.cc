// Reading and writing of dates, times and durations.
#include <fmt/format.h>

#include "feel/temporal.h"

namespace zhulian::feel {

std::optional<Zone> zone_of_region(std::string_view name);  // temporal.cc

namespace {

// Reads a text from the left; each step answers whether it was there.
class Reader {
 public:
  explicit Reader(std::string_view text) : left_(text) {}

  bool done() const { return left_.empty(); }
  bool next_is(char c) const { return left_.starts_with(c); }
  bool take(char c) {
    if (!left_.starts_with(c)) return false;
    left_.remove_prefix(1);
    return true;
  }
  // Between `least` and `most` digits (most <= 18, so that the number fits).
  std::optional<std::int64_t> digits(std::size_t least, std::size_t most) {
    std::size_t count = 0;
    std::int64_t value = 0;
    while (count < left_.size() && left_[count] >= '0' && left_[count] <= '9') {
      if (count == most) return std::nullopt;
      value = value * 10 + (left_[count++] - '0');
    }
    if (count < least) return std::nullopt;
    leading_zero_ = count > 0 && left_[0] == '0';
    count_ = count;
    left_.remove_prefix(count);
    return value;
  }
  std::size_t count() const { return count_; }
  bool leading_zero() const { return leading_zero_; }

  // ".123": nanoseconds; what is finer is cut off.
  std::optional<Nanos> fraction() {
    Nanos value = 0, unit = nanos_a_second / 10;
    std::size_t count = 0;
    while (count < left_.size() && left_[count] >= '0' && left_[count] <= '9') {
      value += unit * (left_[count++] - '0');
      unit /= 10;
    }
    if (count == 0) return std::nullopt;
    left_.remove_prefix(count);
    return value;
  }
  std::string_view rest() const { return left_; }

 private:
  std::string_view left_;
  std::size_t count_ = 0;
  bool leading_zero_ = false;
};

std::optional<Date> read_date(Reader& in) {
  const bool minus = in.take('-');
  const auto year = in.digits(4, 9);
  if (!year || (in.count() > 4 && in.leading_zero()) || !in.take('-')) return std::nullopt;
  const auto month = in.digits(2, 2);
  if (!month || !in.take('-')) return std::nullopt;
  const auto day = in.digits(2, 2);
  if (!day) return std::nullopt;
  return make_date(minus ? -*year : *year, *month, *day);
}

std::optional<Zone> read_zone(Reader& in) {
  if (in.done()) return Zone{};
  if (in.take('@')) return zone_of_region(in.rest());
  if (in.take('Z') || in.take('z')) return in.done() ? zone_of_offset(0) : std::nullopt;
  const bool minus = in.next_is('-');
  if (!in.take('-') && !in.take('+')) return std::nullopt;
  const auto hours = in.digits(2, 2);
  if (!hours || !in.take(':')) return std::nullopt;
  const auto minutes = in.digits(2, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  std::int64_t seconds = *hours * 3600 + *minutes * 60;
  if (in.take(':')) {
    const auto more = in.digits(2, 2);
    if (!more || *more > 59) return std::nullopt;
    seconds += *more;
  }
  if (!in.done()) return std::nullopt;
  return zone_of_offset(minus ? -seconds : seconds);
}

std::optional<Time> read_time(Reader& in) {
  const auto hour = in.digits(2, 2);
  if (!hour || !in.take(':')) return std::nullopt;
  const auto minute = in.digits(2, 2);
  if (!minute || !in.take(':')) return std::nullopt;
  const auto second = in.digits(2, 2);
  if (!second || *second > 59) return std::nullopt;
  Nanos nanos = *second * nanos_a_second;
  if (in.take('.')) {
    const auto fraction = in.fraction();
    if (!fraction) return std::nullopt;
    nanos += *fraction;
  }
  auto zone = read_zone(in);
  if (!zone) return std::nullopt;
  return make_time(*hour, *minute, nanos, std::move(*zone));
}

std::string fraction_text(Nanos nanos) {
  if (nanos == 0) return "";
  std::string digits = fmt::format(".{:09}", static_cast<std::int64_t>(nanos));
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  Reader in(text);
  const auto date = read_date(in);
  return in.done() ? date : std::nullopt;
}

std::optional<Time> parse_time(std::string_view text) {
  Reader in(text);
  return read_time(in);
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  Reader in(text);
  const auto date = read_date(in);
  if (!date || !in.take('T')) return std::nullopt;
  // Midnight at the end of the day is that at the beginning of the next (XML Schema 3.2.7.1).
  constexpr std::string_view end_of_day = "24:00:00";
  if (in.rest().starts_with(end_of_day)) {
    const std::string midnight = "00:00:00" + std::string(in.rest().substr(end_of_day.size()));
    auto time = parse_time(midnight);
    const auto next = date_of(days_of(*date) + 1);
    if (!time || !next || nanos_of_day(*time) != 0) return std::nullopt;
    return DateTime{.date = *next, .time = *std::move(time)};
  }
  auto time = read_time(in);
  if (!time) return std::nullopt;
  return DateTime{.date = *date, .time = std::move(*time)};
}

std::optional<MonthsDuration> parse_months_duration(std::string_view text) {
  Reader in(text);
  const bool minus = in.take('-');
  if (!in.take('P') || in.done()) return std::nullopt;
  std::int64_t months = 0;
  auto value = in.digits(1, 12);
  if (value && in.take('Y')) {
    months = *value * 12;
    if (in.done()) return MonthsDuration{.months = minus ? -months : months};
    value = in.digits(1, 12);
  }
  if (!value || !in.take('M') || !in.done()) return std::nullopt;
  months += *value;
  return MonthsDuration{.months = minus ? -months : months};
}

std::optional<DaysDuration> parse_days_duration(std::string_view text) {
  Reader in(text);
  const bool minus = in.take('-');
  if (!in.take('P') || in.done()) return std::nullopt;
  Nanos total = 0;
  if (!in.next_is('T')) {
    const auto days = in.digits(1, 12);
    if (!days || !in.take('D')) return std::nullopt;
    total = *days * nanos_a_day;
  }
  if (in.take('T')) {
    // Hours, minutes and seconds in this order, at least one of them.
    if (in.done()) return std::nullopt;
    int stage = 0;
    while (!in.done()) {
      const auto value = in.digits(1, 15);
      if (!value) return std::nullopt;
      if (stage < 1 && in.take('H')) {
        total += *value * 3600 * nanos_a_second;
        stage = 1;
      } else if (stage < 2 && in.take('M')) {
        total += *value * 60 * nanos_a_second;
        stage = 2;
      } else if (stage < 3) {
        Nanos fraction = 0;
        if (in.take('.')) {
          fraction = in.fraction().value_or(0);  // "PT0.S" is in use.
        }
        if (!in.take('S')) return std::nullopt;
        total += *value * nanos_a_second + fraction;
        stage = 3;
      } else {
        return std::nullopt;
      }
    }
  }
  if (!in.done()) return std::nullopt;
  return DaysDuration{.nanos = minus ? -total : total};
}

std::string to_text(const Date& date) {
  const char* minus = date.year < 0 ? "-" : "";
  return fmt::format("{}{:04}-{:02}-{:02}", minus, std::abs(date.year), date.month, date.day);
}

std::string to_text(const Time& time) {
  return fmt::format("{:02}:{:02}:{:02}{}{}", time.hour, time.minute, time.second,
                     fraction_text(time.nanos), time.zone.text());
}

std::string to_text(const DateTime& moment) {
  return to_text(moment.date) + "T" + to_text(moment.time);
}

std::string to_text(const DaysDuration& duration) {
  if (duration.nanos == 0) return "PT0S";
  const Nanos size = duration.nanos < 0 ? -duration.nanos : duration.nanos;
  const auto days = static_cast<std::int64_t>(size / nanos_a_day);
  const auto seconds = static_cast<std::int64_t>(size % nanos_a_day / nanos_a_second);
  const Nanos fraction = size % nanos_a_second;
  std::string out = duration.nanos < 0 ? "-P" : "P";
  if (days != 0) out += fmt::format("{}D", days);
  if (seconds == 0 && fraction == 0) return out;
  out += 'T';
  if (seconds / 3600 != 0) out += fmt::format("{}H", seconds / 3600);
  if (seconds / 60 % 60 != 0) out += fmt::format("{}M", seconds / 60 % 60);
  if (seconds % 60 != 0 || fraction != 0) {
    out += fmt::format("{}{}S", seconds % 60, fraction_text(fraction));
  }
  return out;
}

std::string to_text(const MonthsDuration& duration) {
  if (duration.months == 0) return "P0M";
  const std::int64_t size = std::abs(duration.months);
  std::string out = duration.months < 0 ? "-P" : "P";
  if (size / 12 != 0) out += fmt::format("{}Y", size / 12);
  if (size % 12 != 0) out += fmt::format("{}M", size % 12);
  return out;
}

}  // namespace zhulian::feel
