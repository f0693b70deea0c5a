// Plan and interpreter agree: on tables made by dice, of every hit policy.
#include "population/differential.h"

#include <gtest/gtest.h>

#include "dmn/xml.h"
#include "population/population_world.h"
#include "population/synthetic.h"

namespace zhulian::population {
namespace {

using feel::Value;

const Day day = day_of_number(20'000);

// Facts of every layout: few codes, many codes, numbers in two units, dates.
Schema facts() {
  Schema schema;
  for (const char* name : {"p.a", "p.b"}) schema.push_back({.path = name});
  Column few{.path = "p.few", .held = Held::code};
  for (const char* code : {"u", "v", "w", "x", "y"}) few.codes.emplace_back(code);
  Column many{.path = "p.many", .held = Held::code};
  for (int i = 0; i < 40; ++i) many.codes.emplace_back("m" + std::to_string(i));
  Column most{.path = "p.most", .held = Held::code};
  for (int i = 0; i < 300; ++i) most.codes.emplace_back("t" + std::to_string(i));
  Column level{.path = "p.level", .held = Held::code};
  for (int i = 1; i <= 4; ++i) level.codes.push_back(Value::number(i));
  schema.push_back(few);
  schema.push_back(many);
  schema.push_back(most);
  schema.push_back(level);
  schema.push_back({.path = "p.age", .held = Held::number});
  schema.push_back({.path = "p.income", .held = Held::number, .divisor = 100});
  schema.push_back({.path = "p.wealth", .held = Held::number, .divisor = 100, .wide = true});
  schema.push_back({.path = "p.born", .held = Held::date});
  schema.push_back({.path = "p.died", .held = Held::date, .null_means_none = true});
  return schema;
}

std::vector<std::vector<std::int64_t>> edges() {
  const std::int64_t today = number(day);
  return {{},
          {},
          {},
          {},
          {},
          {},
          {0, 10, 18, 60},
          {100'000, 150'050, 200'000},
          {0, 5'000'000},
          {today, today - 6'574, today - 21'915},
          {today}};
}

const std::vector<std::pair<std::string, std::string>> types = {
    {"a", "boolean"},     {"b", "boolean"},    {"few", "string"}, {"many", "string"},
    {"most", "string"},   {"level", "number"}, {"age", "number"}, {"income", "number"},
    {"wealth", "number"}, {"born", "date"},    {"died", "date"}};

feel::Context constants() {
  return {{"k", Value(feel::Context{{"limit", Value::number(1500)},
                                    {"widened", Value(true)},
                                    {"amount", Value::number(175)},
                                    {"hole", Value()}})},
          {"day", Value::maybe(feel::date_of(number(day)))}};
}

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : dice_(seed) {}

  std::string pick(std::initializer_list<const char*> texts) {
    return *(texts.begin() + dice_.below(texts.size()));
  }

  // A test of an input of that kind.
  std::string test(const std::string& input) {
    if (dice_.chance(0.35)) return "-";
    if (dice_.chance(0.01)) {  // What reads another fact.
      if (input == "p.few") return "p.many";
      if (input == "p.age") return pick({"> p.level", "p.level"});
      if (input == "p.income") return "< p.age";
    }
    if (input == "p.few" || input == "label")
      return pick({"\"u\"", "\"u\",\"v\"", "not(\"u\")", "not(\"v\",\"w\")", "\"y\"", "null",
                   "not(null)", "\"nowhere\"", "> \"v\"", "[\"u\"..\"w\"]"});
    if (input == "p.many")
      return pick(
          {"\"m1\"", "\"m1\",\"m17\",\"m39\"", "not(\"m20\")", ">= \"m2\"", "[\"m1\"..\"m3\"]"});
    if (input == "p.most") return pick({"\"t7\"", "not(\"t1\",\"t299\")", "< \"t2\""});
    if (input == "p.level") return pick({"1", "<= 2", "> 2", "2,3", "not(4)", "[2..3]", "(1..4)"});
    if (input == "p.age" || input == "p.age * 2 - 1")
      return pick({"< 18", "[18..60)", ">= 60", "18", "not(18)", "17.5", "]0..10[", "< 18, > 60",
                   "not([10..20])", "null", "? > 10 and ? < 50"});
    if (input == "p.income")
      return pick({"< k.limit", "<= 1500.50", "[1000..2000]", "> k.hole", "1500.505", "not(< 1000)",
                   "< p.age", "k.limit"});
    if (input == "p.wealth") return pick({"< 50000", ">= 49999.99", "0", "not(0)"});
    if (input == "p.born")
      return pick({"<= day", "< day - duration(\"P18Y\")", "> day - duration(\"P60Y\")",
                   "[date(\"1970-01-01\")..day]", "day", "> p.died"});
    if (input == "p.died")
      return pick({"null", "not(null)", "> day", "<= day", "date(\"2024-10-04\")"});
    if (input == "years and months duration(p.born, day).years")
      return pick({"< 18", "[18..60]", "> 60"});
    return pick({"true", "false", "not(true)", "null", "true,false"});
  }

  std::string truth(int depth) {
    if (depth > 0 && dice_.chance(0.6)) {
      const std::string a = truth(depth - 1), b = truth(depth - 1);
      switch (dice_.below(4)) {
        case 0:
          return "(" + a + " or " + b + ")";
        case 1:
          return "(" + a + " and " + b + ")";
        case 2:
          return "not(" + a + ")";
        default:
          return "(if " + a + " then " + b + " else " + truth(depth - 1) + ")";
      }
    }
    return pick({"p.a",
                 "p.b",
                 "p.few = \"u\"",
                 "p.few != \"u\"",
                 "p.few in (\"u\",\"v\")",
                 "p.age >= 18",
                 "p.age between 10 and 60",
                 "p.income / 2 < k.limit",
                 "p.died = null",
                 "(p.died = null or p.died > day)",
                 "p.born <= day",
                 "p.born + duration(\"P18Y\") > day",
                 "p.level <= 2",
                 "k.widened",
                 "k.hole > 1",
                 "p.many = \"m3\"",
                 "p.born.year >= 1990",
                 "p.born < p.died",
                 "p.age in [10..18)",
                 "p.age in (< 10, 18, > 60)",
                 "p.a = p.b",
                 "p.age = null",
                 "days",
                 "floor(p.income) = 1500",
                 "-p.age > -18",
                 "p.wealth * 2 >= 100000",
                 "p.most = \"t299\""});
  }

  std::string output(bool number) {
    if (number && dice_.chance(0.15)) return "k.amount";
    if (number && dice_.chance(0.1)) return "if k.widened then k.amount else 0";
    if (number && dice_.chance(0.1)) return "if p.a then 10 else 20";
    if (number && dice_.chance(0.05)) return "k.hole";
    if (number) return pick({"0", "100", "235", "175.5", "-3"});
    return pick({"\"u\"", "\"v\"", "\"w\"", "null"});
  }

  TableText table(dmn::HitPolicy policy, dmn::Aggregation aggregation, bool numbers,
                  std::vector<std::string> inputs, std::size_t rows) {
    TableText text{.policy = policy, .aggregation = aggregation, .inputs = std::move(inputs)};
    for (std::size_t r = 0; r < rows; ++r) {
      std::vector<std::string> row;
      for (const std::string& input : text.inputs) row.push_back(test(input));
      row.push_back(output(numbers));
      text.rows.push_back(std::move(row));
    }
    if (policy == dmn::HitPolicy::priority || policy == dmn::HitPolicy::output_order)
      text.output_values = {"235, 100, 0"};
    if (dice_.chance(0.3)) text.defaults = {"1"};
    return text;
  }

  std::vector<std::string> some_inputs() {
    std::vector<std::string> inputs;
    for (const char* input : {"common", "label", "p.a", "p.few", "p.many", "p.most", "p.level",
                              "p.age", "p.income", "p.wealth", "p.born", "p.died", "k.widened",
                              "p.age * 2 - 1", "years and months duration(p.born, day).years"})
      if (dice_.chance(0.3)) inputs.push_back(input);
    if (inputs.empty()) inputs.push_back("p.a");
    return inputs;
  }

  Dice& dice() { return dice_; }

 private:
  Dice dice_;
};

struct Policy {
  dmn::HitPolicy policy;
  dmn::Aggregation aggregation;
};
constexpr Policy policies[] = {{dmn::HitPolicy::first, dmn::Aggregation::none},
                               {dmn::HitPolicy::unique, dmn::Aggregation::none},
                               {dmn::HitPolicy::any, dmn::Aggregation::none},
                               {dmn::HitPolicy::priority, dmn::Aggregation::none},
                               {dmn::HitPolicy::collect, dmn::Aggregation::none},
                               {dmn::HitPolicy::rule_order, dmn::Aggregation::none},
                               {dmn::HitPolicy::output_order, dmn::Aggregation::none},
                               {dmn::HitPolicy::collect, dmn::Aggregation::sum},
                               {dmn::HitPolicy::collect, dmn::Aggregation::min},
                               {dmn::HitPolicy::collect, dmn::Aggregation::max},
                               {dmn::HitPolicy::collect, dmn::Aggregation::count}};

// How many models; ZHULIAN_MODELS for a longer run.
int models() {
  const char* said = std::getenv("ZHULIAN_MODELS");
  return said ? std::atoi(said) : 33;
}

// With and without AVX2: byte for byte.
void expect_alike(const Plan& plan, const Population& people) {
  const std::size_t persons = people.persons();
  auto one = plan.sheets(persons, {.excluded = true, .rules = true}), other = one;
  plan.decide(people, 0, persons, one, Way::best);
  plan.decide(people, 0, persons, other, Way::plain);
  for (std::size_t a = 0; a < one.size(); ++a) {
    if (!plan.compiled(static_cast<int>(a))) continue;
    EXPECT_EQ(one[a].code, other[a].code);
    EXPECT_EQ(one[a].fen, other[a].fen);
    EXPECT_EQ(one[a].excluded, other[a].excluded);
    EXPECT_EQ(one[a].holds, other[a].holds);
    EXPECT_EQ(one[a].possible, other[a].possible);
  }
}

TEST(Differential, tables_made_by_dice_decide_alike_in_plan_and_interpreter) {
  int compiled = 0, refused = 0, met = 0;
  std::map<std::string, int> why;
  for (int m = 0; m < models(); ++m) {
    Writer writer(static_cast<std::uint64_t>(m) + 1);
    const Policy& policy = policies[static_cast<std::size_t>(m) % std::size(policies)];
    ModelText model(types);
    model.literal("days", "k.limit > 1000", "boolean");
    model.literal("common", writer.truth(3), "boolean");
    model.table("label", writer.table(dmn::HitPolicy::first, dmn::Aggregation::none, false,
                                      {"p.a", "p.few", "common"}, 4));
    const std::size_t rows = m % 10 == 9 ? 150 : 1 + writer.dice().below(20);
    model.table("amount",
                writer.table(policy.policy, policy.aggregation, true, writer.some_inputs(), rows));
    const dmn::Rules rules = model.load();
    auto plan =
        compile(rules, {{.decision = "amount"}, {.decision = "common"}, {.decision = "label"}},
                facts(), constants());
    ASSERT_TRUE(plan) << plan.error().code;
    for (int a = 0; a < 3; ++a) ++(plan->compiled(a) ? compiled : refused);
    for (const Refused& one : plan->refused()) ++why[one.code];
    constexpr std::size_t persons = 200;
    Population people(facts(), persons);
    fill(people, edges(), static_cast<std::uint64_t>(m), 0.1);
    const Compared compared = compare(*plan, people, 1);
    ASSERT_EQ(compared.different, 0u) << "model " << m << ": " << compared.first;
    met += compared.decided > 0 && compared.to_verify > 0;
    expect_alike(*plan, people);
  }
  // What is left to the interpreter is the exception.
  EXPECT_LT(refused, compiled / 5);
  EXPECT_GT(met, models() / 2);  // Not all of one kind.
  for (const auto& [code, count] : why) std::printf("%s %d\n", code.c_str(), count);
}

}  // namespace
}  // namespace zhulian::population
