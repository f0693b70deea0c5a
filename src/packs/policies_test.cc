#include "packs/policies.h"

#include <gtest/gtest.h>

#include "packs/packs_world.h"

namespace zhulian::packs {
namespace {

const Policies& policies() {
  static const Catalogue catalogue = load(shipped({"cn"})).value();
  return *catalogue.policies;
}

Area area(std::string_view code) {
  return Area::parse(code).value();
}
Day day(std::string_view iso) {
  return parse_day(iso).value();
}

// "sheng huo bu tie yi ji yue e", the living subsidy of level 1.
constexpr const char* living_1 = "\u751f\u6d3b\u8865\u8d34\u4e00\u7ea7\u6708\u989d";
constexpr const char* person = "\u4eba.";

TEST(Policies, come_to_what_was_published) {
  ASSERT_GE(policies().cases.size(), 20U);
  for (const GoldenCase& one : policies().cases)
    EXPECT_EQ(disagreement(policies(), one), "") << one.place << ' ' << one.name;
}

TEST(Policies, a_place_without_a_rate_of_its_own_takes_that_of_the_nearest_around_it) {
  const auto value = [](const char* code, const char* iso) {
    const dmn::ParameterRow* row = policies().parameter(living_1, area(code), day(iso));
    return row ? row->value : "none";
  };
  EXPECT_EQ(value("440703", "2020-05-15"), "175");
  EXPECT_EQ(value("440703002101", "2018-01-01"), "157.5");
  EXPECT_EQ(value("350112", "2022-12-31"), "285");
  EXPECT_EQ(value("3505", "2023-06-01"), "107");
  EXPECT_EQ(value("350112", "2023-06-01"), "");  // Known not to be known: not the province's.
  EXPECT_EQ(value("440703", "2023-05-15"), "");
  EXPECT_EQ(value("440703", "2017-05-15"), "none");
  EXPECT_EQ(value("11", "2020-05-15"), "none");
}

TEST(Policies, yuan_are_whole_fen) {
  EXPECT_EQ(parse_yuan("157.5"), Fen{15750});
  EXPECT_EQ(parse_yuan("0.01"), Fen{1});
  EXPECT_EQ(parse_yuan("217"), Fen{21700});
  for (const char* wrong : {"", ".5", "1.", "1.234", "-1", "1e3", "one", "1 000"})
    EXPECT_EQ(parse_yuan(wrong), std::nullopt) << wrong;
  EXPECT_EQ(yuan_text({15750}), "157.50");
}

TEST(Policies, another_benefit_blocks_and_what_nobody_knows_is_asked_for) {
  const Exclusion block{.benefit = "b", .subsidy = "s", .mode = ExclusionMode::block};
  const Exclusion higher{.benefit = "h", .subsidy = "s", .mode = ExclusionMode::take_higher};
  const std::vector<const Exclusion*> both{&higher, &block};
  const auto settled = [&](std::optional<bool> b, std::optional<bool> h, std::int64_t fen = 100) {
    return settle({.fen = fen}, both,
                  [&](const std::string& benefit) { return benefit == "b" ? b : h; });
  };
  EXPECT_EQ(settled(false, false).outcome, Outcome::entitled);
  EXPECT_EQ(settled(true, std::nullopt).outcome, Outcome::excluded);
  EXPECT_EQ(settled(true, std::nullopt).by, &block);
  EXPECT_EQ(settled(false, true).by, &higher);
  EXPECT_EQ(settled(false, true).month, Fen{100});
  EXPECT_EQ(settled(std::nullopt, true).outcome, Outcome::to_verify);
  EXPECT_EQ(settled(std::nullopt, false).missing, std::vector<std::string>{"b"});
  EXPECT_EQ(settled(std::nullopt, std::nullopt, 0).outcome, Outcome::not_entitled);
}

const std::string rates_head = "key,area,from,to,value,unit,document,article\n";

TEST(Policies, two_values_for_one_day_are_a_fault_with_file_and_line) {
  const std::string key = living_1;
  EXPECT_EQ(
      faults_with("parameters/x.csv", rates_head + key +
                                          ",421102,2026-01-01,,120,yuan,product-default,\n" + key +
                                          ",421102,2026-06-01,,130,yuan,product-default,\n"),
      std::vector<std::string>{"packs/huangzhou/parameters/x.csv:3 packs.policy.two_versions"});
  EXPECT_EQ(
      faults_with("parameters/x.csv", rates_head + key +
                                          ",421102,2026-01-01,2026-05-31,120,yuan,product-default,"
                                          "\n" +
                                          key + ",421102,2026-06-01,,130,yuan,product-default,\n"),
      std::vector<std::string>{});
}

TEST(Policies, a_negative_amount_and_a_broken_one_are_faults) {
  const std::string key = living_1;
  EXPECT_EQ(faults_with("parameters/x.csv",
                        rates_head + key + ",421102,2026-01-01,,-1,yuan,product-default,\n"),
            std::vector<std::string>{"packs/huangzhou/parameters/x.csv:2 packs.policy.negative"});
  EXPECT_EQ(faults_with("parameters/x.csv",
                        rates_head + key + ",421102,2026-01-01,,1.234,yuan,product-default,\n"),
            std::vector<std::string>{"packs/huangzhou/parameters/x.csv:2 packs.policy.not_yuan"});
  EXPECT_EQ(
      faults_with("parameters/x.csv", rates_head + key + ",421102,2026-01-01,,1,yuan,hearsay,\n"),
      std::vector<std::string>{"packs/huangzhou/parameters/x.csv:2 packs.unknown_document"});
}

TEST(Policies, what_an_exclusion_or_a_case_speaks_of_must_be_there) {
  EXPECT_EQ(faults_with("policies/exclusions.csv",
                        "benefit,subsidy,area,from,to,mode,document\n"
                        "x,living_subsidy,42,2026-01-01,,block,product-default\n" +
                            std::string(person) +
                            "\u4f4e\u4fdd,flying_subsidy,42,2026-01-01,,perhaps,product-default\n"),
            (std::vector<std::string>{
                "packs/huangzhou/policies/exclusions.csv:3 packs.policy.exclusion_mode",
                "packs/huangzhou/policies/exclusions.csv:2 packs.policy.no_fact",
                "packs/huangzhou/policies/exclusions.csv:3 packs.policy.no_policy"}));
  EXPECT_EQ(
      faults_with("cases/x.yaml",
                  "cases:\n  - name: a\n    policy: living_subsidy\n    as_of: \"2026-01-01\"\n"
                  "    area: \"42\"\n    input: {x: true}\n    expect: {outcome: rich}\n"
                  "    source: product-default\n"),
      (std::vector<std::string>{"packs/huangzhou/cases/x.yaml:7 packs.policy.case_outcome",
                                "packs/huangzhou/cases/x.yaml:6 packs.policy.no_fact"}));
}

TEST(Policies, a_broken_model_is_told_with_its_file_and_line) {
  const auto faults = faults_with("policies/own.dmn", "<definitions\n<");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_TRUE(faults[0].starts_with("packs/huangzhou/policies/own.dmn:2 dmn.xml.")) << faults[0];
}

}  // namespace
}  // namespace zhulian::packs
