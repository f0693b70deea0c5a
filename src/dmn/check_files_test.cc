// The tables of test/policies/check: what each decision's description says is what is told of it.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "dmn/check_world.h"

namespace zhulian::dmn {
namespace {

Rules rules_in(const std::string& name) {
  const std::filesystem::path path = std::filesystem::path("test/policies/check") / name;
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  auto model = read(text.str(), path.string());
  if (!model) throw std::runtime_error(model.error().code);
  auto rules = load(*std::move(model));
  if (!rules) throw std::runtime_error(rules.error().code);
  return *std::move(rules);
}

TEST(CheckFiles, every_planted_fault_is_told_at_its_row_and_nothing_else) {
  const Rules rules = rules_in("planted.dmn");
  const auto found = check(rules);
  ASSERT_FALSE(rules.model().decisions.empty());
  for (const Decision& decision : rules.model().decisions) {
    std::vector<Finding> of_it;
    for (const Finding& one : found) {
      EXPECT_EQ(one.place.file, "test/policies/check/planted.dmn");
      EXPECT_GT(one.place.at.line, 1);
      if (one.place.element == decision.name) of_it.push_back(one);
    }
    EXPECT_EQ(check_world::told(of_it), decision.description) << decision.name;
  }
}

TEST(CheckFiles, of_sound_tables_nothing_is_told) {
  EXPECT_EQ(check_world::told(check(rules_in("sound.dmn"))), "");
}

}  // namespace
}  // namespace zhulian::dmn
