#include "registry/search.h"

#include <gtest/gtest.h>

namespace zhulian::registry {
namespace {

std::string told(const std::vector<store::SearchKey>& keys) {
  std::string text;
  for (const auto& key : keys) text += std::string(1, key.kind) + ':' + key.key + ' ';
  return text;
}

constexpr std::string_view wang_xiaoming = "\u738b\u6653\u660e";
constexpr std::string_view ouyang_ming = "\u6b27\u9633\u660e";

TEST(SearchKeys, a_name_is_found_by_itself_and_its_given_part) {
  EXPECT_EQ(told(name_keys(wang_xiaoming)),
            "n:\u738b\u6653\u660e p:wangxiaoming i:wxm n:\u6653\u660e p:xiaoming ");
}

TEST(SearchKeys, a_surname_of_two_characters_is_not_cut_in_half) {
  EXPECT_EQ(told(name_keys(ouyang_ming)),
            "n:\u6b27\u9633\u660e p:ouyangming i:oym n:\u660e p:ming ");
}

TEST(SearchKeys, a_surname_of_many_readings_has_the_one_of_surnames) {
  EXPECT_NE(told(name_keys("\u5355\u96c4\u4fe1")).find("p:shanxiongxin"), std::string::npos);
}

TEST(SearchKeys, a_name_in_letters_is_found_by_each_word) {
  EXPECT_EQ(told(name_keys("John Smith")), "n:johnsmith p:johnsmith i:js p:smith ");
}

TEST(SearchKeys, a_name_of_one_character_has_no_given_part) {
  EXPECT_EQ(told(name_keys("\u738b")), "n:\u738b p:wang i:w ");
}

TEST(Question, an_empty_box_asks_nothing) {
  EXPECT_FALSE(read_question(" \u3000 "));
  EXPECT_FALSE(read_question(""));
}

TEST(Question, knows_a_citizen_id_in_wide_digits_and_small_x) {
  EXPECT_EQ(read_question("11010519491231002x")->citizen_id, "11010519491231002X");
  EXPECT_EQ(read_question("\uff11\uff11010519491231002X")->citizen_id, "11010519491231002X");
}

TEST(Question, knows_a_certificate_number_with_its_reissue) {
  EXPECT_EQ(read_question("11010519491231002x42b1")->certificate_number, "11010519491231002X42B1");
}

TEST(Question, four_characters_of_an_id_are_its_end) {
  EXPECT_EQ(read_question("002x")->last_four, "002X");
  EXPECT_EQ(read_question("1234")->last_four, "1234");
  EXPECT_TRUE(read_question("12345")->hopeless);
  EXPECT_TRUE(read_question("12")->hopeless);
}

TEST(Question, letters_are_a_sound_or_initials) {
  const auto question = read_question("Wang Xiao");
  ASSERT_EQ(question->names.size(), 1u);
  EXPECT_EQ(told(question->names[0].keys), "p:wangxiao i:wangxiao ");
}

TEST(Question, characters_with_letters_narrow_each_other) {
  const auto question = read_question("\u738bxm");
  ASSERT_EQ(question->names.size(), 2u);
  EXPECT_EQ(told(question->names[0].keys), "n:\u738b ");
  EXPECT_EQ(told(question->names[1].keys), "p:wangxm i:wxm ");
}

TEST(Question, a_name_may_be_followed_by_the_last_four) {
  const auto question = read_question("\u738b 1234");
  EXPECT_EQ(question->last_four, "1234");
  EXPECT_EQ(told(question->names[0].keys), "n:\u738b ");
}

TEST(Question, nothing_typed_breaks_it) {
  for (const char* typed : {"%", "_", "\\", "a%b", "\u738b%", "()", "\xff\xfe", "1", "x"}) {
    const auto question = read_question(typed);
    ASSERT_TRUE(question) << typed;
    EXPECT_TRUE(question->hopeless || !question->names.empty()) << typed;
  }
  EXPECT_TRUE(read_question("()")->hopeless);
}

}  // namespace
}  // namespace zhulian::registry
