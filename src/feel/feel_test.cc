#include "feel/feel.h"

#include <gtest/gtest.h>

namespace zhulian::feel {
namespace {

std::string worth(std::string_view text, const Context& names = {}) {
  const auto parsed = parse(text, Names::of(names));
  if (!parsed) return parsed.error().code;
  Limits limits;
  limits.now = parse_date_time("2026-11-22T08:00:00+08:00");
  return to_text(evaluate(*parsed, names, limits).value).value_or("too long");
}

std::string why(std::string_view text, const Context& names = {}) {
  const auto parsed = parse(text, Names::of(names));
  if (!parsed) return parsed.error().code;
  const Outcome outcome = evaluate(*parsed, names);
  return outcome.diagnostics.empty() ? "" : outcome.diagnostics.front().code;
}

TEST(Numbers, are_decimal_to_34_digits) {
  EXPECT_EQ(worth("0.1 + 0.2 = 0.3"), "true");
  EXPECT_EQ(worth("1 / 3"), "0.3333333333333333333333333333333333");
  EXPECT_EQ(worth("9999999999999999999999999999999999 + 0"), "9999999999999999999999999999999999");
  EXPECT_EQ(worth("decimal(2.5, 0)"), "2");
  EXPECT_EQ(worth("decimal(3.5, 0)"), "4");
  EXPECT_EQ(worth("round half down(-2.5, 0)"), "-2");
  EXPECT_EQ(worth("modulo(-12, 5)"), "3");
  EXPECT_EQ(worth("-3 ** 2"), "9");
  EXPECT_EQ(worth("2 ** 3 ** 2"), "64");
  EXPECT_EQ(worth("1 / 0"), "null");
  EXPECT_EQ(why("1 / 0"), "feel.value.arithmetic");
}

TEST(Logic, is_three_valued) {
  EXPECT_EQ(worth("false and null"), "false");
  EXPECT_EQ(worth("true and null"), "null");
  EXPECT_EQ(worth("true or null"), "true");
  EXPECT_EQ(worth("false or null"), "null");
  EXPECT_EQ(worth("not(null)"), "null");
  EXPECT_EQ(worth("null = null"), "true");
  EXPECT_EQ(worth("1 = null"), "false");
  EXPECT_EQ(worth("null < 3"), "null");
  EXPECT_EQ(worth("1 = \"1\""), "null");
  EXPECT_EQ(worth("if null then 1 else 2"), "2");
}

TEST(Names_, end_where_the_longest_known_one_ends) {
  const Context names{{"date", Value::number(1)},
                      {"date of birth", Value(Date{.year = 1965, .month = 2, .day = 28})},
                      {"a-b", Value::number(7)},
                      {"\xE5\xA7\x93\xE5\x90\x8D", Value("Li")}};
  EXPECT_EQ(worth("date of birth.year", names), "1965");
  EXPECT_EQ(worth("date + 1", names), "2");
  EXPECT_EQ(worth("a-b + 1", names), "8");
  EXPECT_EQ(worth("\xE5\xA7\x93\xE5\x90\x8D + \"!\"", names), "Li!");
  EXPECT_EQ(worth("{first name: \"x\", y: first name + \"!\"}.y"), "x!");
  EXPECT_EQ(worth("for great uncle in [1, 2] return great uncle * 2"), "[2, 4]");
  EXPECT_EQ(worth("years and months duration(@\"2020-01-31\", @\"2021-01-30\")"), "P11M");
}

TEST(Lists, are_filtered_by_condition_and_index) {
  EXPECT_EQ(worth("[1, 2, 3][item > 1]"), "[2, 3]");
  EXPECT_EQ(worth("[1, 2, 3][-1]"), "3");
  EXPECT_EQ(worth("[{a: 1}, {a: 2}][a = 2].a"), "[2]");
  EXPECT_EQ(worth("for i in 1..5 return if i < 3 then 1 else partial[-1] + partial[-2]"),
            "[1, 1, 2, 3, 5]");
  EXPECT_EQ(worth("some x in [1, null] satisfies x > 5"), "null");
  EXPECT_EQ(worth("every x in [1, 2], y in [3] satisfies x < y"), "true");
  EXPECT_EQ(worth("sort([3, 1, 2], function(x, y) x > y)"), "[3, 2, 1]");
  EXPECT_EQ(why("[1][5]"), "feel.value.index");
}

TEST(Functions, keep_what_they_saw_and_may_call_themselves) {
  EXPECT_EQ(worth("{k: 3, f: function(x: number) x * k, r: f(2)}.r"), "6");
  EXPECT_EQ(worth("{f: function(n) if n = 0 then 1 else n * f(n - 1), r: f(5)}.r"), "120");
  EXPECT_EQ(worth("substring(start position: 2, string: \"abc\")"), "bc");
  EXPECT_EQ(worth("1 instance of number"), "true");
}

TEST(Texts, count_characters_not_bytes) {
  EXPECT_EQ(worth("string length(\"\\U01F40E\\u59d3\")"), "2");
  EXPECT_EQ(worth("substring(\"\\u59d3\\u540d\", -1)"), "\xE5\x90\x8D");
  EXPECT_EQ(worth("replace(\"abracadabra\", \"a(.)\", \"[$1]\")"), "[b]r[c][d][b]ra");
  EXPECT_EQ(worth("matches(\"ab\", \"^[a-z-[b]]\")"), "true");
  EXPECT_EQ(worth("split(\"a;b;\", \";\")"), "[\"a\", \"b\", \"\"]");
}

TEST(Times, follow_the_calendar) {
  EXPECT_EQ(worth("date(\"2020-01-31\") + duration(\"P1M\")"), "2020-02-29");
  EXPECT_EQ(worth("date(\"2020-03-01\") - date(\"2020-02-01\")"), "P29D");
  EXPECT_EQ(worth("@\"2020-01-01T08:00:00+08:00\" = @\"2020-01-01T00:00:00Z\""), "true");
  EXPECT_EQ(worth("time(\"08:00:00@Asia/Shanghai\").time offset"), "PT8H");
  EXPECT_EQ(worth("date(\"2019-02-30\")"), "null");
  EXPECT_EQ(worth("today()"), "2026-11-22");
  EXPECT_EQ(why("today()"), "feel.value.no_clock");
  EXPECT_EQ(worth("week of year(date(2005, 1, 1))"), "53");
  EXPECT_EQ(worth("date(999999999, 12, 31) + duration(\"P1D\")"), "null");
}

TEST(Ranges, of_one_value_and_of_all_but_one) {
  EXPECT_EQ(worth("5 in (=5)"), "true");
  EXPECT_EQ(worth("5 in (!=5)"), "false");
  EXPECT_EQ(worth("(!=5) = (!=5)"), "true");
  EXPECT_EQ(worth("(=5) = [5..5]"), "false");
  EXPECT_EQ(worth("[1..3] = [1..3]"), "true");
}

TEST(Times, are_equal_to_the_millisecond) {
  EXPECT_EQ(worth("time(\"10:30:00.0001\") = time(\"10:30:00.0002\")"), "true");
  EXPECT_EQ(worth("time(\"10:30:00.001\") = time(\"10:30:00.002\")"), "false");
  EXPECT_EQ(worth("is(time(\"10:30:00.0001\"), time(\"10:30:00.0002\"))"), "false");
}

TEST(Types, of_functions_are_told_from_their_bodies) {
  EXPECT_EQ(worth("(function(a: string) 1) instance of function<string>->number"), "true");
  EXPECT_EQ(worth("(function(a: string) 1) instance of function<string>->string"), "false");
  EXPECT_EQ(worth("(function(a: context<x: string>) 1) instance of "
                  "function<context<x: string, y: string>>->number"),
            "true");
  EXPECT_EQ(worth("(function(a: context<x: string, y: string>) 1) instance of "
                  "function<context<x: string>>->number"),
            "false");
}

std::string cell(std::string_view text, const Value& input) {
  const auto tests = parse_unary_tests(text);
  if (!tests) return tests.error().code;
  return *to_text(evaluate(*tests, input, Context{}).value);
}

TEST(UnaryTests, are_cells_of_a_table) {
  EXPECT_EQ(cell("-", Value()), "true");
  EXPECT_EQ(cell("> 5", Value::number(6)), "true");
  EXPECT_EQ(cell("[1..10)", Value::number(10)), "false");
  EXPECT_EQ(cell("]0..1[, 7", Value::number(7)), "true");
  EXPECT_EQ(cell("\"a\",\"b\"", Value("b")), "true");
  EXPECT_EQ(cell("not(\"a\",\"b\")", Value("c")), "true");
  EXPECT_EQ(cell("not(\"a\")", Value("a")), "false");
  EXPECT_EQ(cell("? > 3 and ? < 5", Value::number(4)), "true");
  EXPECT_EQ(cell("> 5", Value()), "null");
  EXPECT_EQ(cell("null", Value()), "true");
}

TEST(Faults, tell_line_and_column) {
  const auto parsed = parse("1 +\n  )", {}, {.line = 10, .column = 5});
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, "feel.syntax.unexpected");
  EXPECT_EQ(parsed.error().arguments,
            (std::vector<Argument>{{"found", ")"}, {"line", "11"}, {"column", "3"}}));
}

TEST(Check, tells_every_fault_at_its_place) {
  const Schema schema{
      {"age", Kind::number}, {"level", coded({"1", "2"})}, {"person.birth", Kind::date}};
  const auto bad =
      check("age > \"x\" and level = \"9\" and aeg = 1 and person.brith = null", schema);
  ASSERT_FALSE(bad);
  std::vector<std::string> codes{bad.error().code};
  for (const Error& other : bad.error().others) codes.push_back(other.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"feel.check.operands", "feel.check.unknown_code",
                                             "feel.check.unknown_name", "feel.check.no_member"}));
  EXPECT_TRUE(check("level in (\"1\", \"2\") and age in [6..60]", schema, Kind::boolean));
  EXPECT_EQ(check("age + 1", schema, Kind::boolean).error().code, "feel.check.type");
  EXPECT_EQ(check("person.birth < date(\"2020-02-30\")", schema).error().code,
            "feel.check.literal");
  EXPECT_EQ(check("level in (\"1\", \"7\")", schema).error().code, "feel.check.unknown_code");
  EXPECT_EQ(check("substring(level)", schema).error().code, "feel.check.arguments");
  EXPECT_TRUE(check_unary_tests("not(\"1\")", coded({"1", "2"}), schema));
  EXPECT_EQ(check_unary_tests("\"3\"", coded({"1", "2"}), schema).error().code,
            "feel.check.unknown_code");
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(HostileText, is_refused_and_not_survived_by_luck) {
  for (const char* opening : {"(", "[", "-", "{a:", "if ", "not(", "function() ", "a[", "f(",
                              "1 in (", "x instance of list<"}) {
    const auto parsed = parse(repeated(opening, 20'000));
    ASSERT_FALSE(parsed) << opening;
  }
  EXPECT_EQ(parse("1" + repeated("+1", 20'000)).error().code, "feel.syntax.too_deep");
  EXPECT_EQ(parse("a" + repeated(".a", 20'000)).error().code, "feel.syntax.too_deep");
  EXPECT_EQ(parse(std::string(300'000, ' ')).error().code, "feel.syntax.too_long");
  EXPECT_EQ(parse("\xFF").error().code, "feel.syntax.encoding");
  EXPECT_TRUE(parse("true" + repeated(" and true", 5'000)));
}

TEST(HostileWork, is_stopped) {
  EXPECT_EQ(why("for i in 1..1000000000 return i"), "feel.limit.steps");
  EXPECT_EQ(why("{f: function(x) f(x), r: f(1)}.r"), "feel.limit.depth");
  EXPECT_EQ(worth("count(for i in 1..150 return [partial[-1]])"), "150");
  const auto deep = parse("for i in 1..1000 return [partial[-1]]");
  const auto told = evaluate(*deep, {}, {.diagnostics_max = 1000}).diagnostics;
  EXPECT_EQ(told.back().code, "feel.limit.depth");
  EXPECT_EQ(why("for i in 1..60 return if i = 1 then \"0123456789abcdef\""
                " else partial[-1] + partial[-1]"),
            "feel.limit.steps");
  EXPECT_EQ(worth("string(for i in 1..60 return [partial[-1], partial[-1]])"), "null");
  EXPECT_EQ(why("matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"(a+)+$\")"),
            "feel.limit.steps");
}

}  // namespace
}  // namespace zhulian::feel
