#include "feel/builtins.h"

namespace zhulian::feel {

namespace {

const Date* date_part(const Value& value) {
  if (value.as_date()) return value.as_date();
  return value.as_date_time() ? &value.as_date_time()->date : nullptr;
}

std::int64_t day_of_year_of(const Date& date) {
  return days_of(date) - days_of({.year = date.year, .month = 1, .day = 1}) + 1;
}

// Monday is 0; 1970-01-01 was a Thursday.
std::int64_t weekday_of(const Date& date) {
  return ((days_of(date) + 3) % 7 + 7) % 7;
}

Value day_of_year(BuiltinCall& call) {
  const Date* date = date_part(call[0]);
  return date ? Value::number(day_of_year_of(*date)) : call.out_of_domain();
}

Value day_of_week(BuiltinCall& call) {
  constexpr const char* names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                   "Friday", "Saturday", "Sunday"};
  const Date* date = date_part(call[0]);
  return date ? Value(names[weekday_of(*date)]) : call.out_of_domain();
}

Value month_of_year(BuiltinCall& call) {
  constexpr const char* names[] = {"January",   "February", "March",    "April",
                                   "May",       "June",     "July",     "August",
                                   "September", "October",  "November", "December"};
  const Date* date = date_part(call[0]);
  return date ? Value(names[date->month - 1]) : call.out_of_domain();
}

// ISO 8601: a week belongs to the year its Thursday lies in.
Value week_of_year(BuiltinCall& call) {
  const Date* date = date_part(call[0]);
  if (!date) return call.out_of_domain();
  const auto thursday = date_of(days_of(*date) - weekday_of(*date) + 3);
  if (!thursday) return call.out_of_domain();
  return Value::number((day_of_year_of(*thursday) - 1) / 7 + 1);
}

Value now(BuiltinCall& call) {
  const auto& told = call.in.limits().now;
  return told ? Value(*told) : call.fault("feel.value.no_clock");
}

Value today(BuiltinCall& call) {
  const auto& told = call.in.limits().now;
  return told ? Value(told->date) : call.fault("feel.value.no_clock");
}

bool same_zone(const Zone& a, const Zone& b) {
  return a.text() == b.text();
}

// The same value domain and the same value: unlike =, 08:00Z is not 09:00+01:00.
Value is(BuiltinCall& call) {
  if (call.given == 0) return call.fault("feel.value.arguments");
  const Value &a = call[0], &b = call[1];
  if (a.kind() != b.kind()) return Value(false);
  const auto same = call.in.equal(a, b, call.at);
  bool answer = same && *same;
  if (answer && (a.as_time() || a.as_date_time())) answer = *call.in.order(a, b) == 0;
  if (a.as_time()) answer = answer && same_zone(a.as_time()->zone, b.as_time()->zone);
  if (a.as_date_time()) {
    answer = answer && same_zone(a.as_date_time()->time.zone, b.as_date_time()->time.zone);
  }
  return Value(answer);
}

}  // namespace

std::span<const Builtin> temporal_builtins() {
  using enum Kind;
  static const std::vector<Builtin> table{
      {"day of year", {{"date"}}, number, day_of_year},
      {"day of week", {{"date"}}, string, day_of_week},
      {"month of year", {{"date"}}, string, month_of_year},
      {"week of year", {{"date"}}, number, week_of_year},
      {"now", {}, date_time, now},
      {"today", {}, date, today},
      {"is", {{"value1", any, true}, {"value2", any, true}}, boolean, is},
  };
  return table;
}

}  // namespace zhulian::feel
