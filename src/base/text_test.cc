#include "base/text.h"

#include <memory>
#include <random>

#include <gtest/gtest.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

namespace zhulian::text {
namespace {

// What ICU says of a whole name, with nothing remembered.
std::string whole(const icu::UnicodeString& name) {
  UErrorCode code = U_ZERO_ERROR;
  thread_local const std::unique_ptr<icu::Transliterator> it(icu::Transliterator::createInstance(
      "Han-Latin/Names; Latin-ASCII; Lower", UTRANS_FORWARD, code));
  auto text = name;
  it->transliterate(text);
  std::string utf8;
  std::string pinyin;
  for (const char c : text.toUTF8String(utf8))
    if (c >= 'a' && c <= 'z') pinyin += c;  // A character without a reading stays itself.
  return pinyin;
}

std::string utf8_of(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

TEST(Sounds, what_is_remembered_of_a_character_is_what_the_whole_name_says) {
  std::mt19937 random(20261122);
  std::uniform_int_distribution<UChar32> any(0x4E00, 0x9FA5);
  const std::u16string special =
      u"\u4ee4\u72d0\u4e07\u4fdf\u6fb9\u53f0\u957f\u5b59\u66fe\u5355\u4efb\u91cd\u89e3\u67e5";
  std::uniform_int_distribution<std::size_t> one_of(0, special.size() - 1);
  for (int i = 0; i < 1500; ++i) {
    icu::UnicodeString name;
    for (int length = 1 + i % 4; length > 0; --length)
      name.append(random() % 3 == 0 ? UChar32{special[one_of(random)]} : any(random));
    EXPECT_EQ(sound_of(utf8_of(name)).pinyin, whole(name)) << utf8_of(name);
  }
}

TEST(Sounds, a_surname_sounds_as_a_surname_and_only_in_its_place) {
  EXPECT_EQ(sound_of("\u5355\u96c4\u4fe1").pinyin, "shanxiongxin");
  EXPECT_EQ(sound_of("\u738b\u5355").pinyin, "wangdan");
  EXPECT_EQ(sound_of("\u957f\u5b59\u660e").initials, "zsm");
  EXPECT_EQ(sound_of("\u738b\u5c0f\u660e").syllables,
            (std::vector<std::string>{"wang", "xiao", "ming"}));
  EXPECT_EQ(sound_of("").pinyin, "");
}

TEST(Sounds, a_name_of_other_letters_keeps_them) {
  EXPECT_EQ(sound_of("Li A\u5c0f").pinyin, "liaxiao");
  EXPECT_EQ(sound_of("Maria\u00b7Jos\u00e9").syllables,
            (std::vector<std::string>{"maria", "jose"}));
}

TEST(Texts, as_offices_type_them_become_comparable) {
  EXPECT_EQ(normalise("  a \t b\u3000\u00a0c\r\n"), "a b c");
  EXPECT_EQ(normalise("\uff14\uff12\uff11\uff38\uff08\uff21\uff09"), "421X(A)");
  EXPECT_EQ(normalise("\ufeff\u200b\u5f20\u200d\u4e09\u200e\x01"), "\u5f20\u4e09");
  EXPECT_EQ(normalise("\uf9fa"), "\u72c0") << "a compatibility ideograph becomes the common one";
  EXPECT_EQ(normalise("\u3000"), "");
  EXPECT_EQ(normalise("a\xFF z"), "a\uFFFD z");
  EXPECT_EQ(squeeze(" \u5f20\u3000\u4e09 "), "\u5f20\u4e09");
  EXPECT_EQ(squeeze("4211 9919\u00a071"), "4211991971");
  EXPECT_EQ(normalise(normalise("\uff21 \u200b b")), normalise("\uff21 \u200b b"));
}

}  // namespace
}  // namespace zhulian::text
