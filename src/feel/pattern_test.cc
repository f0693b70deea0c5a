#include "feel/pattern.h"

#include <gtest/gtest.h>

#include "feel/feel.h"

namespace zhulian::feel {
namespace {

std::string answer(const std::string& text, const Limits& limits = {}) {
  const auto parsed = parse(text);
  if (!parsed) return parsed.error().code;
  return to_text(evaluate(*parsed, {}, limits).value).value_or("too long");
}

std::string matched(const std::string& text, const std::string& pattern,
                    const std::string& flags = "") {
  const auto parsed = parse("matches(t, p, f)", Names::of({{"t", {}}, {"p", {}}, {"f", {}}}));
  if (!parsed) return parsed.error().code;
  return to_text(evaluate(*parsed, {{"t", text}, {"p", pattern}, {"f", flags}}).value).value();
}

TEST(Pattern, anchors_and_dots_are_those_of_xpath) {
  EXPECT_EQ(matched("ab\n", "b$"), "false");
  EXPECT_EQ(matched("a\nb", "^b"), "false");
  EXPECT_EQ(matched("a\nb", "^b", "m"), "true");
  EXPECT_EQ(matched("a\nb", "a$", "m"), "true");
  EXPECT_EQ(matched("a\rb", "a.b"), "false");
  EXPECT_EQ(matched("a\rb", "a.b", "s"), "true");
  EXPECT_EQ(matched("\nabcd\ndefg\n", "^$", "m"), "true");
  EXPECT_EQ(matched("abcd\ndefg\n", "^$", "m"), "false");
}

TEST(Pattern, blanks_may_stand_anywhere_but_in_classes) {
  EXPECT_EQ(matched("hello world", "hello\\ sworld", "x"), "true");
  EXPECT_EQ(matched("hello world", " hello[ ]world", "x"), "true");
  EXPECT_EQ(matched("hello world", "hello world", "x"), "false");
  EXPECT_EQ(matched("hello world", "\\p{ I s B a s i c L a t i n }+", "x"), "true");
  EXPECT_EQ(matched("hello world", "\\p{ IsBasicLatin}+"), "null");
}

TEST(Pattern, classes_subtract_and_know_no_case_when_told) {
  EXPECT_EQ(matched("e", "^[a-z-[aeiou]]$"), "false");
  EXPECT_EQ(matched("f", "^[a-z-[aeiou]]$"), "true");
  EXPECT_EQ(matched("x", "[A-Z-[OI]]", "i"), "true");
  EXPECT_EQ(matched("o", "[A-Z-[OI]]", "i"), "false");
  EXPECT_EQ(matched("q", "[^Q]", "i"), "false");
  EXPECT_EQ(matched("\xE2\x84\xAA", "k", "i"), "true");
  EXPECT_EQ(matched("5-.", "^[0-9-.]*$"), "true");
  EXPECT_EQ(matched("]", "[\\]]"), "true");
  EXPECT_EQ(matched("_", "\\w"), "false");
  EXPECT_EQ(matched("+", "\\w"), "true");
  EXPECT_EQ(matched("\xC2\xA0", "\\s"), "false");
}

TEST(Pattern, what_xpath_does_not_know_is_null) {
  for (const std::string pattern :
       {"(?=a)",   "(?<n>a)",    "\\bword", "a*+",    "a**",    "*a",       "(a",
        "a)",      "[",          "[]",      "[a",     "a{2,1}", "a{",       "}",
        "]",       "\\",         "\\0",     "\\1",    "(a\\1)", "(a)[\\1]", "[z-a]",
        "\\p{Xx}", "\\p{IsNo!}", "\\p{Is}", "[a[b]]", "\\u0041"})
    EXPECT_EQ(matched("a", pattern), "null") << pattern;
  for (const std::string flags : {"p", " ", "X", "ii\xC3\xA9"})
    EXPECT_EQ(matched("a", "a", flags), "null") << flags;
}

TEST(Pattern, references_go_back_to_closed_groups) {
  EXPECT_EQ(matched("abab", "^(ab)\\1$"), "true");
  EXPECT_EQ(matched("aA", "(a)\\1", "i"), "true");
  EXPECT_EQ(matched("aa1", "^(a)\\11$"), "true");
  EXPECT_EQ(matched("x[y-z]", "x[y-z]", "q"), "true");
  EXPECT_EQ(matched("x[Y-z]", "X[y-Z]", "qi"), "true");
}

TEST(Pattern, replaces_as_xpath_does) {
  EXPECT_EQ(answer("replace(\"abcd\", \"(ab)|(a)\", \"[1=$1][2=$2]\")"), "[1=ab][2=]cd");
  EXPECT_EQ(answer("replace(\"abc\", \"b\", \"\\\\$1\")"), "a$1c");
  EXPECT_EQ(answer("replace(\"abc\", \"(b)\", \"$12\")"), "ab2c");
  EXPECT_EQ(answer("replace(\"abc\", \"b\", \"$7\")"), "ac");
  EXPECT_EQ(answer("replace(\"a.c\", \".\", \"$1\", \"q\")"), "a$1c");
  EXPECT_EQ(answer("replace(\"abc\", \"x*\", \"-\")"), "null");
  EXPECT_EQ(answer("replace(\"abc\", \"b\", \"$\")"), "null");
  EXPECT_EQ(answer("replace(\"abc\", \"b\", \"\\\\\")"), "null");
}

TEST(Pattern, splits_and_keeps_empty_parts) {
  EXPECT_EQ(answer("split(\"a;b;;\", \";\")"), "[\"a\", \"b\", \"\", \"\"]");
  EXPECT_EQ(answer("split(\"abc\", \"x*\")"), "null");
}

TEST(Pattern, one_made_to_explode_ends_with_the_steps) {
  const std::string as(40, 'a');
  const auto started = std::chrono::steady_clock::now();
  for (const std::string pattern :
       {"^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(.*)*x(.*)*y", "^(([a-z])+.)+[A-Z]$"})
    EXPECT_EQ(answer("matches(\"" + as + "!\", \"" + pattern + "\")"), "null") << pattern;
  EXPECT_EQ(answer("for i in 1..1000 return matches(\"" + as + "!\", \"^(a+)+$\")"), "null");
  const std::string long_text(200'000, 'a');
  EXPECT_EQ(answer("matches(\"" + long_text + "\", \"a*a*a*b\")"), "null");
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(30));
}

}  // namespace
}  // namespace zhulian::feel
