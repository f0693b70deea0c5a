#include "base/record.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace zhulian {

enum class Mode { home, gather };
constexpr Names<Mode, 2> mode_names{{{{Mode::home, "home"}, {Mode::gather, "gather"}}}};
constexpr const auto& names_of(Mode) {
  return mode_names;
}

struct Wish {
  Id<Wish> id;
  std::string words;
  Mode mode = Mode::home;
  std::optional<Day> due;
  std::vector<std::string> tags;
  record::Patch<std::string> remark;
  std::int64_t stars = 0;
  bool operator==(const Wish&) const = default;
};
ZHULIAN_RECORD(Wish, id, words, mode, due, tags, remark, stars);
constexpr auto record_notes(const Wish*) {
  return std::array{record::Note{.field = "words",
                                 .meaning = "What is asked.",
                                 .max_length = 10,
                                 .min_length = 1,
                                 .privacy = record::Privacy::masked},
                    record::Note{.field = "stars", .minimum = 1, .maximum = 5}};
}

constexpr const char* ramp = "01890a5d-ac96-774b-bcce-b302099a8057";

TEST(Records, come_back_from_json_as_they_went) {
  Wish wish{.id = {ramp},
            .words = "a ramp",
            .mode = Mode::gather,
            .due = parse_day("2026-11-05"),
            .tags = {"door"},
            .remark = {.present = true, .value = "soon"},
            .stars = 3};
  const auto again = record::read<Wish>(record::to_json(wish));
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, wish);
}

TEST(Records, every_fault_is_told_with_its_path) {
  const auto wish = record::read<Wish>(boost::json::parse(
      R"({"id":"x","words":"far too long for this","mode":"fly","due":"2026-02-30",
          "tags":["a",2],"stars":9,"extra":1})"));
  ASSERT_FALSE(wish);
  std::map<std::string, std::string> found{{wish.error().field, wish.error().code}};
  for (const auto& other : wish.error().others) found[other.field] = other.code;
  const std::map<std::string, std::string> expected{
      {"/id", "json.not_an_id"},         {"/words", "json.too_long"},
      {"/mode", "json.unknown_word"},    {"/due", "json.not_a_day"},
      {"/tags/1", "json.expected_text"}, {"/stars", "json.number_too_large"},
      {"/extra", "json.unknown_field"}};
  EXPECT_EQ(found, expected);
}

TEST(Records, null_and_missing_differ_only_in_a_patch) {
  const auto missing = record::read<Wish>(boost::json::parse(
      std::string(R"({"id":")") + ramp + R"(","words":"w","mode":"home","stars":1})"));
  const auto null = record::read<Wish>(
      boost::json::parse(std::string(R"({"id":")") + ramp +
                         R"(","words":"w","mode":"home","stars":1,"remark":null,"due":null})"));
  ASSERT_TRUE(missing && null);
  EXPECT_FALSE(missing->remark.present);
  EXPECT_TRUE(null->remark.present);
  EXPECT_FALSE(null->remark.value);
}

TEST(Records, a_query_string_is_read_by_the_same_description) {
  const auto wish =
      record::read<Wish>(boost::json::parse(std::string(R"({"id":")") + ramp +
                                            R"(","words":"w","mode":"home","stars":"4"})"),
                         record::Source::text);
  ASSERT_TRUE(wish);
  EXPECT_EQ(wish->stars, 4);
}

TEST(Records, a_masked_field_does_not_show_in_a_diff) {
  Wish before{.id = {ramp}, .words = "a", .stars = 1};
  Wish after = before;
  after.words = "b";
  after.stars = 2;
  const auto changes = record::diff(before, after);
  EXPECT_EQ(changes.at("words"), "changed");
  EXPECT_EQ(changes.at("stars").as_array().at(1), 2);
  EXPECT_EQ(changes.size(), 2U);
}

TEST(Records, the_schema_says_what_the_reader_holds_to) {
  record::Schemas schemas;
  const auto reference = record::schema<Wish>(schemas);
  EXPECT_EQ(reference.at("$ref"), "#/components/schemas/Wish");
  const auto& wish = schemas.named.at("Wish").as_object();
  EXPECT_EQ(wish.at("properties").at("words").at("maxLength"), 10);
  EXPECT_EQ(wish.at("properties").at("mode").at("enum").as_array().size(), 2U);
}

TEST(Texts, are_normalised_as_offices_write_them) {
  EXPECT_EQ(text::normalise("\u3000\uff14\uff12\uff11\u200b \u00a0x "), "421 x");
  EXPECT_EQ(text::length("\u738b\u5c0f\u660e"), 3U);
  EXPECT_TRUE(text::is_blank("\u3000 \t"));
  EXPECT_EQ(text::mask_name("\u738b\u5c0f\u660e"), "\u738b**");
  EXPECT_EQ(text::mask_all_but_last("421199195507120871", 4), "**************0871");
  EXPECT_EQ(text::tail("\u738b\u5c0f\u660e", 2), "\u5c0f\u660e");
}

TEST(Texts, names_sound_as_surnames_do) {
  EXPECT_EQ(text::sound_of("\u738b\u5c0f\u660e").pinyin, "wangxiaoming");
  EXPECT_EQ(text::sound_of("\u738b\u5c0f\u660e").initials, "wxm");
  EXPECT_EQ(text::sound_of("\u66fe\u8fdc\u4e3d").pinyin, "zengyuanli");  // Not "ceng".
  EXPECT_LT(text::sort_key("\u5b89"), text::sort_key("\u738b"));
}

}  // namespace zhulian
