// date.year, duration.hours, range.start ..: DMN 1.5, table 64 to 66.
#include <algorithm>

#include "feel/interpreter.h"

namespace zhulian::feel {

namespace {

const Date* date_part(const Value& v) {
  return v.as_date() ? v.as_date() : &v.as_date_time()->date;
}
const Time* time_part(const Value& v) {
  return v.as_time() ? v.as_time() : &v.as_date_time()->time;
}

Value weekday(const Value& v) {
  const std::int64_t days = days_of(*date_part(v));  // 1970-01-01 was a Thursday: 4.
  return Value::number(((days + 3) % 7 + 7) % 7 + 1);
}
Value year(const Value& v) {
  return Value::number(date_part(v)->year);
}
Value month(const Value& v) {
  return Value::number(date_part(v)->month);
}
Value day(const Value& v) {
  return Value::number(date_part(v)->day);
}
Value hour(const Value& v) {
  return Value::number(time_part(v)->hour);
}
Value minute(const Value& v) {
  return Value::number(time_part(v)->minute);
}
Value second(const Value& v) {
  const Time& time = *time_part(v);
  return Value(Decimal(time.second) + Decimal(time.nanos) / Decimal(1'000'000'000));
}
Value time_offset(const Value& v) {
  const Date date = v.as_date_time() ? v.as_date_time()->date : Date{};
  const auto offset = offset_seconds(time_part(v)->zone, date, *time_part(v));
  return offset ? Value(DaysDuration{.nanos = *offset * nanos_a_second}) : Value();
}
Value timezone(const Value& v) {
  const Zone& zone = time_part(v)->zone;
  return zone.kind == Zone::Kind::region ? Value(*zone.region) : Value();
}
// Of a date: it stands for its midnight in UTC.
Value zero(const Value&) {
  return Value::number(0);
}
Value no_offset(const Value&) {
  return Value(DaysDuration{});
}

// The parts of a duration all carry its sign: -PT90M has -1 hours and -30 minutes.
Value part(const Value& v, Nanos unit, Nanos within) {
  Nanos left = v.as_days()->nanos;
  if (within > 0) left %= within;
  return Value(Decimal::from_wide(left / unit));
}
Value days(const Value& v) {
  return part(v, nanos_a_day, 0);
}
Value hours(const Value& v) {
  return part(v, 3600 * nanos_a_second, nanos_a_day);
}
Value minutes(const Value& v) {
  return part(v, 60 * nanos_a_second, 3600 * nanos_a_second);
}
Value seconds(const Value& v) {
  return Value(Decimal::from_wide(v.as_days()->nanos % (60 * nanos_a_second)) /
               Decimal(1'000'000'000));
}
Value years(const Value& v) {
  return Value::number(v.as_months()->months / 12);
}
Value months(const Value& v) {
  return Value::number(v.as_months()->months % 12);
}

Value start(const Value& v) {
  return v.as_range()->low;
}
Value end(const Value& v) {
  return v.as_range()->high;
}
Value start_included(const Value& v) {
  return Value(v.as_range()->low_closed);
}
Value end_included(const Value& v) {
  return Value(v.as_range()->high_closed);
}

constexpr Property properties[] = {
    {Kind::date, "year", Kind::number, year},
    {Kind::date, "month", Kind::number, month},
    {Kind::date, "day", Kind::number, day},
    {Kind::date, "weekday", Kind::number, weekday},
    {Kind::date, "hour", Kind::number, zero},
    {Kind::date, "minute", Kind::number, zero},
    {Kind::date, "second", Kind::number, zero},
    {Kind::date, "time offset", Kind::days_duration, no_offset},
    {Kind::date_time, "year", Kind::number, year},
    {Kind::date_time, "month", Kind::number, month},
    {Kind::date_time, "day", Kind::number, day},
    {Kind::date_time, "weekday", Kind::number, weekday},
    {Kind::date_time, "hour", Kind::number, hour},
    {Kind::date_time, "minute", Kind::number, minute},
    {Kind::date_time, "second", Kind::number, second},
    {Kind::date_time, "time offset", Kind::days_duration, time_offset},
    {Kind::date_time, "timezone", Kind::string, timezone},
    {Kind::time, "hour", Kind::number, hour},
    {Kind::time, "minute", Kind::number, minute},
    {Kind::time, "second", Kind::number, second},
    {Kind::time, "time offset", Kind::days_duration, time_offset},
    {Kind::time, "timezone", Kind::string, timezone},
    {Kind::days_duration, "days", Kind::number, days},
    {Kind::days_duration, "hours", Kind::number, hours},
    {Kind::days_duration, "minutes", Kind::number, minutes},
    {Kind::days_duration, "seconds", Kind::number, seconds},
    {Kind::months_duration, "years", Kind::number, years},
    {Kind::months_duration, "months", Kind::number, months},
    {Kind::range, "start", Kind::any, start},
    {Kind::range, "end", Kind::any, end},
    {Kind::range, "start included", Kind::boolean, start_included},
    {Kind::range, "end included", Kind::boolean, end_included},
};

}  // namespace

const Property* find_property(Kind kind, std::string_view name) {
  for (const Property& property : properties) {
    if (property.kind == kind && property.name == name) return &property;
  }
  return nullptr;
}

}  // namespace zhulian::feel
