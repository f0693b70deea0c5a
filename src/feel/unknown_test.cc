// What nobody told is carried through expressions; null is not.
#include <gtest/gtest.h>

#include "feel/interpreter.h"

namespace zhulian::feel {
namespace {

std::string worth(std::string_view text) {
  const Context names{{"u", Value::unknown()}, {"n", Value()}, {"t", Value(true)}};
  const auto parsed = parse(text, Names::of(names));
  if (!parsed) return parsed.error().code;
  const Limits limits;
  Interpreter in(limits);
  in.heeds_unknown = true;
  const Value value = in.evaluate(parsed->root(), Scope{.context = &names});
  return value.is_unknown() ? "?" : *to_text(value);
}

TEST(Unknown, is_null_to_whoever_does_not_ask) {
  EXPECT_TRUE(Value::unknown().is_null());
  EXPECT_EQ(Value::unknown().kind(), Kind::null);
  EXPECT_EQ(Value(List{Value::unknown()}).depth(), 1);
  EXPECT_FALSE(Value().is_unknown());
}

TEST(Unknown, makes_comparisons_and_sums_unknown_where_null_does_not) {
  EXPECT_EQ(worth("n = 1"), "false");
  EXPECT_EQ(worth("u = 1"), "?");
  EXPECT_EQ(worth("u = null"), "?");
  EXPECT_EQ(worth("u != 1"), "?");
  EXPECT_EQ(worth("u + 1 > 2"), "?");
  EXPECT_EQ(worth("u between 1 and 2"), "?");
  EXPECT_EQ(worth("u in (1, 2)"), "?");
  EXPECT_EQ(worth("1 in (1, u)"), "?");
  EXPECT_EQ(worth("not(u)"), "?");
  EXPECT_EQ(worth("list contains([1], u)"), "?");
  EXPECT_EQ(worth("u.year"), "?");
  EXPECT_EQ(worth("u instance of number"), "?");
}

TEST(Unknown, is_settled_by_and_or_and_if) {
  EXPECT_EQ(worth("u and false"), "false");
  EXPECT_EQ(worth("u and t"), "?");
  EXPECT_EQ(worth("u or t"), "true");
  EXPECT_EQ(worth("n and u"), "?");
  EXPECT_EQ(worth("if u then 1 else 1"), "1");
  EXPECT_EQ(worth("if u then 1 else 2"), "?");
  EXPECT_EQ(worth("if t then 1 else u"), "1");
  EXPECT_EQ(worth("all([u, false])"), "false");
  EXPECT_EQ(worth("any([u, false])"), "?");
  EXPECT_EQ(worth("some x in [u, 1] satisfies x = 1"), "true");
  EXPECT_EQ(worth("some x in [u, 2] satisfies x = 1"), "?");
  EXPECT_EQ(worth("every x in u satisfies x"), "?");
}

}  // namespace
}  // namespace zhulian::feel
