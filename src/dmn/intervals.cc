#include "dmn/intervals.h"

#include <algorithm>

#include "feel/interpreter.h"

namespace zhulian::dmn {
namespace {

using feel::Date;
using feel::DateTime;
using feel::DaysDuration;
using feel::Decimal;
using feel::Kind;
using feel::MonthsDuration;
using feel::Nanos;
using feel::Rounding;
using feel::Time;
using feel::Value;

// Values strictly between two ends of which either may be missing, likely ones first: a whole
// number before one with a fraction, a whole day before an instant.
std::vector<Value> numbers_between(const Decimal* low, const Decimal* high, bool whole) {
  std::vector<Value> found;
  const auto floor = [](const Decimal& d) { return d.rounded(0, Rounding::floor); };
  const auto ceiling = [](const Decimal& d) { return d.rounded(0, Rounding::ceiling); };
  if (!low && !high) {
    found = {Value::number(0)};
  } else if (!low) {
    found = {Value(ceiling(*high) - Decimal(1))};
  } else {
    found = {Value(floor(*low) + Decimal(1))};
    if (high) found.push_back(Value(ceiling(*high) - Decimal(1)));
  }
  if (whole) return found;
  const Decimal half = *Decimal::parse("0.5");
  if (low && high)
    found.push_back(Value((*low + *high) * half));
  else if (low)
    found.push_back(Value(*low + half));
  else if (high)
    found.push_back(Value(*high - half));
  return found;
}

std::vector<Value> dates_between(const Date* low, const Date* high) {
  std::optional<Date> day;
  if (low)
    day = feel::date_of(feel::days_of(*low) + 1);
  else
    day = high ? feel::date_of(feel::days_of(*high) - 1) : std::optional(Date{});
  return day ? std::vector<Value>{Value(*day)} : std::vector<Value>{};
}

std::vector<Value> moments_between(const DateTime* low, const DateTime* high) {
  constexpr Nanos hour = feel::nanos_a_second * 3600;
  if (!low && !high) return {Value(DateTime{})};
  std::vector<Value> found;
  const auto add = [&](const DateTime& from, Nanos nanos) {
    if (const auto moment = feel::add_nanos(from, nanos)) found.push_back(Value(*moment));
  };
  if (low) add(*low, hour);
  if (high && !low) add(*high, -hour);
  if (low && high) add(*low, (feel::instant_of(*high) - feel::instant_of(*low)) / 2);
  return found;
}

std::vector<Value> times_between(const Time* low, const Time* high) {
  const Nanos from = low ? feel::nanos_of_day(*low) : -1;
  const Nanos to = high ? feel::nanos_of_day(*high) : feel::nanos_a_day;
  if (to - from < 2) return {};
  const auto zone = low ? low->zone : high ? high->zone : feel::Zone{};
  return {Value(feel::time_of_nanos(from + (to - from) / 2, zone))};
}

std::vector<Value> durations_between(const DaysDuration* low, const DaysDuration* high) {
  std::vector<Value> found;
  if (low) {
    found.push_back(Value(DaysDuration{.nanos = low->nanos + feel::nanos_a_day}));
    if (high)
      found.push_back(Value(DaysDuration{.nanos = low->nanos + (high->nanos - low->nanos) / 2}));
  } else {
    found.push_back(Value(DaysDuration{.nanos = high ? high->nanos - feel::nanos_a_day : 0}));
  }
  return found;
}

std::vector<Value> months_between(const MonthsDuration* low, const MonthsDuration* high) {
  if (low) return {Value(MonthsDuration{.months = low->months + 1})};
  return {Value(MonthsDuration{.months = high ? high->months - 1 : 0})};
}

std::vector<Value> texts_between(const std::string* low, const std::string* high) {
  if (!low) return high && !high->empty() ? std::vector<Value>{Value("")} : std::vector<Value>{};
  // What follows a text directly is the same with the smallest character behind it.
  std::vector<Value> found;
  for (const std::string_view end : {"~", "a", "0", " ", "\x01"})
    found.push_back(Value(*low + std::string(end)));
  return found;
}

std::vector<Value> examples_between(Kind kind, const Value& low, const Value& high, bool whole) {
  switch (kind) {
    case Kind::number:
      return numbers_between(low.as_number(), high.as_number(), whole);
    case Kind::string:
      return texts_between(low.as_string(), high.as_string());
    case Kind::date:
      return dates_between(low.as_date(), high.as_date());
    case Kind::time:
      return times_between(low.as_time(), high.as_time());
    case Kind::date_time:
      return moments_between(low.as_date_time(), high.as_date_time());
    case Kind::days_duration:
      return durations_between(low.as_days(), high.as_days());
    case Kind::months_duration:
      return months_between(low.as_months(), high.as_months());
    default:
      return {};
  }
}

bool is_fraction(const Value& value) {
  return value.as_number() && !value.as_number()->is_whole();
}

// A text that stands nowhere: the word for "other things", with more behind it while it is taken.
Value unmentioned(const std::vector<Value>& cuts) {
  std::string text = "\u5176\u4ed6";
  while (std::ranges::any_of(cuts, [&](const Value& cut) { return *cut.as_string() == text; }))
    text += '*';
  return Value(text);
}

}  // namespace

bool before(const Value& a, const Value& b) {
  const auto ordered = feel::Interpreter::order(a, b);
  return ordered && *ordered < 0;
}

std::optional<std::vector<Segment>> segments(const Domain& domain, std::vector<Value> cuts) {
  std::vector<Segment> found;
  const auto admits = [&](const Value& value) {
    if (domain.whole && is_fraction(value)) return false;
    return !domain.admits || domain.admits(value);
  };
  const auto point = [&](const Value& value) {
    if (admits(value)) found.push_back({.shape = Segment::Shape::point, .example = value});
  };
  const auto between = [&](const Value& low, const Value& high) {
    for (const Value& one : examples_between(domain.kind, low, high, domain.whole)) {
      if ((!low.is_null() && !before(low, one)) || (!high.is_null() && !before(one, high)))
        continue;
      if (!admits(one)) continue;
      found.push_back({.shape = Segment::Shape::between, .example = one, .low = low, .high = high});
      return;
    }
  };

  if (domain.kind == Kind::boolean) {
    point(Value(true));
    point(Value(false));
  } else if (feel::is_ordered(domain.kind)) {
    std::erase_if(cuts, [&](const Value& cut) { return cut.kind() != domain.kind; });
    if (!cuts.empty() && std::ranges::any_of(cuts, [&](const Value& cut) {
          return !feel::Interpreter::order(cuts.front(), cut).has_value();
        }))
      return std::nullopt;
    std::ranges::sort(cuts, before);
    const auto same = std::ranges::unique(
        cuts, [](const Value& a, const Value& b) { return !before(a, b) && !before(b, a); });
    cuts.erase(same.begin(), same.end());
    if (domain.kind == Kind::string && !domain.ordered_texts) {
      for (const Value& cut : cuts) point(cut);
      const Value other = unmentioned(cuts);
      if (admits(other)) found.push_back({.shape = Segment::Shape::other, .example = other});
    } else {
      Value low;
      for (const Value& cut : cuts) {
        between(low, cut);
        point(cut);
        low = cut;
      }
      between(low, Value());
    }
  } else {  // Nothing is known of it: one value stands for all.
    found.push_back({.shape = Segment::Shape::other, .example = Value()});
    return found;
  }
  if (domain.may_be_null) found.push_back({.shape = Segment::Shape::none, .example = Value()});
  return found;
}

}  // namespace zhulian::dmn
