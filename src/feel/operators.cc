// = != < + - * / ** over values: DMN 1.5, 10.3.2.13 to 10.3.2.14.
#include "feel/interpreter.h"

namespace zhulian::feel {

namespace {

// Wider durations than any two dates are apart cannot be meant, and would overflow.
constexpr Nanos nanos_max = nanos_a_day * 366 * 2'000'000'000;
constexpr std::int64_t months_max = 24'000'000'000;

Value days_value(Nanos nanos) {
  if (nanos > nanos_max || nanos < -nanos_max) return {};
  return Value(DaysDuration{.nanos = nanos});
}

Value months_value(std::int64_t months) {
  if (months > months_max || months < -months_max) return {};
  return Value(MonthsDuration{.months = months});
}

Nanos utc_nanos(const Time& time) {
  // A time of a region has no day: its offset is that of the first of 1970.
  const auto offset = offset_seconds(time.zone, Date{}, time);
  return nanos_of_day(time) - (offset ? *offset : 0) * nanos_a_second;
}

bool same_zoning(const Zone& a, const Zone& b) {
  return a.known() == b.known();
}

// Of a time or a date and time: equality counts no finer than milliseconds.
Nanos milliseconds(const Value& value) {
  constexpr Nanos unit = nanos_a_second / 1000;
  const Nanos nanos =
      value.as_time() ? utc_nanos(*value.as_time()) : instant_of(*value.as_date_time());
  return nanos / unit - (nanos % unit < 0 ? 1 : 0);
}

std::optional<Nanos> whole_nanos(const Decimal& value) {
  const Decimal cut = value.rounded(0, Rounding::toward_zero);
  const Decimal limit = Decimal::from_wide(nanos_max);
  if (!cut.finite() || cut > limit || cut < -limit) return std::nullopt;
  // In two halves of nine digits more than an int64 holds.
  const Decimal base = Decimal(1'000'000'000'000'000);
  const Decimal high = (cut / base).rounded(0, Rounding::toward_zero);
  const Decimal low = cut - high * base;
  return Nanos{*high.to_int64()} * 1'000'000'000'000'000 + *low.to_int64();
}

DateTime midnight_utc(const Date& date) {
  return {.date = date, .time = {.zone = *zone_of_offset(0)}};
}

// Sums of dates, times and durations; the right side of a difference is negated before.
Value plus_days(const Value& a, Nanos nanos) {
  if (const Date* date = a.as_date()) {
    const auto moved = add_nanos({.date = *date, .time = {}}, nanos);
    return moved ? Value(moved->date) : Value();
  }
  if (const DateTime* moment = a.as_date_time()) return Value::maybe(add_nanos(*moment, nanos));
  if (const DaysDuration* days = a.as_days()) return days_value(days->nanos + nanos);
  if (const Time* time = a.as_time()) {
    Nanos total = (nanos_of_day(*time) + nanos % nanos_a_day) % nanos_a_day;
    if (total < 0) total += nanos_a_day;
    return Value(time_of_nanos(total, time->zone));
  }
  return {};
}

Value plus_months(const Value& a, std::int64_t months) {
  if (const Date* date = a.as_date()) return Value::maybe(add_months(*date, months));
  if (const DateTime* moment = a.as_date_time()) {
    const auto date = add_months(moment->date, months);
    return date ? Value(DateTime{.date = *date, .time = moment->time}) : Value();
  }
  if (const MonthsDuration* own = a.as_months()) return months_value(own->months + months);
  return {};
}

Value sum(const Value& a, const Value& b) {
  if (a.as_number() && b.as_number()) return Value::finite(*a.as_number() + *b.as_number());
  if (b.as_days()) return plus_days(a, b.as_days()->nanos);
  if (a.as_days()) return plus_days(b, a.as_days()->nanos);
  if (b.as_months()) return plus_months(a, b.as_months()->months);
  if (a.as_months()) return plus_months(b, a.as_months()->months);
  return {};
}

Value difference(const Value& a, const Value& b) {
  if (a.as_number() && b.as_number()) return Value::finite(*a.as_number() - *b.as_number());
  if (b.as_days()) return plus_days(a, -b.as_days()->nanos);
  if (b.as_months()) return plus_months(a, -b.as_months()->months);
  if (a.as_time() && b.as_time()) {
    if (!same_zoning(a.as_time()->zone, b.as_time()->zone)) return {};
    return days_value(utc_nanos(*a.as_time()) - utc_nanos(*b.as_time()));
  }
  const bool a_dated = a.as_date() || a.as_date_time();
  const bool b_dated = b.as_date() || b.as_date_time();
  if (!a_dated || !b_dated) return {};
  const DateTime left = a.as_date() ? midnight_utc(*a.as_date()) : *a.as_date_time();
  const DateTime right = b.as_date() ? midnight_utc(*b.as_date()) : *b.as_date_time();
  if (!same_zoning(left.time.zone, right.time.zone)) return {};
  return days_value(instant_of(left) - instant_of(right));
}

Value scaled(const Value& duration, const Decimal& factor) {
  if (const DaysDuration* days = duration.as_days()) {
    const auto nanos = whole_nanos(Decimal::from_wide(days->nanos) * factor);
    return nanos ? days_value(*nanos) : Value();
  }
  if (const MonthsDuration* months = duration.as_months()) {
    const auto whole =
        (Decimal(months->months) * factor).rounded(0, Rounding::toward_zero).to_int64();
    return whole ? months_value(*whole) : Value();
  }
  return {};
}

Value product(const Value& a, const Value& b) {
  if (a.as_number() && b.as_number()) return Value::finite(*a.as_number() * *b.as_number());
  if (b.as_number()) return scaled(a, *b.as_number());
  if (a.as_number()) return scaled(b, *a.as_number());
  return {};
}

Value quotient(const Value& a, const Value& b) {
  if (a.as_days() && b.as_days()) {
    return Value::finite(Decimal::from_wide(a.as_days()->nanos) /
                         Decimal::from_wide(b.as_days()->nanos));
  }
  if (a.as_months() && b.as_months()) {
    return Value::finite(Decimal(a.as_months()->months) / Decimal(b.as_months()->months));
  }
  const Decimal* divisor = b.as_number();
  if (!divisor) return {};
  if (a.as_number()) return Value::finite(*a.as_number() / *divisor);
  if (divisor->is_zero()) return {};
  if (const DaysDuration* days = a.as_days()) {
    const auto nanos = whole_nanos(Decimal::from_wide(days->nanos) / *divisor);
    return nanos ? days_value(*nanos) : Value();
  }
  if (const MonthsDuration* months = a.as_months()) {
    const auto whole =
        (Decimal(months->months) / *divisor).rounded(0, Rounding::toward_zero).to_int64();
    return whole ? months_value(*whole) : Value();
  }
  return {};
}

}  // namespace

Value Interpreter::arithmetic(Form form, const Value& a, const Value& b, Position at) {
  if (a.is_null() || b.is_null()) return a.is_unknown() ? a : b.is_unknown() ? b : Value();
  if (form == Form::add && a.as_string() && b.as_string()) {
    const std::size_t size = a.as_string()->size() + b.as_string()->size();
    if (!charge(size / 32, at)) return {};
    return Value(*a.as_string() + *b.as_string());
  }
  Value result;
  switch (form) {
    case Form::add:
      result = sum(a, b);
      break;
    case Form::subtract:
      result = difference(a, b);
      break;
    case Form::multiply:
      result = product(a, b);
      break;
    case Form::divide:
      result = quotient(a, b);
      break;
    default:
      if (a.as_number() && b.as_number())
        result = Value::finite(a.as_number()->pow(*b.as_number()));
      break;
  }
  return result.is_null() ? fault(at, "feel.value.arithmetic") : result;
}

Value Interpreter::negated(const Value& a, Position at) {
  if (a.is_null()) return a;
  if (const Decimal* number = a.as_number()) return Value(-*number);
  if (const DaysDuration* days = a.as_days()) return Value(DaysDuration{.nanos = -days->nanos});
  if (const MonthsDuration* months = a.as_months()) {
    return Value(MonthsDuration{.months = -months->months});
  }
  return fault(at, "feel.value.arithmetic");
}

bool is_ordered(Kind kind) {
  switch (kind) {
    case Kind::number:
    case Kind::string:
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::days_duration:
    case Kind::months_duration:
      return true;
    default:
      return false;
  }
}

std::optional<std::weak_ordering> Interpreter::order(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::number:
      return *a.as_number() <=> *b.as_number();
    case Kind::string:  // Bytes of UTF-8 stand in the order of their code points.
      return *a.as_string() <=> *b.as_string();
    case Kind::date:
      return *a.as_date() <=> *b.as_date();
    case Kind::days_duration:
      return *a.as_days() <=> *b.as_days();
    case Kind::months_duration:
      return *a.as_months() <=> *b.as_months();
    case Kind::time:
      if (!same_zoning(a.as_time()->zone, b.as_time()->zone)) return std::nullopt;
      return utc_nanos(*a.as_time()) <=> utc_nanos(*b.as_time());
    case Kind::date_time:
      if (!same_zoning(a.as_date_time()->time.zone, b.as_date_time()->time.zone)) {
        return std::nullopt;
      }
      return instant_of(*a.as_date_time()) <=> instant_of(*b.as_date_time());
    default:
      return std::nullopt;
  }
}

std::optional<bool> Interpreter::equal(const Value& a, const Value& b, Position at) {
  if (!charge(1, at)) return std::nullopt;
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.kind() != b.kind()) {
    // A list of one stands for its item.
    if (a.as_list() && a.as_list()->size() == 1) return equal(a.as_list()->front(), b, at);
    if (b.as_list() && b.as_list()->size() == 1) return equal(a, b.as_list()->front(), at);
    return std::nullopt;
  }
  switch (a.kind()) {
    case Kind::boolean:
      return *a.as_boolean() == *b.as_boolean();
    case Kind::list: {
      const List &x = *a.as_list(), &y = *b.as_list();
      if (x.size() != y.size()) return false;
      bool unknown = false;
      for (std::size_t i = 0; i < x.size(); ++i) {
        const auto same = equal(x[i], y[i], at);
        if (same && !*same) return false;
        if (!same) unknown = true;
      }
      return unknown ? std::nullopt : std::optional(true);
    }
    case Kind::context: {
      const auto &x = a.as_context()->entries(), &y = b.as_context()->entries();
      if (x.size() != y.size()) return false;
      bool unknown = false;
      for (const auto& [name, value] : x) {
        const Value* other = b.as_context()->find(name);
        if (!other) return false;
        const auto same = equal(value, *other, at);
        if (same && !*same) return false;
        if (!same) unknown = true;
      }
      return unknown ? std::nullopt : std::optional(true);
    }
    case Kind::range: {
      const Range &x = *a.as_range(), &y = *b.as_range();
      if (x.has_low != y.has_low || x.has_high != y.has_high || x.low_closed != y.low_closed ||
          x.high_closed != y.high_closed || x.only != y.only) {
        return false;
      }
      const auto low = equal(x.low, y.low, at), high = equal(x.high, y.high, at);
      return low && high ? std::optional(*low && *high) : std::nullopt;
    }
    case Kind::function:
      return std::nullopt;
    case Kind::time:
    case Kind::date_time: {
      // One told in a zone is no other told in none.
      if (!order(a, b)) return false;
      return milliseconds(a) == milliseconds(b);
    }
    default:
      return *order(a, b) == 0;
  }
}

Value Interpreter::compare(Form form, const Value& a, const Value& b, Position at) {
  if (a.is_unknown() || b.is_unknown()) return Value::unknown();
  if (form == Form::equal || form == Form::unequal) {
    const auto same = equal(a, b, at);
    if (!same) return fault(at, "feel.value.type");
    return Value(*same == (form == Form::equal));
  }
  if (a.is_null() || b.is_null()) return {};
  const auto ordered = order(a, b);
  if (!ordered) return fault(at, "feel.value.type");
  switch (form) {
    case Form::less:
      return Value(*ordered < 0);
    case Form::less_equal:
      return Value(*ordered <= 0);
    case Form::greater:
      return Value(*ordered > 0);
    default:
      return Value(*ordered >= 0);
  }
}

std::optional<bool> Interpreter::contains(const Range& range, const Value& value) {
  if (value.is_null()) return std::nullopt;
  if (range.only == Range::Only::unequal) {
    const auto ordered = order(value, range.low);
    return ordered ? std::optional(*ordered != 0) : std::nullopt;
  }
  // A bound that was written but is null makes the answer null, unless the other one settles it.
  bool unknown = (range.has_low && range.low.is_null()) || (range.has_high && range.high.is_null());
  if (range.has_low && !range.low.is_null()) {
    const auto low = order(value, range.low);
    if (!low) return std::nullopt;
    if (*low < 0 || (*low == 0 && !range.low_closed)) return false;
  }
  if (range.has_high && !range.high.is_null()) {
    const auto high = order(value, range.high);
    if (!high) return std::nullopt;
    if (*high > 0 || (*high == 0 && !range.high_closed)) return false;
  }
  return unknown ? std::nullopt : std::optional(true);
}

}  // namespace zhulian::feel
