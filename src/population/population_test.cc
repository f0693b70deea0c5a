#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "population/kernel.h"
#include "population/plan.h"
#include "population/population_world.h"
#include "population/synthetic.h"

namespace zhulian::population {
namespace {

using feel::Value;
using testing::ElementsAre;

const std::vector<std::pair<std::string, std::string>> types = {
    {"ok", "boolean"}, {"level", "number"}, {"age", "number"}, {"died", "date"}};

Schema facts() {
  Column level{.path = "p.level", .held = Held::code};
  for (int i = 1; i <= 4; ++i) level.codes.push_back(Value::number(i));
  return {{.path = "p.ok"},
          level,
          {.path = "p.age", .held = Held::number},
          {.path = "p.died", .held = Held::date, .null_means_none = true}};
}

feel::Context constants(Value amount) {
  return {{"k", Value(feel::Context{{"amount", std::move(amount)}})},
          {"day", Value(feel::Date{.year = 2026, .month = 11, .day = 1})}};
}

// Grants the amount to the living of levels 1 and 2 from 18 years on.
TableText grant() {
  return {.inputs = {"p.ok", "p.level", "p.age", "p.died = null or p.died > day"},
          .rows = {{"true", "<= 2", ">= 18", "true", "k.amount"}, {"-", "-", "-", "-", "0"}}};
}

struct World {
  Plan plan;
  Population people;
  std::vector<Sheet> sheets;

  World(const ModelText& model, std::size_t persons, Value amount, Asked asked)
      : plan(compile(model.load(), {std::move(asked)}, facts(), constants(std::move(amount)))
                 .value()),
        people(facts(), persons),
        sheets(plan.sheets(persons, {.excluded = true})) {}

  void put(std::size_t person, Value ok, Value level, Value age, Value died = {}) {
    ASSERT_TRUE(people.put(0, person, ok) && people.put(1, person, level) &&
                people.put(2, person, age) && people.put(3, person, died));
  }
  void decide() { plan.decide(people, 0, people.persons(), sheets); }
  Answer answer(std::size_t person) const { return plan.answer(0, sheets[0].code[person]); }
};

ModelText granting() {
  return std::move(ModelText(types).table("grant", grant()));
}

TEST(Plan, a_row_decides_with_its_amount_in_fen) {
  World world(granting(), 2, Value::number(175), {.decision = "grant"});
  ASSERT_TRUE(world.plan.compiled(0)) << world.plan.refused()[0].code;
  world.put(0, Value(true), Value::number(2), Value::number(18));
  world.put(1, Value(true), Value::number(3), Value::number(40));
  world.decide();
  EXPECT_THAT(world.sheets[0].fen, ElementsAre(17500, 0));
  EXPECT_EQ(world.answer(0).row, 1);
  EXPECT_EQ(world.answer(1).row, 2);
  EXPECT_EQ(world.answer(1).outcome, Outcome::decided);
}

TEST(Plan, what_nobody_knows_is_to_be_verified_unless_it_cannot_matter) {
  World world(granting(), 3, Value::number(175), {.decision = "grant"});
  world.put(0, Value(true), Value(), Value::number(18));
  world.put(1, Value(false), Value(), Value::number(18));
  world.put(2, Value(true), Value(), Value::number(17));
  world.decide();
  EXPECT_EQ(world.answer(0).outcome, Outcome::to_verify);
  EXPECT_EQ(world.answer(0).row, 1);
  EXPECT_EQ(world.answer(1).outcome, Outcome::decided);
  EXPECT_EQ(world.answer(2).outcome, Outcome::decided);
  EXPECT_THAT(world.plan.determine(0, world.people, 0).missing, ElementsAre("p.level"));
}

TEST(Plan, a_fact_whose_absence_is_an_answer_is_never_unknown) {
  World world(granting(), 2, Value::number(175), {.decision = "grant"});
  world.put(0, Value(true), Value::number(1), Value::number(18));
  world.put(1, Value(true), Value::number(1), Value::number(18),
            Value(feel::Date{.year = 2026, .month = 10, .day = 31}));
  world.decide();
  EXPECT_THAT(world.sheets[0].fen, ElementsAre(17500, 0));
}

TEST(Plan, a_parameter_nobody_published_makes_its_row_to_verify) {
  World world(granting(), 2, Value(), {.decision = "grant"});
  world.put(0, Value(true), Value::number(1), Value::number(18));
  world.put(1, Value(true), Value::number(3), Value::number(18));
  world.decide();
  EXPECT_EQ(world.answer(0).outcome, Outcome::to_verify);
  EXPECT_EQ(world.answer(1).outcome, Outcome::decided);
}

TEST(Plan, tells_which_input_excluded) {
  World world(granting(), 4, Value::number(175), {.decision = "grant"});
  world.put(0, Value(true), Value::number(1), Value::number(18));
  world.put(1, Value(false), Value::number(4), Value::number(18));
  world.put(2, Value(true), Value::number(4), Value::number(3));
  world.put(3, Value(true), Value::number(1), Value::number(3));
  world.decide();
  EXPECT_THAT(world.sheets[0].excluded, ElementsAre(255, 0, 1, 2));
}

TEST(Plan, an_amount_that_is_no_whole_number_of_fen_is_left_to_the_interpreter_and_told) {
  World world(granting(), 1, Value(*feel::Decimal::parse("1.005")), {.decision = "grant"});
  ASSERT_FALSE(world.plan.compiled(0));
  EXPECT_EQ(world.plan.refused()[0].code, "population.refused.amount");
}

TEST(Plan, what_does_not_compile_is_decided_by_the_interpreter_alike) {
  const ModelText model =
      std::move(ModelText(types).literal("grant", "if modulo(p.age, 2) = 0 then k.amount else 0"));
  World world(model, 3, Value::number(2), {.decision = "grant"});
  ASSERT_FALSE(world.plan.compiled(0));
  world.put(0, Value(), Value(), Value::number(18));
  world.put(1, Value(), Value(), Value::number(19));
  world.decide();
  EXPECT_THAT(world.sheets[0].fen, ElementsAre(200, 0, 0));
  EXPECT_EQ(world.answer(2).outcome, Outcome::to_verify);
}

TEST(Plan, a_decision_that_is_not_there_is_refused) {
  const auto plan = compile(granting().load(), {{.decision = "nowhere"}}, facts(), {});
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().code, "population.decision.unknown");
}

TEST(Plan, areas_and_threads_decide_their_own_spans) {
  const ModelText model = granting();
  const auto low =
      compile(model.load(), {{.decision = "grant"}}, facts(), constants(Value::number(1)));
  const auto high =
      compile(model.load(), {{.decision = "grant"}}, facts(), constants(Value::number(2)));
  constexpr std::size_t persons = 100'003, border = 33'333;
  Population people(facts(), persons);
  for (std::size_t i = 0; i < persons; ++i) {
    people.bytes(0)[i] = 1;
    people.bytes(1)[i] = 0;
    people.ints(2)[i] = 30;
  }
  auto sheets = low->sheets(persons);
  const Part parts[] = {{&*low, 0, border}, {&*high, border, persons}};
  decide(people, parts, 4, sheets);
  for (std::size_t i = 0; i < persons; ++i)
    ASSERT_EQ(sheets[0].fen[i], i < border ? 100 : 200) << i;
}

TEST(Plan, a_span_writes_nobody_elses_answer) {
  World world(granting(), 200, Value::number(175), {.decision = "grant"});
  for (std::size_t i = 0; i < 200; ++i)
    world.put(i, Value(true), Value::number(1), Value::number(18));
  world.sheets[0].fen.assign(200, -1);
  world.plan.decide(world.people, 37, 101, world.sheets);
  EXPECT_EQ(world.sheets[0].fen[36], -1);
  EXPECT_EQ(world.sheets[0].fen[37], 17500);
  EXPECT_EQ(world.sheets[0].fen[100], 17500);
  EXPECT_EQ(world.sheets[0].fen[101], -1);
}

TEST(Population, what_a_column_cannot_hold_is_refused) {
  Population people(facts(), 1);
  EXPECT_FALSE(people.put(1, 0, Value::number(5)));
  EXPECT_FALSE(people.put(2, 0, Value(*feel::Decimal::parse("1.5"))));
  EXPECT_FALSE(people.put(2, 0, Value::number(5'000'000'000)));
  EXPECT_TRUE(people.put(2, 0, Value::number(-7)));
  EXPECT_EQ(feel::to_text(people.value(2, 0)), "-7");
  EXPECT_TRUE(people.value(1, 0).is_null());
}

TEST(Synthetic, a_model_says_itself_what_it_asks_of_people) {
  const Inferred inferred = infer(granting().load(), {}, *parse_day("2026-11-01"));
  std::vector<std::string> paths;
  for (const Column& column : inferred.schema) paths.push_back(column.path);
  EXPECT_THAT(paths, ElementsAre("p.age", "p.died", "p.level", "p.ok"));
  EXPECT_TRUE(inferred.constants.find("k"));
  EXPECT_TRUE(inferred.constants.find("day"));
}

// Every pass of the two kernels on the same bytes.
class Kernels : public testing::Test {
 protected:
  void SetUp() override {
    std::mt19937 dice(7);
    for (std::size_t i = 0; i < count; ++i) {
      a[i] = static_cast<std::uint8_t>(dice());
      b[i] = static_cast<std::uint8_t>(dice() % 16);
      ints[i] = dice() % 9 == 0 ? no_int : static_cast<std::int32_t>(dice() % 50) - 25;
      others[i] = dice() % 9 == 0 ? no_int : static_cast<std::int32_t>(dice() % 50) - 25;
      longs[i] = static_cast<std::int64_t>(dice() % 50) * 1'000'000'007 - 25;
    }
    for (auto& byte : table) byte = static_cast<std::uint8_t>(dice());
  }

  // Where there is no AVX2 the best kernel is the plain one.
  template <class F>
  bool alike(F pass) {
    std::vector<std::uint8_t> x(count), y(count);
    pass(plain_kernel(), x.data());
    pass(best_kernel(), y.data());
    return x == y;
  }

  static constexpr std::size_t count = 512;
  std::vector<std::uint8_t> a = std::vector<std::uint8_t>(count), b = a;
  std::vector<std::int32_t> ints = std::vector<std::int32_t>(count), others = ints;
  std::vector<std::int64_t> longs = std::vector<std::int64_t>(count);
  std::vector<std::uint8_t> table = std::vector<std::uint8_t>(256 * 8);
};

TEST_F(Kernels, find_intervals_alike) {
  for (const int bounds : {1, 3, 20, 60}) {
    std::vector<std::int32_t> narrow;
    std::vector<std::int64_t> wide;
    for (int k = 0; k < bounds; ++k) {
      narrow.push_back(k == 0 ? no_int + 1 : k - 30);
      wide.push_back(k * 1'000'000'007LL - 25);
    }
    EXPECT_TRUE(alike([&](const Kernel& kernel, std::uint8_t* out) {
      kernel.interval_ints(ints.data(), count, narrow.data(), bounds, out);
    }));
    EXPECT_TRUE(alike([&](const Kernel& kernel, std::uint8_t* out) {
      kernel.interval_longs(longs.data(), count, wide.data(), bounds, out);
    }));
  }
}

TEST_F(Kernels, look_up_and_combine_alike) {
  for (const int chunks : {1, 2, 7, 16}) {
    EXPECT_TRUE(alike([&](const Kernel& kernel, std::uint8_t* out) {
      kernel.lookup(a.data(), count, table.data(), chunks, out);
    }));
    EXPECT_TRUE(alike([&](const Kernel& kernel, std::uint8_t* out) {
      kernel.combine(b.data(), b.data(), count, 4, table.data(), chunks, out);
    }));
  }
  EXPECT_TRUE(alike([&](const Kernel& kernel, std::uint8_t* out) {
    kernel.compare_ints(ints.data(), others.data(), count, out);
  }));
}

TEST_F(Kernels, mask_and_pick_alike) {
  for (const int planes : {1, 2, 5}) {
    std::vector<std::uint8_t> base(8, 0xFF), granting(8, 0x5A);
    const auto run = [&](const Kernel& kernel, bool single) {
      std::vector<std::uint8_t> memory(count * 16);
      std::vector<std::uint8_t*> holds, possible;
      for (int p = 0; p < planes; ++p) {
        holds.push_back(memory.data() + static_cast<std::size_t>(p) * count);
        possible.push_back(memory.data() + static_cast<std::size_t>(p + planes) * count);
      }
      const MaskInput inputs[] = {{.classes = b.data(),
                                   .certain = table.data(),
                                   .possible = table.data(),
                                   .chunks = 1,
                                   .number = 3},
                                  {.classes = a.data(),
                                   .certain = table.data() + 16,
                                   .possible = table.data() + 64,
                                   .chunks = 3,
                                   .number = 9}};
      std::uint8_t* excluded = memory.data() + 11 * count;
      kernel.mask({.inputs = inputs,
                   .planes = planes,
                   .certain_base = base.data(),
                   .possible_base = base.data(),
                   .holds = holds.data(),
                   .possible = possible.data(),
                   .granting = granting.data(),
                   .excluded = excluded,
                   .excluded_base = 255},
                  count);
      std::uint32_t open[count / lanes];
      kernel.pick({.planes = planes,
                   .none = static_cast<std::uint8_t>(8 * planes),
                   .holds = holds.data(),
                   .possible = possible.data(),
                   .code = memory.data() + 12 * count,
                   .open = open,
                   .single = single,
                   .like = nullptr},
                  count);
      kernel.pick({.planes = 1,
                   .none = 8,
                   .holds = holds.data(),
                   .possible = possible.data(),
                   .code = memory.data() + 13 * count,
                   .open = open,
                   .single = false,
                   .like = table.data() + 7},
                  count);
      for (const std::uint32_t bits : open)
        for (int k = 0; k < 4; ++k) memory.push_back(static_cast<std::uint8_t>(bits >> (8 * k)));
      return memory;
    };
    for (const bool single : {false, true})
      EXPECT_EQ(run(plain_kernel(), single), run(best_kernel(), single)) << planes;
  }
}

TEST_F(Kernels, give_amounts_and_widen_alike) {
  std::vector<std::int32_t> amounts(256);
  for (int i = 0; i < 256; ++i) amounts[static_cast<std::size_t>(i)] = i * 7'654'321 - 900'000'000;
  for (const int codes : {1, 9, 16, 40, 256}) {
    std::vector<std::int32_t> x(count), y(count);
    plain_kernel().amounts(b.data(), count, amounts.data(), codes, x.data());
    best_kernel().amounts(b.data(), count, amounts.data(), codes, y.data());
    EXPECT_EQ(x, y) << codes;
  }
  std::vector<std::uint16_t> x(count), y(count);
  plain_kernel().widen(a.data(), count, x.data());
  best_kernel().widen(a.data(), count, y.data());
  EXPECT_EQ(x, y);
}

}  // namespace
}  // namespace zhulian::population
