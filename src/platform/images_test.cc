#include "platform/images.h"

#include <gtest/gtest.h>

#include "platform/images_world.h"

namespace zhulian::images {
namespace {

using test::position_text;

// Stripped, and sound: what comes out strips to itself.
std::string stripped(const std::string& bytes) {
  const auto once = without_position(bytes, sniff(bytes).value());
  if (!once) throw std::runtime_error(once.error().code);
  EXPECT_EQ(once->find("POSITION"), std::string::npos);
  EXPECT_EQ(without_position(*once, sniff(bytes).value()).value(), *once);
  return *once;
}
std::string refusal(const std::string& bytes) {
  const auto format = sniff(bytes);
  if (!format) return "unknown";
  const auto once = without_position(bytes, *format);
  return once ? "taken" : once.error().code;
}
bool has(const std::string& bytes, std::string_view part) {
  return bytes.find(part) != std::string::npos;
}

TEST(Position, is_removed_from_a_jpeg_whose_pixels_and_colours_stay) {
  const auto picture = stripped(test::jpeg_with_position());
  EXPECT_TRUE(has(picture, "JFIF"));
  EXPECT_TRUE(has(picture, "ICC_PROFILE"));
  EXPECT_TRUE(has(picture, "Adobe"));
  EXPECT_TRUE(has(picture, std::string_view("ab\xff\0c\xff\xd0"
                                            "d",
                                            8)));
  EXPECT_FALSE(has(picture, "thumb"));
  EXPECT_FALSE(has(picture, "MPF"));
  EXPECT_FALSE(has(picture, "ns.adobe.com"));
  EXPECT_FALSE(has(picture, "film"));
  EXPECT_TRUE(picture.ends_with("\xff\xd9"));
}

TEST(Position, goes_and_the_orientation_stays_in_either_byte_order) {
  for (const bool big_endian : {true, false}) {
    for (int orientation = 2; orientation <= 8; ++orientation) {
      const auto picture = stripped(
          test::jpeg_with_position({.orientation = orientation, .big_endian = big_endian}));
      const auto at = picture.find("Exif");
      ASSERT_NE(at, std::string::npos);
      EXPECT_EQ(picture.substr(at, 38),
                std::string("Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0", 25) +
                    static_cast<char>(orientation) + std::string(6, '\0') +
                    picture.substr(at + 32, 6));
    }
    for (const int senseless : {0, 1, 9, 255})
      EXPECT_FALSE(has(
          stripped(test::jpeg_with_position({.orientation = senseless, .big_endian = big_endian})),
          "Exif"));
  }
}

TEST(Position, is_removed_from_a_png) {
  const auto picture = stripped(test::png_with_position());
  for (const auto* kept : {"IHDR", "gAMA", "IDAT", "pixels", "more", "IEND"})
    EXPECT_TRUE(has(picture, kept)) << kept;
  for (const auto* gone : {"eXIf", "tEXt", "iTXt", "zTXt", "tIME", "prVt"})
    EXPECT_FALSE(has(picture, gone)) << gone;
}

TEST(Position, is_removed_from_a_webp_still_or_moving) {
  const auto still = stripped(test::webp_with_position());
  EXPECT_TRUE(has(still, "pixels!"));
  EXPECT_TRUE(has(still, "ICCP"));
  EXPECT_FALSE(has(still, "EXIF"));
  EXPECT_FALSE(has(still, "XMP "));
  EXPECT_EQ(still[20], '\x20') << "the flags still promise Exif and XMP";
  const auto moving = stripped(test::animation_with_position());
  EXPECT_TRUE(has(moving, "ANMF"));
  EXPECT_TRUE(has(moving, "pixels!"));
  EXPECT_FALSE(has(moving, "prVt"));
}

TEST(Images, cut_anywhere_are_refused_or_still_a_picture) {
  for (const auto& whole : {test::jpeg_with_position(), test::png_with_position(),
                            test::webp_with_position(), test::animation_with_position()}) {
    const auto full = stripped(whole);
    for (std::size_t size = 0; size < full.size(); ++size)
      EXPECT_NE(refusal(full.substr(0, size)), "taken") << size;
  }
}

TEST(Images, with_a_changed_byte_never_break_the_reader) {
  for (const auto& whole : {test::jpeg_with_position(), test::png_with_position(),
                            test::webp_with_position(), test::animation_with_position()}) {
    for (std::size_t i = 0; i < whole.size(); ++i)
      for (const int value : {0, 1, 0x7f, 0x80, 0xff}) {
        auto changed = whole;
        changed[i] = static_cast<char>(value);
        const auto format = sniff(changed);
        if (!format) continue;
        const auto once = without_position(changed, *format);
        if (once) {
          EXPECT_EQ(without_position(*once, *format).value(), *once);
        }
      }
  }
}

TEST(Images, too_large_to_unpack_are_refused) {
  EXPECT_EQ(refusal(test::jpeg_with_position({.width = 60'000, .height = 60'000})),
            "platform.image.too_many_pixels");
  EXPECT_EQ(refusal(test::jpeg_with_position({.width = 0})), "platform.image.damaged");
  const auto png = [](std::uint32_t width, std::uint32_t height) {
    return "\x89PNG\r\n\x1a\n" + test::png_header(width, height) + test::png_chunk("IDAT", "") +
           test::png_chunk("IEND", "");
  };
  EXPECT_EQ(refusal(png(10'000, 10'000)), "taken");
  EXPECT_EQ(refusal(png(10'000, 10'001)), "platform.image.too_many_pixels");
  EXPECT_EQ(refusal(png(0xffffffff, 0xffffffff)), "platform.image.too_many_pixels");
  EXPECT_EQ(refusal(png(0, 1)), "platform.image.damaged");
}

TEST(Images, that_do_not_hold_together_are_refused) {
  const std::string sign = "\x89PNG\r\n\x1a\n";
  const auto end = test::png_chunk("IEND", "");
  const auto pixels = test::png_chunk("IDAT", "x");
  EXPECT_EQ(refusal(sign + test::png_header() + end), "platform.image.damaged");
  EXPECT_EQ(refusal(sign + pixels + end), "platform.image.damaged");
  EXPECT_EQ(refusal(sign + test::png_header() + test::png_header() + pixels + end),
            "platform.image.damaged");
  EXPECT_EQ(refusal(sign + test::png_header() + test::png_chunk("EVIL", "x") + pixels + end),
            "platform.image.damaged");
  auto crc = sign + test::png_header() + pixels + end;
  crc[sign.size() + test::png_header().size() + 8] = 'y';
  EXPECT_EQ(refusal(crc), "platform.image.damaged");
  EXPECT_EQ(refusal("\xff\xd8\xff\xd9"), "platform.image.damaged");
  EXPECT_EQ(refusal("\xff\xd8" + test::jpeg_segment(0xda, "\1\1") + "ab\xff\xd9"),
            "platform.image.damaged");
  EXPECT_EQ(refusal(test::webp(test::webp_chunk("EXIF", "x") + test::webp_pixels())),
            "platform.image.damaged");
  EXPECT_EQ(refusal(test::webp("")), "platform.image.damaged");
}

}  // namespace
}  // namespace zhulian::images
