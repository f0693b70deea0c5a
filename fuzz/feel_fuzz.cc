// FEEL from strangers: whatever the bytes, reading, checking, evaluating, compiling and printing
// end soon, and nothing but a Result or an Outcome comes back.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "feel/feel.h"
#include "feel/sql.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace zhulian::feel;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Context names{{"age", Value::number(61)},
                      {"date of birth", Value(Date{.year = 1965, .month = 2, .day = 28})},
                      {"level", Value("2")},
                      {"alive", Value(true)},
                      {"unknown", Value()},
                      {"list", Value(List{Value::number(1), Value("b"), Value()})}};
  const Schema schema{{"age", Kind::number},
                      {"date of birth", Kind::date},
                      {"level", coded({"1", "2", "3", "4"})},
                      {"alive", Kind::boolean}};
  Limits limits{.steps_max = 20'000};
  limits.now = parse_date_time("2026-11-22T08:00:00Z");

  if (const auto parsed = parse(text, Names::of(names))) {
    (void)to_text(evaluate(*parsed, names, limits).value);
  }
  if (const auto tests = parse_unary_tests(text, Names::of(names))) {
    (void)evaluate(*tests, Value::number(7), names, limits);
  }
  (void)check(text, schema);
  SqlSchema columns;
  for (const auto& [name, type] : schema) columns.columns[name] = {.type = type, .sql = "c"};
  columns.parameters["as of"] = Kind::date;
  if (const auto condition = compile_sql(text, columns)) {
    (void)condition->bind({{"as of", Value(Date{.year = 2026, .month = 1, .day = 1})}}, limits);
  }
  return 0;
}
