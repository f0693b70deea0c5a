#include "feel/builtins.h"

namespace zhulian::feel {

namespace {

// Scales at which decimal128 can still hold a digit.
std::optional<int> scale_of(const BuiltinCall& call) {
  if (call.given == 1) return 0;
  if (call[1].is_null()) return std::nullopt;
  const auto scale = call.number(1).rounded(0, Rounding::toward_zero).to_int64();
  if (!scale || *scale < -6111 || *scale > 6176) return std::nullopt;
  return static_cast<int>(*scale);
}

template <Rounding rounding>
Value round_to(BuiltinCall& call) {
  const auto scale = scale_of(call);
  return scale ? Value::finite(call.number(0).rounded(*scale, rounding)) : call.out_of_domain();
}

Value absolute(BuiltinCall& call) {
  const Value& value = call[0];
  if (const Decimal* number = value.as_number()) return Value(number->abs());
  if (const DaysDuration* days = value.as_days()) {
    return Value(DaysDuration{.nanos = days->nanos < 0 ? -days->nanos : days->nanos});
  }
  if (const MonthsDuration* months = value.as_months()) {
    return Value(MonthsDuration{.months = std::abs(months->months)});
  }
  return value.is_null() ? Value() : call.fault("feel.value.type");
}

Value modulo(BuiltinCall& call) {
  if (call.number(1).is_zero()) return call.out_of_domain();
  return Value::finite(call.number(0).modulo(call.number(1)));
}

Value finite_or_fault(BuiltinCall& call, const Decimal& result) {
  return result.finite() ? Value(result) : call.out_of_domain();
}

Value square_root(BuiltinCall& call) {
  return finite_or_fault(call, call.number(0).sqrt());
}
Value logarithm(BuiltinCall& call) {
  return finite_or_fault(call, call.number(0).log());
}
Value exponential(BuiltinCall& call) {
  return finite_or_fault(call, call.number(0).exp());
}

Value odd(BuiltinCall& call) {
  if (!call.number(0).is_whole()) return call.out_of_domain();
  return Value(!call.number(0).modulo(Decimal(2)).is_zero());
}

Value even(BuiltinCall& call) {
  if (!call.number(0).is_whole()) return call.out_of_domain();
  return Value(call.number(0).modulo(Decimal(2)).is_zero());
}

}  // namespace

std::span<const Builtin> number_builtins() {
  using enum Kind;
  static const std::vector<Builtin> table{
      {"decimal", {{"n", number}, {"scale", number}}, number, round_to<Rounding::half_even>},
      {"floor", {{"n", number}, {"scale", number, true}}, number, round_to<Rounding::floor>},
      {"ceiling", {{"n", number}, {"scale", number, true}}, number, round_to<Rounding::ceiling>},
      {"round up", {{"n", number}, {"scale", number}}, number, round_to<Rounding::away_from_zero>},
      {"round down", {{"n", number}, {"scale", number}}, number, round_to<Rounding::toward_zero>},
      {"round half up", {{"n", number}, {"scale", number}}, number, round_to<Rounding::half_up>},
      {"round half down",
       {{"n", number}, {"scale", number}},
       number,
       round_to<Rounding::half_down>},
      {"abs", {{"n"}}, any, absolute},
      {"modulo", {{"dividend", number}, {"divisor", number}}, number, modulo},
      {"sqrt", {{"number", number}}, number, square_root},
      {"log", {{"number", number}}, number, logarithm},
      {"exp", {{"number", number}}, number, exponential},
      {"odd", {{"number", number}}, boolean, odd},
      {"even", {{"number", number}}, boolean, even},
  };
  return table;
}

}  // namespace zhulian::feel
