#include "packs/policy_files.h"

#include <gtest/gtest.h>

namespace zhulian::packs {
namespace {

// "p.csv:3 packs.bad_area", one a fault.
std::vector<std::string> told(Faults&& faults) {
  std::vector<std::string> all;
  const auto verdict = std::move(faults).verdict();
  if (verdict) return all;
  all.push_back(verdict.error().field + " " + verdict.error().code);
  for (const Error& other : verdict.error().others) all.push_back(other.field + " " + other.code);
  return all;
}

TEST(PolicyFiles, facts_say_their_type_codes_and_what_null_means) {
  Faults faults;
  const auto facts = read_facts("facts.yaml", R"(facts:
  - key: person.level
    name: {zh: a, en: Level}
    type: number
    codes: ["1", "2"]
    source: certificate.level
  - key: person.died
    type: date
    "null": means_none
    fresh_days: 30
  - key: person.age
    type: integer
)",
                                faults);
  EXPECT_TRUE(faults.empty());
  ASSERT_EQ(facts.size(), 3u);
  EXPECT_EQ(facts[0].type.kind, feel::Kind::number);
  EXPECT_EQ(*facts[0].type.codes, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(facts[0].name_en, "Level");
  EXPECT_FALSE(facts[0].means_none);
  EXPECT_TRUE(facts[1].means_none);
  EXPECT_EQ(facts[1].fresh_days, 30);
  EXPECT_EQ(facts[1].line, 7);
  EXPECT_TRUE(facts[2].whole);
}

TEST(PolicyFiles, facts_of_no_type_or_told_twice_are_faults_at_their_line) {
  Faults faults;
  read_facts("facts.yaml", R"(facts:
  - {key: a, type: money}
  - {key: b, type: date, "null": perhaps}
  - {key: b, type: date}
)",
             faults);
  EXPECT_EQ(told(std::move(faults)), (std::vector<std::string>{"facts.yaml:2 packs.fact.type",
                                                               "facts.yaml:3 packs.fact.null",
                                                               "facts.yaml:4 packs.fact.twice"}));
}

TEST(PolicyFiles, parameters_hold_from_the_first_day_to_the_last_and_count_in_fen) {
  Faults faults;
  const auto rows = read_parameters("p.csv",
                                    "key,area,from,to,value,unit,document,article\n"
                                    "rate,44,2018-01-01,2018-12-31,157.5,yuan,d,a\n"
                                    "rate,44,2019-01-01,,,yuan,d,\n"
                                    "wide,,2016-01-01,,true,truth,d,\n",
                                    faults);
  EXPECT_TRUE(faults.empty());
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].amount, 15750);
  EXPECT_EQ(rows[0].until, *parse_day("2019-01-01"));
  EXPECT_EQ(rows[0].line, 2);
  EXPECT_EQ(rows[1].amount, std::nullopt);
  EXPECT_EQ(rows[1].until, open_end);
  EXPECT_EQ(rows[2].amount, 1);
  EXPECT_TRUE(rows[2].area.empty());
}

TEST(PolicyFiles, parameters_without_area_key_or_unit_are_faults_at_their_line) {
  Faults faults;
  read_parameters("p.csv",
                  "key,area,from,to,value,unit,document,article\n"
                  "rate,4x,2018-01-01,,1,fen,d,\n"
                  ",44,2018-01-01,,1,fen,d,\n"
                  "rate,44,2018-02-30,,1,dollar,d,\n",
                  faults);
  EXPECT_EQ(told(std::move(faults)),
            (std::vector<std::string>{"p.csv:2 packs.bad_area", "p.csv:3 packs.parameter.key",
                                      "p.csv:4 packs.parameter.unit",
                                      "p.csv:4 packs.yaml.expected_day"}));
}

TEST(PolicyFiles, an_amount_is_whole_in_its_unit) {
  EXPECT_EQ(amount_of("157.5", "yuan"), 15750);
  EXPECT_EQ(amount_of("157.555", "yuan"), std::nullopt);
  EXPECT_EQ(amount_of("-3", "fen"), -3);
  EXPECT_EQ(amount_of("false", "truth"), 0);
  EXPECT_EQ(amount_of("no", "truth"), std::nullopt);
  EXPECT_EQ(amount_of("", "fen"), std::nullopt);
}

}  // namespace
}  // namespace zhulian::packs
