// Parts without columns: what they are worth and how a database is told.
#include "feel/sql_values.h"

#include "feel/lexer.h"
#include "feel/unicode.h"

namespace zhulian::feel {

namespace {

// Beyond, a double no longer tells whole numbers apart.
constexpr std::int64_t whole_max = std::int64_t{1} << 53;

std::unexpected<Error> refuse(const Expression& part, std::string code) {
  return std::unexpected(error_at(part.root().at, std::move(code)));
}

// Whole numbers here are within +-2^53, so a double tells them apart.
bool above(const SqlValue& a, const SqlValue& b) {
  const auto* x = std::get_if<std::string>(&a);
  const auto* y = std::get_if<std::string>(&b);
  if (x && y) return *x > *y;
  auto real = [](const SqlValue& v) {
    const auto* whole = std::get_if<std::int64_t>(&v);
    return whole ? static_cast<double>(*whole) : std::get<double>(v);
  };
  return !x && !y && real(a) > real(b);
}

}  // namespace

Result<SqlValue> sql_value(const Expression& part, const Value& value, SqlSlot::As as) {
  switch (as) {
    case SqlSlot::As::whole: {
      const Decimal* number = value.as_number();
      if (!number) return refuse(part, "feel.sql.null_value");
      const auto whole = number->to_int64();
      if (!whole || *whole > whole_max || *whole < -whole_max) {
        return refuse(part, "feel.sql.inexact");
      }
      return SqlValue(*whole);
    }
    case SqlSlot::As::real: {
      const Decimal* number = value.as_number();
      if (!number) return refuse(part, "feel.sql.null_value");
      const double real = number->to_double();
      const auto back = Decimal::from_double(real);
      if (!back || *back != *number) return refuse(part, "feel.sql.inexact");
      return SqlValue(real);
    }
    case SqlSlot::As::text:
      if (!value.as_string()) return refuse(part, "feel.sql.null_value");
      // PostgreSQL has no text with a zero byte in it.
      if (value.as_string()->contains('\0')) return refuse(part, "feel.sql.inexact");
      return SqlValue(*value.as_string());
    case SqlSlot::As::boolean:
      if (!value.as_boolean()) return refuse(part, "feel.sql.null_value");
      return SqlValue(std::int64_t{*value.as_boolean() ? 1 : 0});
    case SqlSlot::As::days_of_date:
      if (!value.as_date()) return refuse(part, "feel.sql.null_value");
      return SqlValue(days_of(*value.as_date()));
    case SqlSlot::As::days_of_duration: {
      const DaysDuration* duration = value.as_days();
      if (!duration) return refuse(part, "feel.sql.null_value");
      if (duration->nanos % nanos_a_day != 0) return refuse(part, "feel.sql.inexact");
      return SqlValue(static_cast<std::int64_t>(duration->nanos / nanos_a_day));
    }
  }
  return refuse(part, "feel.sql.null_value");
}

std::string_view sql_type(SqlSlot::As as) {
  if (as == SqlSlot::As::real) return "DOUBLE PRECISION";
  return as == SqlSlot::As::text ? "TEXT" : "BIGINT";
}

Result<std::vector<SqlValue>> SqlCondition::bind(const Context& parameters,
                                                 const Limits& limits) const {
  std::vector<SqlValue> values;
  values.reserve(slots.size());
  for (const SqlSlot& slot : slots) {
    const Outcome outcome = evaluate(slot.part, parameters, limits);
    values.push_back(TRY(sql_value(slot.part, outcome.value, slot.as)));
  }
  for (const auto& [low, high] : ascending) {
    if (above(values[low], values[high])) {
      return refuse(slots[low].part, "feel.sql.range");
    }
  }
  return values;
}

Schema SqlSchema::names() const {
  Schema schema;
  for (const auto& [name, column] : columns) schema[name] = column.type;
  for (const auto& [name, type] : parameters) schema[name] = type;
  return schema;
}

bool equality(Form form) {
  return form == Form::equal || form == Form::unequal;
}

std::string_view symbol(Form form) {
  switch (form) {
    case Form::equal:
      return "=";
    case Form::unequal:
      return "<>";
    case Form::less:
      return "<";
    case Form::less_equal:
      return "<=";
    case Form::greater:
      return ">";
    default:
      return ">=";
  }
}

Form opposite(Form form) {
  switch (form) {
    case Form::equal:
      return Form::unequal;
    case Form::unequal:
      return Form::equal;
    case Form::less:
      return Form::greater_equal;
    case Form::less_equal:
      return Form::greater;
    case Form::greater:
      return Form::less_equal;
    default:
      return Form::less;
  }
}

std::optional<std::string> dotted(const Node& node) {
  if (node.form == Form::name) return node.text;
  if (node.form != Form::path) return std::nullopt;
  auto base = dotted(*node.children[0]);
  if (!base) return std::nullopt;
  return *base + "." + node.text;
}

std::optional<std::string> following(const std::string& prefix) {
  std::u32string text = decode_lossy(prefix);
  while (!text.empty()) {
    char32_t& last = text.back();
    if (last < 0x10FFFF) {
      last = last == 0xD7FF ? 0xE000 : last + 1;  // Surrogates are no characters.
      return encode(text);
    }
    text.pop_back();
  }
  return std::nullopt;
}

}  // namespace zhulian::feel
