// `zhulian policy check` from the outside: what it prints and how it ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/commands.h"

namespace zhulian::app {
namespace {

using testing::HasSubstr;

struct Ran {
  Exit exit;
  std::string out;
};

Ran run(const fs::path& path, bool json, Language language = Language::en) {
  testing::internal::CaptureStdout();
  const Exit exit = policy_check({.path = path}, {.json = json, .language = language});
  return {.exit = exit, .out = testing::internal::GetCapturedStdout()};
}

// "gap, parameter_hole 3": kinds and rows, in the order told.
std::string kinds(const std::string& json, const char* list) {
  std::string all;
  const boost::json::value document = boost::json::parse(json);
  for (const boost::json::value& one : document.at(list).as_array()) {
    if (!all.empty()) all += ", ";
    all += one.at("kind").as_string();
    if (const auto row = one.at("row").as_int64()) all += " " + std::to_string(row);
  }
  return all;
}

TEST(PolicyCheck, a_folder_is_judged_with_its_facts_and_parameters) {
  const Ran ran = run("test/policies/check_pack", true);
  EXPECT_EQ(ran.exit, Exit::faults);
  EXPECT_EQ(kinds(ran.out, "faults"),
            "gap, gap, unknown_fact, unknown_parameter 2, parameter_hole 3, parameter_twice 4, "
            "parameter_value 5");
  EXPECT_EQ(kinds(ran.out, "notices"), "");
}

TEST(PolicyCheck, a_model_finds_the_facts_of_the_pack_it_lies_in) {
  const Ran ran = run("test/policies/check_pack/policies/subsidy.dmn", true);
  EXPECT_EQ(kinds(ran.out, "faults"), "gap, gap, unknown_fact, unknown_parameter 2");
}

TEST(PolicyCheck, a_fault_is_told_with_file_table_row_and_a_person_in_words) {
  const Ran english = run("test/policies/check/planted.dmn", false);
  EXPECT_EQ(english.exit, Exit::faults);
  EXPECT_THAT(english.out, HasSubstr("test/policies/check/planted.dmn:"));
  EXPECT_THAT(english.out, HasSubstr("row 3"));
  EXPECT_THAT(english.out, HasSubstr("59.5 (between 59 and 60)"));
  const Ran chinese = run("test/policies/check/planted.dmn", false, Language::zh);
  EXPECT_THAT(chinese.out, HasSubstr("\u7b2c 3 \u884c"));
}

TEST(PolicyCheck, sound_tables_end_well) {
  const Ran ran = run("test/policies/check/sound.dmn", true);
  EXPECT_EQ(ran.exit, Exit::done);
  EXPECT_EQ(kinds(ran.out, "faults"), "");
}

TEST(PolicyCheck, what_is_no_model_is_a_fault) {
  EXPECT_EQ(run("test/journeys", true).exit, Exit::faults);
  EXPECT_EQ(run("test/policies/none.dmn", true).exit, Exit::faults);
}

}  // namespace
}  // namespace zhulian::app
