// Planted faults, each told at its row; sound tables, of which nothing is told.
#include "dmn/check.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "dmn/check_world.h"

namespace zhulian::dmn {
namespace {

using check_world::definitions;
using check_world::found_in;
using check_world::judged;
using check_world::rules_of;
using check_world::TableOf;
using check_world::told;

const std::vector<check_world::In> level{{"level", "number", "1, 2, 3, 4"}};
const std::vector<check_world::In> level_and_care{{"level", "number", "1, 2, 3, 4"},
                                                  {"care", "boolean"}};
const std::vector<check_world::In> age{{"age", "number", ">= 0"}};

std::string person(const Finding& finding) {
  std::string text;
  for (const Trait& trait : finding.person)
    text += trait.name + "=" + feel::to_text(trait.value.example).value_or("") + " ";
  return text;
}

TEST(Check, a_sound_table_is_passed_in_silence) {
  EXPECT_EQ(judged({.inputs = level_and_care,
                    .rows = {{"<= 2", "true", "100"}, {"<= 2", "false", "50"}, {"> 2", "-", "0"}}}),
            "");
}

TEST(Check, a_gap_is_told_with_a_person_who_falls_through) {
  const auto found =
      found_in({.inputs = level_and_care, .rows = {{"<= 2", "true", "100"}, {"> 2", "-", "0"}}});
  ASSERT_EQ(told(found), "gap");
  EXPECT_EQ(person(found[0]), "level=1 care=false ");
  EXPECT_EQ(found[0].place.file, "x.dmn");
  EXPECT_EQ(found[0].place.element, "table");
}

TEST(Check, a_gap_between_two_ages_is_told_although_no_cell_names_it) {
  const auto found =
      found_in({.inputs = age, .rows = {{"< 18", "1"}, {"[18..59]", "2"}, {">= 60", "3"}}});
  ASSERT_EQ(told(found), "gap");
  EXPECT_EQ(person(found[0]), "age=59.5 ");
}

TEST(Check, whole_numbers_have_no_gap_between_neighbours) {
  Ground ground{.facts = {{.key = "age", .type = feel::Kind::number, .whole = true}},
                .has_facts = true};
  EXPECT_EQ(
      judged({.inputs = age, .rows = {{"< 18", "1"}, {"[18..59]", "2"}, {">= 60", "3"}}}, ground),
      "");
}

TEST(Check, a_default_output_closes_every_gap) {
  EXPECT_EQ(judged({.inputs = level, .default_output = "0", .rows = {{"1", "100"}}}), "");
}

TEST(Check, what_is_collected_may_be_nothing) {
  EXPECT_EQ(judged({.policy = "COLLECT", .inputs = level, .rows = {{"1", "100"}, {"1, 2", "50"}}}),
            "");
}

TEST(Check, other_texts_are_a_gap_unless_the_type_names_all) {
  EXPECT_EQ(judged({.inputs = {{"kind", "string"}}, .rows = {{"\"a\"", "1"}, {"\"b\"", "2"}}}),
            "gap");
  EXPECT_EQ(judged({.inputs = {{"kind", "string", "\"a\", \"b\""}},
                    .rows = {{"\"a\"", "1"}, {"\"b\"", "2"}}}),
            "");
}

TEST(Check, null_is_a_gap_only_where_it_is_a_value) {
  const TableOf table{.inputs = {{"died", "date"}},
                      .rows = {{"<= date(\"2020-01-01\")", "1"}, {"> date(\"2020-01-01\")", "2"}}};
  EXPECT_EQ(judged(table), "");
  const Ground none{.facts = {{.key = "died", .type = feel::Kind::date, .means_none = true}},
                    .has_facts = true};
  const auto found = found_in(table, none);
  ASSERT_EQ(told(found), "gap");
  EXPECT_EQ(found[0].person[0].value.shape, Segment::Shape::none);
  // Who asks for null in a cell means it to happen.
  EXPECT_EQ(judged({.inputs = {{"died", "date"}},
                    .rows = {{"null", "1"}, {"> date(\"2020-01-01\")", "2"}}}),
            "gap");
}

TEST(Check, rows_that_meet_are_told_by_hit_policy) {
  const std::vector<std::vector<std::string>> rows{{"<= 2", "1"}, {"[2..4]", "2"}};
  EXPECT_EQ(judged({.policy = "UNIQUE", .inputs = level, .rows = rows}), "overlap 2");
  EXPECT_EQ(judged({.policy = "ANY", .inputs = level, .rows = rows}), "overlap 2");
  EXPECT_EQ(judged({.policy = "ANY", .inputs = level, .rows = {{"<= 2", "1"}, {"[2..4]", "1"}}}),
            "");
  EXPECT_EQ(judged({.policy = "FIRST", .inputs = level, .rows = rows}), "");
  EXPECT_EQ(judged({.policy = "RULE ORDER", .inputs = level, .rows = rows}), "");
  const auto found = found_in({.policy = "UNIQUE", .inputs = level, .rows = rows});
  EXPECT_EQ(person(found[0]), "level=2 ");
  EXPECT_EQ(found[0].rows, std::vector<int>{1});
}

TEST(Check, a_row_behind_the_union_of_others_is_unreachable) {
  const auto found = found_in({.policy = "FIRST",
                               .inputs = level,
                               .rows = {{"<= 2", "1"}, {"3", "2"}, {"[2..3]", "3"}, {"-", "0"}}});
  ASSERT_EQ(told(found), "unreachable 3");
  EXPECT_EQ(found[0].rows, (std::vector<int>{1, 2}));
}

TEST(Check, a_row_behind_a_wider_one_is_unreachable_and_subsumed) {
  EXPECT_EQ(judged({.policy = "FIRST", .inputs = level, .rows = {{"-", "1"}, {"2", "2"}}}),
            "unreachable 2, subsumed 2");
}

TEST(Check, by_priority_a_row_is_unreachable_behind_better_outputs) {
  TableOf table{.policy = "PRIORITY",
                .inputs = level,
                .output_values = "\"high\", \"low\"",
                .output_type = "string",
                .rows = {{"[2..3]", "\"low\""}, {"-", "\"high\""}}};
  EXPECT_EQ(judged(table), "unreachable 1, subsumed 1");
  table.rows = {{"[2..3]", "\"high\""}, {"-", "\"low\""}};
  EXPECT_EQ(judged(table), "");
}

TEST(Check, a_row_within_another_is_subsumed) {
  EXPECT_EQ(judged({.policy = "ANY", .inputs = level, .rows = {{"2", "1"}, {"-", "1"}}}),
            "subsumed 1");
  EXPECT_EQ(judged({.policy = "UNIQUE", .inputs = level, .rows = {{"2", "1"}, {"-", "1"}}}),
            "subsumed 1, overlap 2");
  EXPECT_EQ(judged({.policy = "COLLECT", .inputs = level, .rows = {{"2", "1"}, {"2", "1"}}}),
            "subsumed 2");
}

TEST(Check, before_a_wider_row_of_the_same_answer_a_row_is_only_noticed) {
  EXPECT_EQ(judged({.policy = "FIRST", .inputs = level, .rows = {{"1", "0"}, {"-", "0"}}}),
            "subsumed 1?");
  EXPECT_EQ(
      judged({.policy = "FIRST", .inputs = level, .rows = {{"1", "0"}, {"<= 2", "5"}, {"-", "0"}}}),
      "");
}

TEST(Check, a_cell_that_nothing_passes_is_told_at_its_column) {
  const auto found = found_in({.inputs = age, .rows = {{"< 0", "1"}, {"-", "2"}}});
  ASSERT_EQ(told(found), "unreachable 1");
  EXPECT_EQ(found[0].place.column, "age");
  EXPECT_EQ(judged({.inputs = {{"n", "number"}}, .rows = {{"(2..2)", "1"}, {"-", "2"}}}),
            "unreachable 1");
}

TEST(Check, literals_of_the_wrong_kind_and_of_no_allowed_value_are_told) {
  EXPECT_EQ(judged({.inputs = level, .rows = {{"\"two\"", "1"}, {"-", "2"}}}), "type 1");
  EXPECT_EQ(judged({.inputs = level, .rows = {{"5", "1"}, {"-", "2"}}}), "value 1");
  EXPECT_EQ(judged({.inputs = {{"kind", "string", "\"a\", \"b\""}},
                    .rows = {{"\"a\", \"c\"", "1"}, {"\"b\"", "2"}}}),
            "value 1");
}

TEST(Check, outputs_of_the_wrong_kind_value_or_sign_are_told) {
  EXPECT_EQ(judged({.inputs = level, .rows = {{"<= 2", "\"x\""}, {"> 2", "2"}}}), "type 1");
  EXPECT_EQ(judged({.inputs = level,
                    .output_values = "\"yes\", \"no\"",
                    .output_type = "string",
                    .rows = {{"<= 2", "\"maybe\""}, {"> 2", "\"no\""}}}),
            "value 1");
  EXPECT_EQ(judged({.inputs = level, .rows = {{"<= 2", "-100"}, {"> 2", "2"}}}), "value 1");
}

TEST(Check, conditions_over_the_input_are_judged_too) {
  EXPECT_EQ(
      judged({.inputs = age, .rows = {{"? < 18 or ? >= 60", "1"}, {"? between 18 and 60", "2"}}}),
      "overlap 2");
  EXPECT_EQ(judged({.inputs = age, .rows = {{"not(< 18)", "1"}, {"< 18", "2"}}}), "");
}

TEST(Check, a_cell_that_compares_with_another_column_is_left_to_people) {
  const std::vector<check_world::In> two{{"a", "number"}, {"b", "number"}};
  const auto found = found_in({.inputs = two, .rows = {{"> b", "-", "1"}, {"<= b", "-", "2"}}});
  EXPECT_EQ(told(found), "not_judged 1?, not_judged 2?");
  EXPECT_EQ(found[0].place.column, "a");
  // What is certain is told all the same.
  EXPECT_EQ(judged({.inputs = two, .rows = {{"> b", "<= 5", "1"}, {"-", "[5..9]", "2"}}}),
            "gap, not_judged 1?");
}

TEST(Check, a_column_that_stands_twice_is_one_question) {
  const std::vector<check_world::In> one{{"a", "number"}};
  std::string xml = check_world::model_of({.inputs = one, .rows = {{"< 5", "1"}, {">= 5", "2"}}});
  const std::string input =
      "<input label=\"a\"><inputExpression><text>a</text></inputExpression></input>";
  xml.replace(xml.find(input), input.size(), input + input);
  for (const std::string cell : {"&lt; 5", ">= 5"}) {
    const std::string entry = "<inputEntry><text>" + cell + "</text></inputEntry>";
    xml.replace(xml.find(entry), entry.size(), entry + entry);
  }
  EXPECT_EQ(told(check(rules_of(xml))), "");
}

TEST(Check, columns_that_ask_conditions_of_one_input_are_one_question) {
  const check_world::In number{"age", "number", ">= 0"};
  const check_world::In old{.name = "old", .type = "boolean", .asks = "age >= 60"};
  const check_world::In child{.name = "child", .type = "boolean", .asks = "age < 18"};
  EXPECT_EQ(judged({.inputs = {number, old}, .rows = {{"< 60", "false", "1"}, {"-", "true", "2"}}}),
            "");
  EXPECT_EQ(judged({.inputs = {number, old, child},
                    .rows = {{"-", "true", "-", "1"},
                             {"-", "-", "true", "2"},
                             {"[18..60)", "-", "-", "3"}}}),
            "");
  const auto found = found_in(
      {.inputs = {number, old, child},
       .rows = {{"-", "true", "true", "1"}, {"-", "true", "-", "2"}, {"-", "-", "true", "3"}}});
  EXPECT_EQ(told(found), "gap, unreachable 1");
  EXPECT_EQ(person(found[0]), "age=18 ");
}

TEST(Check, too_much_is_refused_soon_and_said_so) {
  TableOf table{.inputs = {{"n", "number"}}, .rows = {}};
  for (int i = 0; i < 3000; ++i) table.rows.push_back({"> " + std::to_string(i), "1"});
  const auto found = found_in(table, {}, {.steps_a_table = 1'000'000});
  EXPECT_TRUE(
      std::ranges::any_of(found, [](const Finding& one) { return one.wrong == Wrong::too_large; }));
}

// A rate table as offices have them: what is asked grows with the rows, not with their square.
TEST(Check, thousands_of_ranges_are_judged) {
  TableOf table{.inputs = {{"n", "number", ">= 0"}}, .rows = {}};
  constexpr int rows = 3000;
  for (int i = 0; i < rows; ++i) {
    const int high = 10 * (i + 1) + (i == 1500 ? 3 : 0);  // Reaches into the next.
    if (i == 700) continue;
    table.rows.push_back({"[" + std::to_string(10 * i) + ".." + std::to_string(high) + ")", "1"});
  }
  table.rows.push_back({">= " + std::to_string(10 * rows), "1"});
  const auto found = found_in(table, {}, {.steps_a_table = 200'000'000});
  EXPECT_EQ(told(found), "gap, overlap 1501");
  EXPECT_EQ(person(found[0]), "n=7000 ");
}

// ---- names ----

std::string decision(const std::string& name, const std::string& requires_, const std::string& feel,
                     const std::string& type = "") {
  std::string xml = "<decision id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name +
                    "\"" + (type.empty() ? "" : " typeRef=\"" + type + "\"") + "/>";
  if (!requires_.empty())
    xml += "<informationRequirement><" +
           std::string(requires_.starts_with("i_") ? "requiredInput" : "requiredDecision") +
           " href=\"#" + requires_ + "\"/></informationRequirement>";
  return xml + "<literalExpression>" + check_world::text(feel) + "</literalExpression></decision>";
}

std::string input(const std::string& name, const std::string& type) {
  return "<inputData id=\"i_" + name + "\" name=\"" + name + "\"><variable name=\"" + name +
         "\" typeRef=\"" + type + "\"/></inputData>";
}

TEST(Check, a_name_that_stands_nowhere_is_told_and_one_that_is_not_required_too) {
  EXPECT_EQ(told(check(rules_of(
                definitions(input("age", "number") + decision("a", "i_age", "age > limit"))))),
            "unknown_name");
  EXPECT_EQ(told(check(rules_of(definitions(input("age", "number") + input("limit", "number") +
                                            decision("b", "i_limit", "limit > 1") +
                                            decision("a", "i_age", "age > limit"))))),
            "missing_requirement");
}

TEST(Check, facts_and_parameters_that_nobody_declares_are_told) {
  const std::string parameters(parameters_name);
  const std::string xml = definitions(
      "<inputData id=\"i_p\" name=\"person\"><variable name=\"person\"/></inputData>"
      "<inputData id=\"i_c\" name=\"" +
      parameters + "\"><variable name=\"" + parameters + "\"/></inputData>" +
      decision("a", "i_p", "person.height > 3") +
      decision("b", "i_c", parameters + ".rate + " + parameters + ".other"));
  const Ground ground{.facts = {{.key = "person.age", .type = feel::Kind::number}},
                      .parameters = {{.key = "rate"}},
                      .has_facts = true,
                      .has_parameters = true};
  const auto found = check(rules_of(xml), ground);
  EXPECT_EQ(told(found), "unknown_fact, unknown_parameter");
  EXPECT_EQ(told(check(rules_of(xml))), "");
}

TEST(Check, what_may_be_null_is_asked_first) {
  const Ground ground{.facts = {{.key = "died", .type = feel::Kind::date, .means_none = true}},
                      .has_facts = true};
  const auto told_of = [&](const std::string& feel) {
    return told(check(rules_of(definitions(input("died", "date") + decision("a", "i_died", feel))),
                      ground));
  };
  EXPECT_EQ(told_of("died > date(\"2020-01-01\")"), "null_path");
  EXPECT_EQ(told_of("died = null or died > date(\"2020-01-01\")"), "");
  EXPECT_EQ(told_of("if died != null then died.year else 0"), "");
  EXPECT_EQ(told_of("died.year"), "null_path");
}

TEST(Check, a_decision_that_may_answer_null_is_asked_first) {
  const auto model = [&](const std::string& feel) {
    return definitions(input("n", "number") + decision("a", "i_n", "if n > 1 then 2 else null") +
                       decision("b", "a", feel));
  };
  EXPECT_EQ(told(check(rules_of(model("a + 1")))), "null_path");
  EXPECT_EQ(told(check(rules_of(model("if a = null then 0 else a + 1")))), "");
}

TEST(Check, what_nobody_uses_is_noticed) {
  EXPECT_EQ(told(check(rules_of(definitions(input("age", "number") + input("name", "string") +
                                            decision("a", "i_age", "1"))))),
            "unused?, unused?");  // The input, and the requirement.
}

TEST(Check, what_a_decision_is_said_to_be_is_what_it_answers) {
  EXPECT_EQ(told(check(rules_of(definitions(input("age", "number") +
                                            decision("a", "i_age", "age > 3", "number"))))),
            "type");
}

TEST(Check, the_answers_of_one_table_are_all_that_the_next_must_expect) {
  const std::string first =
      check_world::table_of({.inputs = {{"age", "number"}},
                             .output_type = "string",
                             .rows = {{"< 18", "\"child\""}, {">= 18", "\"adult\""}}});
  const std::string second = check_world::table_of(
      {.inputs = {{"a", "string"}}, .rows = {{"\"child\"", "1"}, {"\"adult\"", "2"}}});
  const std::string xml =
      definitions(input("age", "number") +
                  "<decision id=\"a\" name=\"a\"><variable name=\"a\" "
                  "typeRef=\"string\"/><informationRequirement>"
                  "<requiredInput href=\"#i_age\"/></informationRequirement>" +
                  first +
                  "</decision>"
                  "<decision id=\"b\" name=\"b\"><variable name=\"b\"/><informationRequirement>"
                  "<requiredDecision href=\"#a\"/></informationRequirement>" +
                  second + "</decision>");
  EXPECT_EQ(told(check(rules_of(xml))), "");
}

// ---- parameters ----

ParameterRow row(int line, const std::string& from, const std::string& to, std::string value) {
  const Day until = to.empty() ? open_end : *parse_day(to) + std::chrono::days{1};
  ParameterRow one{.key = "rate",
                   .area = *Area::parse("44"),
                   .from = *parse_day(from),
                   .until = until,
                   .value = std::move(value),
                   .unit = "fen",
                   .file = "p.csv",
                   .line = line};
  if (const auto number = feel::Decimal::parse(one.value)) one.amount = number->to_int64();
  return one;
}

TEST(Check, days_without_a_value_and_days_with_two_are_told_at_their_line) {
  EXPECT_EQ(told(check({row(2, "2018-01-01", "2018-12-31", "1"), row(3, "2019-01-01", "", "2")})),
            "");
  EXPECT_EQ(told(check({row(2, "2018-01-01", "2018-12-31", "1"), row(3, "2019-01-02", "", "2")})),
            "parameter_hole 3");
  EXPECT_EQ(told(check({row(2, "2018-01-01", "2018-12-31", "1"), row(3, "2018-12-31", "", "2")})),
            "parameter_twice 3");
  // A row without a value says that nobody knows: that is no hole.
  EXPECT_EQ(told(check({row(2, "2018-01-01", "2018-12-31", "1"),
                        row(3, "2019-01-01", "2019-12-31", ""), row(4, "2020-01-01", "", "2")})),
            "");
}

TEST(Check, what_has_run_out_is_told_as_a_notice) {
  const std::vector<ParameterRow> ended{row(2, "2018-01-01", "2018-12-31", "1"),
                                        row(3, "2019-01-01", "2019-12-31", "2")};
  EXPECT_EQ(told(check(ended)), "");
  EXPECT_EQ(told(check(ended, *parse_day("2019-12-31"))), "");
  EXPECT_EQ(told(check(ended, *parse_day("2020-01-01"))), "parameter_hole 3?");
  // Somebody said that nobody knows, or a larger area has a value.
  for (const char* area : {"44", "", "4407"}) {
    std::vector<ParameterRow> more = ended;
    more.push_back(row(4, "2020-01-01", "", ""));
    more.back().area = *Area::parse(area);
    EXPECT_EQ(told(check(more, *parse_day("2020-06-01"))),
              std::string_view(area) == "4407" ? "parameter_hole 3?" : "")
        << area;
  }
}

TEST(Check, amounts_below_nothing_and_values_that_are_none_are_told) {
  EXPECT_EQ(told(check({row(2, "2018-01-01", "", "-1")})), "parameter_value 2");
  EXPECT_EQ(told(check({row(2, "2018-01-01", "", "many")})), "parameter_value 2");
  EXPECT_EQ(told(check({row(2, "2018-01-01", "2017-01-01", "1")})), "parameter_value 2");
}

}  // namespace
}  // namespace zhulian::dmn
