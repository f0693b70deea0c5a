// A checked condition as one SQL text, the same on SQLite and PostgreSQL, and the values to bind.
//
// The law: a row satisfies the SQL exactly when the interpreter answers true for it. FEEL knows
// true, false and null; WHERE keeps what is true. So each part is compiled in one of two ways,
// "where is it true" and "where is it false", and not() swaps them: nothing leans on what SQL
// makes of NOT over NULL, and x = null, which is true or false and never unknown, becomes IS NULL.
//
// How columns hold values: numbers as whole numbers or doubles, strings as TEXT compared bytewise
// (COLLATE "C" on PostgreSQL), booleans as 0 and 1, dates as days since 1970-01-01. Whole-number
// columns stay within +-2^40, so that no product leaves 64 bits.
//
// What compiles: and, or, not(), comparisons, between, in with tests, lists and ranges,
// list contains() of a written list, starts with(), string length(), if, + - * of whole numbers,
// a date and days, null tests. Whatever mentions no column is evaluated by the interpreter and
// bound as a value, so it may be any FEEL at all: date("2020-01-31") - duration("P1Y").
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "feel/feel.h"

namespace zhulian::feel {

enum class Stored { plain, real };  // real: a number held as a double.

struct SqlColumn {
  Type type;              // number, string, boolean or date
  std::string sql;        // The expression of the column: "p.birth".
  bool required = false;  // NOT NULL.
  Stored stored = Stored::plain;
};

struct SqlSchema {
  std::map<std::string, SqlColumn> columns{};  // A name with dots is an entry of a context.
  std::map<std::string, Type> parameters{};    // Told when the condition is bound; never null.
  Schema names() const;
};

using SqlValue = std::variant<std::int64_t, double, std::string>;

// One placeholder: a part without columns, evaluated when the condition is bound.
struct SqlSlot {
  enum class As { whole, real, text, boolean, days_of_date, days_of_duration };
  Expression part;
  As as;
};

struct SqlCondition {
  std::string text;  // Each placeholder once, numbered upwards: "(p.birth < CAST($3 AS BIGINT))".
  std::vector<SqlSlot> slots;
  std::vector<std::pair<std::size_t, std::size_t>> ascending{};  // The ends of ranges.

  // The values in the order of the placeholders. Errors: feel.sql.null_value (a part is null),
  // feel.sql.inexact (a number no column could hold), feel.sql.range (the lower end is above).
  Result<std::vector<SqlValue>> bind(const Context& parameters = {},
                                     const Limits& limits = {}) const;
};

// Errors: those of check(), and feel.sql.unsupported, .column, .inexact, .null_value, .range; all
// with line and column.
Result<SqlCondition> compile_sql(std::string_view text, const SqlSchema& schema,
                                 int first_placeholder = 1, Position first = {});

}  // namespace zhulian::feel
