#include <fmt/format.h>
#include <gtest/gtest.h>

#include "dmn/dmn.h"
#include "dmn/inside.h"
#include "dmn/xml.h"

namespace zhulian::dmn {
namespace {

using feel::Context;
using feel::Value;

std::string definitions(std::string_view body, std::string_view space = "urn:m") {
  return fmt::format(
      R"(<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="{}">)"
      "{}</definitions>",
      space, body);
}

Model model(std::string_view body, std::string_view space = "urn:m") {
  auto read_model = read(definitions(body, space), "m.dmn");
  EXPECT_TRUE(read_model) << (read_model ? "" : read_model.error().code);
  return *std::move(read_model);
}

Rules rules(std::string_view body) {
  auto loaded = load(model(body));
  EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().code);
  return *std::move(loaded);
}

std::string load_error(std::string_view body) {
  const auto loaded = load(model(body));
  return loaded ? "" : loaded.error().code;
}

std::string text(const Result<Decided>& decided) {
  return decided ? *feel::to_text(decided->value) : decided.error().code;
}

std::string why(const Result<Decided>& decided) {
  return decided->diagnostics.empty() ? "" : decided->diagnostics.front().code;
}

std::string decision(std::string_view name, std::string_view expression,
                     std::string_view requirements = {}, std::string_view type = {}) {
  return fmt::format(R"(<decision id="_{0}" name="{0}"><variable name="{0}"{3}/>{2}{1}</decision>)",
                     name, expression, requirements,
                     type.empty() ? "" : fmt::format(R"( typeRef="{}")", type));
}

std::string literal(std::string_view feel) {
  return fmt::format("<literalExpression><text>{}</text></literalExpression>", feel);
}

std::string worth(std::string_view expression) {
  return text(rules(decision("d", expression)).decide("d", {}));
}

constexpr std::string_view input_x =
    R"(<inputData id="_x" name="x"><variable name="x" typeRef="number"/></inputData>)";
constexpr std::string_view needs_x =
    R"(<informationRequirement><requiredInput href="#_x"/></informationRequirement>)";

// A table of one input x: rules of "test|output[|output]".
std::string table(std::string_view attributes, std::vector<std::string> rows,
                  std::string_view outputs = R"(<output name="o"/>)") {
  std::string body = fmt::format(
      "<decisionTable {}><input><inputExpression><text>x</text></inputExpression></input>{}",
      attributes, outputs);
  for (const std::string& row : rows) {
    body += "<rule>";
    bool first = true;
    for (std::size_t start = 0; start <= row.size();) {
      const std::size_t bar = std::min(row.find('|', start), row.size());
      const std::string part = row.substr(start, bar - start);
      body += first ? "<inputEntry><text>" + part + "</text></inputEntry>"
                    : "<outputEntry><text>" + part + "</text></outputEntry>";
      first = false;
      start = bar + 1;
    }
    body += "</rule>";
  }
  return std::string(input_x) + decision("d", body + "</decisionTable>", needs_x);
}

Result<Decided> of_x(const std::string& body, int x) {
  return rules(body).decide("d", Context{{"x", Value::number(x)}});
}

TEST(Tables, unique_takes_the_one_rule_and_refuses_two) {
  const auto body = table("", {"&lt; 5|1", "[3..9]|2"});
  EXPECT_EQ(text(of_x(body, 1)), "1");
  EXPECT_EQ(text(of_x(body, 8)), "2");
  EXPECT_EQ(text(of_x(body, 4)), "null");
  EXPECT_EQ(why(of_x(body, 4)), "dmn.table.not_unique");
  EXPECT_EQ(text(of_x(body, 10)), "null");
  EXPECT_EQ(of_x(body, 8)->fired.at(0).rows, std::vector<int>{2});
}

TEST(Tables, first_and_any_and_the_orders) {
  EXPECT_EQ(text(of_x(table(R"(hitPolicy="FIRST")", {"> 1|1", "-|2"}), 3)), "1");
  EXPECT_EQ(text(of_x(table(R"(hitPolicy="ANY")", {"> 1|1", "-|1"}), 3)), "1");
  EXPECT_EQ(why(of_x(table(R"(hitPolicy="ANY")", {"> 1|1", "-|2"}), 3)), "dmn.table.not_same");
  EXPECT_EQ(text(of_x(table(R"(hitPolicy="RULE ORDER")", {"> 1|1", "-|2"}), 3)), "[1, 2]");
  EXPECT_EQ(text(of_x(table(R"(hitPolicy="COLLECT")", {"> 1|1", "-|1"}), 3)), "[1, 1]");
  const std::string order =
      R"(<output name="o"><outputValues><text>"a","b","c"</text></outputValues></output>)";
  const std::vector<std::string> rows{"-|\"c\"", "-|\"a\"", "> 1|\"b\""};
  EXPECT_EQ(text(of_x(table(R"(hitPolicy="PRIORITY")", rows, order), 3)), "a");
  EXPECT_EQ(text(of_x(table(R"(hitPolicy="OUTPUT ORDER")", rows, order), 3)), R"(["a", "b", "c"])");
}

TEST(Tables, collect_sums_counts_and_finds_the_ends) {
  const std::vector<std::string> rows{"-|10", "> 1|20", "> 1|20"};
  auto collect = [&](std::string_view how, int x) {
    return text(of_x(table(fmt::format(R"(hitPolicy="COLLECT" aggregation="{}")", how), rows), x));
  };
  EXPECT_EQ(collect("SUM", 2), "50");
  EXPECT_EQ(collect("COUNT", 2), "3");
  EXPECT_EQ(collect("MIN", 2), "10");
  EXPECT_EQ(collect("MAX", 1), "10");
}

TEST(Tables, answer_their_defaults_where_no_rule_holds) {
  const auto body = table("", {"1|\"a\"|2"},
                          R"(<output name="p"><defaultOutputEntry><text>"z"</text>)"
                          R"(</defaultOutputEntry></output><output name="q"/>)");
  EXPECT_EQ(text(of_x(body, 1)), R"({p: "a", q: 2})");
  EXPECT_EQ(text(of_x(body, 5)), R"({p: "z", q: null})");
}

TEST(Tables, a_cell_that_does_not_parse_never_holds_and_is_told_with_its_row) {
  const Rules loaded = rules(table("", {"1|1", "2 +|2"}));
  ASSERT_EQ(loaded.faults().size(), 1u);
  EXPECT_EQ(loaded.faults()[0].place.row, 2);
  EXPECT_EQ(loaded.faults()[0].place.element, "d");
  EXPECT_EQ(text(loaded.decide("d", Context{{"x", Value::number(2)}})), "null");
}

TEST(Tables, an_input_none_of_the_allowed_values_is_told) {
  const std::string body =
      std::string(input_x) +
      decision("d",
               "<decisionTable><input><inputExpression><text>x</text></inputExpression>"
               "<inputValues><text>[1..3]</text></inputValues></input><output/><rule>"
               "<inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry>"
               "</rule></decisionTable>",
               needs_x);
  EXPECT_EQ(text(of_x(body, 3)), "1");
  EXPECT_EQ(why(of_x(body, 4)), "dmn.table.input_not_allowed");
}

TEST(Boxed, contexts_see_what_stands_above_and_end_in_their_result) {
  EXPECT_EQ(worth("<context><contextEntry><variable name=\"full name\"/>" + literal("\"a\"") +
                  "</contextEntry><contextEntry><variable name=\"b\"/>" +
                  literal("full name + \"!\"") + "</contextEntry></context>"),
            R"({"full name": "a", b: "a!"})");
  EXPECT_EQ(worth("<context><contextEntry><variable name=\"a\"/>" + literal("2") +
                  "</contextEntry><contextEntry>" + literal("a * 3") + "</contextEntry></context>"),
            "6");
}

TEST(Boxed, functions_are_invoked_by_name_and_call_themselves) {
  EXPECT_EQ(worth("<context><contextEntry><variable name=\"f\"/><functionDefinition>"
                  "<formalParameter name=\"n\" typeRef=\"number\"/>" +
                  literal("if n = 0 then 1 else n * f(n - 1)") +
                  "</functionDefinition></contextEntry><contextEntry><invocation>" + literal("f") +
                  "<binding><parameter name=\"n\"/>" + literal("5") +
                  "</binding></invocation></contextEntry></context>"),
            "120");
  EXPECT_EQ(text(rules(decision("d",
                                "<functionDefinition kind=\"Java\"><context/>"
                                "</functionDefinition>"))
                     .decide("d", {})),
            "function");
}

TEST(Boxed, java_functions_answer_null_and_say_why) {
  const Rules loaded =
      rules(R"(<businessKnowledgeModel id="_k" name="k"><variable name="k"/><encapsulatedLogic )"
            R"(kind="Java"><formalParameter name="a"/><context/></encapsulatedLogic>)"
            R"(</businessKnowledgeModel>)");
  const auto called = loaded.invoke("k", Context{{"a", Value::number(1)}});
  EXPECT_EQ(text(called), "null");
  EXPECT_EQ(why(called), "dmn.function.external");
  EXPECT_EQ(loaded.faults().at(0).code, "dmn.function.external");
}

TEST(Boxed, lists_relations_conditionals_filters_and_loops) {
  const std::string list = "<list>" + literal("1") + literal("2") + literal("3") + "</list>";
  EXPECT_EQ(worth(list), "[1, 2, 3]");
  EXPECT_EQ(worth("<relation><column name=\"a b\"/><column name=\"c\"/><row>" + literal("1") +
                  literal("2") + "</row></relation>"),
            R"([{"a b": 1, c: 2}])");
  EXPECT_EQ(worth("<conditional><if>" + literal("null") + "</if><then>" + literal("1") +
                  "</then><else>" + literal("2") + "</else></conditional>"),
            "2");
  EXPECT_EQ(
      worth("<filter><in>" + list + "</in><match>" + literal("item > 1") + "</match></filter>"),
      "[2, 3]");
  EXPECT_EQ(worth("<for iteratorVariable=\"i\"><in>" + list + "</in><return>" +
                  literal("i + count(partial)") + "</return></for>"),
            "[1, 3, 5]");
  EXPECT_EQ(worth("<every iteratorVariable=\"i\"><in>" + list + "</in><satisfies>" +
                  literal("i > 1") + "</satisfies></every>"),
            "false");
}

TEST(Types, values_are_coerced_at_every_typed_variable) {
  const std::string types =
      R"(<itemDefinition name="tNames" isCollection="true"><typeRef>string</typeRef>)"
      R"(</itemDefinition><itemDefinition name="tColour"><typeRef>string</typeRef>)"
      R"(<allowedValues><text>"red","green"</text></allowedValues></itemDefinition>)";
  auto typed = [&](std::string_view type, std::string_view feel) {
    return text(rules(types + decision("d", literal(feel), {}, type)).decide("d", {}));
  };
  EXPECT_EQ(typed("tNames", "\"a\""), R"(["a"])");
  EXPECT_EQ(typed("string", "[\"a\"]"), "a");
  EXPECT_EQ(typed("string", "1"), "null");
  EXPECT_EQ(typed("tNames", "[1]"), "null");
  EXPECT_EQ(typed("tColour", "\"red\""), "red");
  EXPECT_EQ(typed("tColour", "\"blue\""), "null");
  EXPECT_EQ(typed("date and time", "date(\"2020-01-01\")"), "2020-01-01T00:00:00Z");
}

TEST(Types, that_contain_themselves_or_unfold_without_end_are_refused) {
  EXPECT_EQ(load_error(R"(<itemDefinition name="a"><itemComponent name="b"><typeRef>a</typeRef>)"
                       R"(</itemComponent></itemDefinition>)"),
            "dmn.type.circular");
  // One that names itself means the type of FEEL of that name.
  EXPECT_EQ(load_error(R"(<itemDefinition name="date"><typeRef>date</typeRef></itemDefinition>)"),
            "");
  EXPECT_EQ(load_error(R"(<itemDefinition name="a"><typeRef>b</typeRef></itemDefinition>)"
                       R"(<itemDefinition name="b"><typeRef>a</typeRef></itemDefinition>)"),
            "dmn.type.circular");
  std::string doubling = R"(<itemDefinition name="t0"><typeRef>number</typeRef></itemDefinition>)";
  for (int i = 1; i < 40; ++i) {
    doubling += fmt::format(
        R"(<itemDefinition name="t{0}"><itemComponent name="a"><typeRef>t{1}</typeRef>)"
        R"(</itemComponent><itemComponent name="b"><typeRef>t{1}</typeRef></itemComponent>)"
        R"(</itemDefinition>)",
        i, i - 1);
  }
  EXPECT_EQ(load_error(doubling), "dmn.type.too_large");
  EXPECT_EQ(rules(decision("d", literal("1"), {}, "tNowhere")).faults().at(0).code,
            "dmn.type.unknown");
}

TEST(Requirements, in_a_circle_are_refused_and_missing_ones_told) {
  auto needs = [](std::string_view id) {
    return fmt::format(
        R"(<informationRequirement><requiredDecision href="#_{}"/></informationRequirement>)", id);
  };
  EXPECT_EQ(
      load_error(decision("a", literal("b"), needs("b")) + decision("b", literal("a"), needs("a"))),
      "dmn.requirement.circular");
  EXPECT_EQ(rules(decision("a", literal("b"), needs("b"))).faults().at(0).code,
            "dmn.requirement.missing");
}

TEST(Requirements, a_decision_sees_what_it_requires_and_nothing_else) {
  const std::string body = decision("one", literal("1")) + decision("two", literal("one"));
  EXPECT_EQ(text(rules(body).decide("two", {})), "null");
  std::string chain = decision("n0", literal("1"));
  for (int i = 1; i < 2000; ++i) {
    chain += decision(fmt::format("n{}", i), literal(fmt::format("n{} + 1", i - 1)),
                      fmt::format("<informationRequirement><requiredDecision href=\"#_n{}\"/>"
                                  "</informationRequirement>",
                                  i - 1));
  }
  EXPECT_EQ(text(rules(chain).decide("n1999", {})), "2000");
}

TEST(Knowledge, may_call_itself_until_it_nests_too_deeply) {
  const Rules loaded =
      rules(R"(<businessKnowledgeModel id="_f" name="f"><variable name="f"/><encapsulatedLogic>)"
            R"(<formalParameter name="n" typeRef="number"/>)" +
            literal("if n &lt; 2 then n else f(n - 1) + f(n - 2)") +
            "</encapsulatedLogic></businessKnowledgeModel>");
  EXPECT_EQ(text(loaded.invoke("f", Context{{"n", Value::number(10)}})), "55");
  EXPECT_EQ(text(loaded.invoke("f", Context{{"n", Value::number(100000)}})), "null");
  EXPECT_EQ(text(loaded.invoke("f", Context{{"n", "ten"}})), "null");
}

constexpr std::string_view service_model =
    R"(<inputData id="_x" name="x"><variable name="x" typeRef="number"/></inputData>)"
    R"(<decision id="_a" name="a"><variable name="a"/><literalExpression><text>7</text>)"
    R"(</literalExpression></decision><decision id="_b" name="b"><variable name="b"/>)"
    R"(<informationRequirement><requiredInput href="#_x"/></informationRequirement>)"
    R"(<informationRequirement><requiredDecision href="#_a"/></informationRequirement>)"
    R"(<literalExpression><text>x - a</text></literalExpression></decision>)"
    R"(<decisionService id="_s" name="s"><variable name="s"/><outputDecision href="#_b"/>)"
    R"(<inputDecision href="#_a"/><inputData href="#_x"/></decisionService>)"
    R"(<decision id="_d" name="d"><variable name="d"/><knowledgeRequirement><requiredKnowledge )"
    R"(href="#_s"/></knowledgeRequirement><literalExpression><text>s(10, 1)</text>)"
    R"(</literalExpression></decision>)";

TEST(Requirements, a_decision_without_logic_is_decided_by_whoever_asks) {
  const std::string body =
      decision("said", "") +
      decision(
          "d", literal("said + \"!\""),
          R"(<informationRequirement><requiredDecision href="#_said"/></informationRequirement>)");
  EXPECT_EQ(text(rules(body).decide("d", Context{{"said", "yes"}})), "yes!");
  EXPECT_EQ(text(rules(body).decide("d", {})), "null");
}

TEST(Services, are_served_and_called_with_inputs_before_decisions) {
  const Rules loaded = rules(service_model);
  EXPECT_EQ(text(loaded.serve("s", Context{{"x", Value::number(5)}, {"a", Value::number(2)}})),
            "3");
  EXPECT_EQ(text(loaded.decide("d", {})), "9");
  EXPECT_EQ(text(loaded.decide("b", Context{{"x", Value::number(5)}})), "-2");
  EXPECT_EQ(text(loaded.serve("t", {})), "dmn.service.absent");
}

TEST(Services, that_left_their_rules_are_not_called) {
  const std::string gives =
      std::string(service_model) +
      decision("f", literal("s"),
               R"(<knowledgeRequirement><requiredKnowledge href="#_s"/></knowledgeRequirement>)");
  const Value function = rules(gives).decide("f", {})->value;
  const Rules other = rules(R"(<inputData id="_g" name="g"/>)" +
                            decision("d", literal("g(1, 2)"),
                                     R"(<informationRequirement><requiredInput href="#_g"/>)"
                                     R"(</informationRequirement>)"));
  const auto called = other.decide("d", Context{{"g", function}});
  EXPECT_EQ(text(called), "null");
  EXPECT_EQ(why(called), "dmn.service.elsewhere");
}

constexpr std::string_view greeting =
    R"(<itemDefinition name="tName"><typeRef>string</typeRef></itemDefinition>)"
    R"(<inputData id="_n" name="the name"><variable name="the name" typeRef="tName"/></inputData>)"
    R"(<decision id="_g" name="greet"><variable name="greet"/><informationRequirement>)"
    R"(<requiredInput href="#_n"/></informationRequirement><literalExpression>)"
    R"(<text>"hello " + the name</text></literalExpression></decision>)";

std::string importing(std::string_view name, std::string_view space) {
  return fmt::format(
      R"(<import name="{}" namespace="{}" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/>)",
      name, space);
}

TEST(Imports, the_same_model_imported_twice_has_its_inputs_twice) {
  const Finder find = [](std::string_view space, std::string_view) -> std::optional<Model> {
    const std::string middle =
        importing("A", "urn:a") +
        decision("said", literal("A.greet + \"!\""),
                 R"(<informationRequirement><requiredDecision href="urn:a#_g"/>)"
                 R"(</informationRequirement>)");
    if (space == "urn:a") return model(greeting, space);
    if (space == "urn:b" || space == "urn:c") return model(middle, space);
    return std::nullopt;
  };
  const auto loaded =
      load(model(importing("B", "urn:b") + importing("C", "urn:c") +
                     decision("d", literal("B.said + C.said"),
                              R"(<informationRequirement><requiredDecision href="urn:b#_said"/>)"
                              R"(</informationRequirement><informationRequirement>)"
                              R"(<requiredDecision href="urn:c#_said"/></informationRequirement>)"),
                 "urn:top"),
           find);
  ASSERT_TRUE(loaded) << loaded.error().code;
  auto under = [](const char* name) {
    return Value(Context{{"A", Value(Context{{"the name", Value(name)}})}});
  };
  EXPECT_EQ(text(loaded->decide("d", Context{{"B", under("x")}, {"C", under("y")}})),
            "hello x!hello y!");
  EXPECT_EQ(text(loaded->decide("d", Context{{"the name", "z"}})), "hello z!hello z!");
}

TEST(Imports, in_a_circle_are_refused_and_missing_ones_told) {
  const Finder find = [](std::string_view space, std::string_view) -> std::optional<Model> {
    if (space == "urn:b") return model(importing("T", "urn:m"), space);
    return std::nullopt;
  };
  EXPECT_EQ(load(model(importing("B", "urn:b")), find).error().code, "dmn.import.circular");
  EXPECT_EQ(load(model(importing("B", "urn:x")), find)->faults().at(0).code, "dmn.import.missing");
}

TEST(Limits, hold_for_models_too) {
  feel::Limits limits;
  limits.steps_max = 1000;
  const auto decided =
      rules(decision("d", literal("count(for i in 1..100000 return i)"))).decide("d", {}, limits);
  EXPECT_EQ(text(decided), "null");
  EXPECT_EQ(decided->diagnostics.back().code, "feel.limit.steps");
  EXPECT_EQ(decided->diagnostics.back().place.element, "d");
}

TEST(Cells, of_constants_answer_as_the_interpreter_does) {
  const std::vector<std::string> tests{"-",
                                       "5",
                                       "not(5)",
                                       "> 3, < 1",
                                       "[1..5)",
                                       "not([1..5), 7)",
                                       "!= 5",
                                       "null",
                                       "not(null)",
                                       "\"a\"",
                                       "\"a\", 5",
                                       "date(\"2020-01-01\")",
                                       "not(\"a\")",
                                       "-3, 3",
                                       "true",
                                       "not(> 3)",
                                       "(1..3], 9",
                                       "= 5",
                                       "[\"a\"..\"c\"]"};
  const std::vector<Value> inputs{Value(),
                                  Value::number(5),
                                  Value::number(3),
                                  Value::number(-3),
                                  Value::number(0),
                                  Value("a"),
                                  Value(""),
                                  Value(true),
                                  Value(false),
                                  Value(feel::Date{.year = 2020}),
                                  Value(feel::List{Value::number(5)}),
                                  Value(feel::List{}),
                                  Value(Context{})};
  for (const std::string& test : tests) {
    const auto parsed = feel::parse_unary_tests(test);
    ASSERT_TRUE(parsed) << test;
    const Cell cell = cell_of(parsed->shared_root());
    EXPECT_TRUE(cell.constant || cell.any) << test;
    for (const Value& input : inputs) {
      const Value expected = feel::evaluate(*parsed, input, Context{}).value;
      const auto answer = cell.holds(input);
      EXPECT_EQ(*feel::to_text(answer ? Value(*answer) : Value()), *feel::to_text(expected))
          << test << " of " << *feel::to_text(input);
    }
  }
}

}  // namespace
}  // namespace zhulian::dmn
