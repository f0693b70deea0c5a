#include "needs/words.h"

#include <gtest/gtest.h>

namespace zhulian::needs {

TEST(Words, blanks_at_the_ends_go_and_lines_inside_stay) {
  EXPECT_EQ(trimmed(" \n a\nb\t"), "a\nb");
  EXPECT_EQ(trimmed("\u3000\u5761\u9053\u3000"), "\u5761\u9053");
  EXPECT_EQ(trimmed(" \u200b "), "");
  EXPECT_EQ(trimmed(""), "");
}

TEST(Words, a_length_is_counted_in_characters) {
  Faults faults;
  check_length(faults, "\u5761\u9053", "/words", 2, 2);
  EXPECT_TRUE(std::move(faults).verdict());
  Faults short_of;
  check_length(short_of, "\u5761", "/words", 2, 5);
  check_length(short_of, "123456", "/title", 2, 5);
  check_length(short_of, "  ", "/scope", 2, 5);
  const auto verdict = std::move(short_of).verdict();
  ASSERT_FALSE(verdict);
  EXPECT_EQ(verdict.error().code, "needs.words.too_short");
  ASSERT_EQ(verdict.error().others.size(), 2U);
  EXPECT_EQ(verdict.error().others[0].code, "needs.words.too_long");
  EXPECT_EQ(verdict.error().others[1].code, "needs.words.empty");
}

TEST(Words, a_mobile_number_is_seen_however_it_is_written) {
  for (const char* words :
       {"13800138000", "call 13800138000.", "138 0013 8000", "138-0013-8000", "+8613800138000",
        "86-13800138000", "\uff11\uff13\uff18\uff10\uff10\uff11\uff13\uff18\uff10\uff10\uff10",
        "\u7535\u8bdd13800138000\u5f20"})
    EXPECT_TRUE(has_phone(words)) << words;
}

TEST(Words, days_prices_and_codes_are_no_mobile_number) {
  for (const char* words : {"2026-11-05 2026-12-05", "10-05 2026-10-1", "421102001015",
                            "1380013800", "138001380001", "room 3-201", ""})
    EXPECT_FALSE(has_phone(words)) << words;
}

TEST(Words, a_citizen_id_is_seen_however_it_is_written) {
  for (const char* words : {"421199197005010011", "id 42119919700501001X!", "421199 19700501 0011",
                            "421199 1970 0501 0011", "42119919700501001142", "421199700501001"})
    EXPECT_TRUE(has_citizen_number(words)) << words;
  for (const char* words : {"421102001015", "2026-11-05 2026-12-05", "12345678901234"})
    EXPECT_FALSE(has_citizen_number(words)) << words;
}

}  // namespace zhulian::needs
