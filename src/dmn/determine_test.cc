#include "dmn/determine.h"

#include <gtest/gtest.h>

#include "dmn/xml.h"

namespace zhulian::dmn {
namespace {

using feel::Context;
using feel::Value;

// FIRST over two facts: poor pays 100, severe and old pays 50, else 0.
std::string first_table(std::string_view policy, std::string_view third) {
  std::string text =
      R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="u">)"
      R"(<itemDefinition name="tP"><itemComponent name="poor"><typeRef>boolean</typeRef>)"
      R"(</itemComponent><itemComponent name="level"><typeRef>number</typeRef></itemComponent>)"
      R"(<itemComponent name="died"><typeRef>date</typeRef></itemComponent></itemDefinition>)"
      R"(<inputData id="_p" name="p"><variable name="p" typeRef="tP"/></inputData>)"
      R"(<decision id="_alive" name="alive"><variable name="alive"/><informationRequirement>)"
      R"(<requiredInput href="#_p"/></informationRequirement><literalExpression>)"
      R"(<text>p.died = null</text></literalExpression></decision>)"
      R"(<decision id="_d" name="d"><variable name="d" typeRef="number"/><informationRequirement>)"
      R"(<requiredInput href="#_p"/></informationRequirement><informationRequirement>)"
      R"(<requiredDecision href="#_alive"/></informationRequirement><decisionTable hitPolicy=")";
  text += policy;
  text += R"("><input><inputExpression><text>alive</text></inputExpression></input><input>)"
          R"(<inputExpression><text>p.poor</text></inputExpression></input><input>)"
          R"(<inputExpression><text>p.level</text></inputExpression></input>)"
          R"(<output><outputValues><text>100, 50, 0</text></outputValues></output>)";
  auto row = [&](std::string_view a, std::string_view b, std::string_view c, std::string_view out) {
    text += "<rule>";
    for (const auto cell : {a, b, c}) {
      text += "<inputEntry><text>" + std::string(cell) + "</text></inputEntry>";
    }
    text += "<outputEntry><text>" + std::string(out) + "</text></outputEntry></rule>";
  };
  row("false", "-", "-", "0");
  row("-", "true", "-", "100");
  row("-", "-", "&lt;= 2", third);
  row("-", "-", "-", "0");
  return text + "</decisionTable></decision></definitions>";
}

Determination of(std::string_view policy, std::string_view third, const Context& person) {
  const auto rules = load(*read(first_table(policy, third), "m.dmn"));
  return *determine(*rules, "d", Context{{"p", Value(person)}}, {"p.died"});
}

Determination of(const Context& person) {
  return of("FIRST", "50", person);
}

std::string told(const Determination& found) {
  if (!found.to_verify) return *feel::to_text(found.value);
  std::string out = "?";
  for (const std::string& name : found.missing) out += " " + name;
  return out;
}

TEST(Determination, decides_where_all_is_known) {
  EXPECT_EQ(told(of({{"poor", true}, {"level", Value::number(4)}})), "100");
  EXPECT_EQ(told(of({{"poor", false}, {"level", Value::number(2)}})), "50");
  const auto found = of({{"poor", false}, {"level", Value::number(2)}});
  EXPECT_EQ(found.fired, std::vector<int>{3});
  EXPECT_EQ(found.rules.at(1).excluded_by, std::vector<int>{1});
}

TEST(Determination, asks_for_the_facts_of_the_first_rule_that_may_hold) {
  EXPECT_EQ(told(of({{"level", Value::number(2)}})), "? p.poor");
  EXPECT_EQ(told(of({{"poor", false}})), "? p.level");
  EXPECT_EQ(told(of({})), "? p.poor");
  EXPECT_EQ(told(of({{"poor", "yes"}, {"level", Value::number(2)}})), "? p.poor");
}

TEST(Determination, needs_no_fact_that_changes_nothing) {
  EXPECT_EQ(told(of({{"poor", true}})), "100");
  EXPECT_EQ(told(of("FIRST", "100", {{"level", Value::number(1)}})), "100");
  EXPECT_EQ(told(of({{"died", Value(feel::Date{.year = 2020})}})), "0");
}

TEST(Determination, takes_the_absence_of_a_fact_so_declared_as_a_value) {
  const auto rules = load(*read(first_table("FIRST", "50"), "m.dmn"));
  const Context person{{"p", Value(Context{{"poor", true}})}};
  EXPECT_EQ(told(*determine(*rules, "d", person)), "? p.died");
  EXPECT_EQ(told(*determine(*rules, "d", person, {"p.died"})), "100");
  EXPECT_EQ(told(*determine(*rules, "alive", person)), "? p.died");
}

TEST(Determination, of_priorities_asks_only_where_better_outputs_may_come) {
  EXPECT_EQ(told(of("PRIORITY", "50", {{"poor", true}})), "100");
  EXPECT_EQ(told(of("PRIORITY", "50", {{"poor", false}})), "? p.level");
  EXPECT_EQ(told(of("COLLECT\" aggregation=\"MAX", "0", {{"poor", false}})), "0");
  EXPECT_EQ(told(of("COLLECT\" aggregation=\"SUM", "50", {{"poor", false}})), "? p.level");
  EXPECT_EQ(told(of("COLLECT\" aggregation=\"SUM", "0", {{"poor", false}})), "0");
}

}  // namespace
}  // namespace zhulian::dmn
