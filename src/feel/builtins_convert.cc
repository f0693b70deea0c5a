// Conversions: from text and parts to values and back.
#include "feel/builtins.h"

namespace zhulian::feel {

namespace {

Value make_date_from(BuiltinCall& call) {
  const Value& from = call[0];
  if (from.as_date()) return from;
  if (from.as_date_time()) return Value(from.as_date_time()->date);
  if (from.as_string()) {
    if (const auto date = parse_date(*from.as_string())) return Value(*date);
  }
  return from.is_null() ? Value() : call.out_of_domain();
}

Value make_date_of_parts(BuiltinCall& call) {
  const auto year = call.number(0).to_int64(), month = call.number(1).to_int64(),
             day = call.number(2).to_int64();
  if (!year || !month || !day) return call.out_of_domain();
  const auto date = make_date(*year, *month, *day);
  return date ? Value(*date) : call.out_of_domain();
}

Value make_time_from(BuiltinCall& call) {
  const Value& from = call[0];
  if (from.as_time()) return from;
  if (from.as_date_time()) return Value(from.as_date_time()->time);
  if (from.as_date()) return Value(Time{.zone = *zone_of_offset(0)});
  if (from.as_string()) {
    if (auto time = parse_time(*from.as_string())) return Value(*std::move(time));
  }
  return from.is_null() ? Value() : call.out_of_domain();
}

Value make_time_of_parts(BuiltinCall& call) {
  const auto hour = call.number(0).to_int64(), minute = call.number(1).to_int64();
  const auto nanos =
      (call.number(2) * Decimal(1'000'000'000)).rounded(0, Rounding::toward_zero).to_int64();
  if (!hour || !minute || !nanos) return call.out_of_domain();
  Zone zone;
  if (const DaysDuration* offset = call[3].as_days()) {
    if (offset->nanos % nanos_a_second != 0) return call.out_of_domain();
    const Nanos seconds = offset->nanos / nanos_a_second;
    if (seconds > 86'400 || seconds < -86'400) return call.out_of_domain();
    const auto known = zone_of_offset(static_cast<std::int64_t>(seconds));
    if (!known) return call.out_of_domain();
    zone = *known;
  }
  auto time = make_time(*hour, *minute, *nanos, std::move(zone));
  return time ? Value(*std::move(time)) : call.out_of_domain();
}

Value make_date_time_from(BuiltinCall& call) {
  const Value& from = call[0];
  if (from.as_date_time()) return from;
  if (from.as_date()) {
    return Value(DateTime{.date = *from.as_date(), .time = {.zone = *zone_of_offset(0)}});
  }
  if (from.as_string()) {
    if (auto moment = parse_date_time(*from.as_string())) return Value(*std::move(moment));
    if (const auto date = parse_date(*from.as_string())) {
      return Value(DateTime{.date = *date, .time = {}});
    }
  }
  return from.is_null() ? Value() : call.out_of_domain();
}

Value make_date_time_of_parts(BuiltinCall& call) {
  if (call[0].is_null() || call[1].is_null()) return {};
  const Date* date = call[0].as_date();
  if (call[0].as_date_time()) date = &call[0].as_date_time()->date;
  if (!date) return call.out_of_domain();
  if (call[1].as_time()) return Value(DateTime{.date = *date, .time = *call[1].as_time()});
  return call.out_of_domain();
}

Value make_duration(BuiltinCall& call) {
  const Value& from = call[0];
  if (from.as_days() || from.as_months()) return from;
  if (from.is_null()) return {};
  if (from.as_string()) {
    if (const auto months = parse_months_duration(*from.as_string())) return Value(*months);
    if (const auto days = parse_days_duration(*from.as_string())) return Value(*days);
  }
  return call.out_of_domain();
}

// Whole months from one to the other: the last month counts when its day is reached.
Value months_between(BuiltinCall& call) {
  auto date = [](const Value& v) -> std::optional<Date> {
    if (v.as_date()) return *v.as_date();
    if (v.as_date_time()) return v.as_date_time()->date;
    return std::nullopt;
  };
  if (call[0].is_null() || call[1].is_null()) return {};
  const auto from = date(call[0]), to = date(call[1]);
  if (!from || !to) return call.out_of_domain();
  std::int64_t months = (to->year - from->year) * 12 + to->month - from->month;
  if (months > 0 && to->day < from->day) --months;
  if (months < 0 && to->day > from->day) ++months;
  return Value(MonthsDuration{.months = months});
}

Value make_number(BuiltinCall& call) {
  if (call[0].as_number() && call.given == 1) return call[0];
  if (call[0].is_null()) return {};
  if (!call[0].as_string()) return call.out_of_domain();
  const std::string& text = call.string(0);
  auto sign = [&](std::size_t i, std::string_view allowed) -> std::optional<char> {
    if (call[i].is_null()) return '\0';
    const std::string& given = *call[i].as_string();
    if (given.size() != 1 || !allowed.contains(given[0])) return std::nullopt;
    return given[0];
  };
  const auto grouping = sign(1, " ,."), point = sign(2, ",.");
  if (!grouping || !point || (*grouping != '\0' && *grouping == *point)) {
    return call.out_of_domain();
  }
  std::string plain;
  for (const char c : text) {
    if (*grouping != '\0' && c == *grouping) continue;
    plain += *point != '\0' && c == *point ? '.' : c;
  }
  const auto number = Decimal::parse(plain);
  return number ? Value(*number) : call.out_of_domain();
}

Value make_string(BuiltinCall& call) {
  if (call[0].is_null()) return {};
  constexpr std::size_t bytes_max = 1 << 20;
  auto text = to_text(call[0], bytes_max);
  // What became too long has been written that far all the same.
  if (!call.in.charge((text ? text->size() : bytes_max) / 32, call.at)) return {};
  return text ? Value(*std::move(text)) : call.fault("feel.limit.steps");
}

Value negation(BuiltinCall& call) {
  if (const bool* known = call[0].as_boolean()) return Value(!*known);
  return call[0].is_null() ? Value() : call.fault("feel.value.type");
}

}  // namespace

std::span<const Builtin> conversion_builtins() {
  using enum Kind;
  static const std::vector<Builtin> table{
      {"date", {{"from"}}, date, make_date_from},
      {"date", {{"year", number}, {"month", number}, {"day", number}}, date, make_date_of_parts},
      {"time", {{"from"}}, time, make_time_from},
      {"time",
       {{"hour", number}, {"minute", number}, {"second", number}, {"offset", days_duration, true}},
       time,
       make_time_of_parts},
      {"date and time", {{"from"}}, date_time, make_date_time_from},
      {"date and time", {{"date"}, {"time"}}, date_time, make_date_time_of_parts},
      {"duration", {{"from"}}, any, make_duration},
      {"years and months duration", {{"from"}, {"to"}}, months_duration, months_between},
      {"number",
       {{"from"}, {"grouping separator", string, true}, {"decimal separator", string, true}},
       number,
       make_number},
      {"string", {{"from"}}, string, make_string},
      {"not", {{"negand"}}, boolean, negation},
  };
  return table;
}

}  // namespace zhulian::feel
