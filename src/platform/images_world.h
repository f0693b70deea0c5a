// Pictures for tests: sound in structure, full of places and names.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace zhulian::test {

inline constexpr std::string_view position_text = "POSITION 30.44N 114.87E";

inline std::string big(std::uint32_t number, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text += static_cast<char>(number >> (8 * i) & 0xff);
  return text;
}
inline std::string little(std::uint32_t number, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(number >> (8 * i) & 0xff);
  return text;
}

inline std::string jpeg_segment(int marker, const std::string& body) {
  return std::string("\xff") + static_cast<char>(marker) +
         big(static_cast<std::uint32_t>(body.size() + 2), 2) + body;
}

// An Exif block of either byte order with an orientation, and a position behind it.
inline std::string exif(int orientation, bool big_endian) {
  const auto number = [&](std::uint32_t n, int bytes) {
    return big_endian ? big(n, bytes) : little(n, bytes);
  };
  return std::string("Exif\0\0", 6) + (big_endian ? "MM" : "II") + number(42, 2) + number(8, 4) +
         number(2, 2) +                                                    //
         number(0x010f, 2) + number(2, 2) + number(4, 4) + "abc" + '\0' +  // Maker.
         number(0x0112, 2) + number(3, 2) + number(1, 4) +
         number(static_cast<std::uint32_t>(orientation), 2) + std::string(2, '\0') + number(0, 4) +
         std::string(position_text);
}

struct Jpeg {
  int orientation = 6;
  bool big_endian = true;
  int width = 4000;
  int height = 3000;
};
inline std::string jpeg_with_position(const Jpeg& jpeg = {}) {
  const std::string text(position_text);
  std::string scan = "ab";
  scan += std::string(
      "\xff\0c\xff\xd0"
      "d",
      6);  // A stuffed byte and a restart marker.
  return "\xff\xd8" +
         jpeg_segment(0xe0, std::string("JFIF\0\1\1\0\0\1\0\1\1\1", 14) + "thumb" + text) +
         jpeg_segment(0xe1, exif(jpeg.orientation, jpeg.big_endian)) +
         jpeg_segment(0xe1, std::string("http://ns.adobe.com/xap/1.0/\0", 29) + text) +
         jpeg_segment(0xe2, std::string("ICC_PROFILE\0\1\1profile", 21)) +
         jpeg_segment(0xe2, std::string("MPF\0", 4) + text) +
         jpeg_segment(0xed, "Photoshop 3.0" + text) +
         jpeg_segment(0xee, std::string("Adobe\0\x64\0\0\0\0\1", 12)) + jpeg_segment(0xfe, text) +
         jpeg_segment(0xdb, std::string(65, 'q')) +
         jpeg_segment(0xc2, "\x08" + big(static_cast<std::uint32_t>(jpeg.height), 2) +
                                big(static_cast<std::uint32_t>(jpeg.width), 2) + "\1\1\x11" +
                                std::string(1, '\0')) +
         jpeg_segment(0xc4, std::string(20, 'h')) + jpeg_segment(0xda, "\1\1") + scan +
         jpeg_segment(0xfe, text) + "\xff" + jpeg_segment(0xda, "\1\1") + scan + "\xff\xd9" +
         "a film behind the picture" + text;
}

inline std::string png_chunk(const std::string& name, const std::string& body) {
  std::uint32_t crc = ~0U;
  for (const char byte : name + body) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) ? 0xedb88320U ^ (crc >> 1) : crc >> 1;
  }
  return big(static_cast<std::uint32_t>(body.size()), 4) + name + body + big(~crc, 4);
}
inline std::string png_header(std::uint32_t width = 100, std::uint32_t height = 100) {
  return png_chunk("IHDR", big(width, 4) + big(height, 4) + std::string("\x08\2\0\0\0", 5));
}
inline std::string png_with_position() {
  const std::string text(position_text);
  return "\x89PNG\r\n\x1a\n" + png_header() + png_chunk("gAMA", "1234") + png_chunk("eXIf", text) +
         png_chunk("tEXt", text) + png_chunk("iTXt", text) + png_chunk("zTXt", text) +
         png_chunk("tIME", "1234567") + png_chunk("prVt", text) + png_chunk("IDAT", "pixels") +
         png_chunk("IDAT", "more") + png_chunk("tEXt", text) + png_chunk("IEND", "") + text;
}

inline std::string webp_chunk(const std::string& name, const std::string& body) {
  return name + little(static_cast<std::uint32_t>(body.size()), 4) + body +
         (body.size() % 2 == 1 ? std::string(1, '\0') : "");
}
inline std::string webp(const std::string& chunks) {
  return "RIFF" + little(static_cast<std::uint32_t>(chunks.size() + 4), 4) + "WEBP" + chunks;
}
inline std::string webp_pixels() {
  return webp_chunk("VP8L", std::string("\x2f\x63\xc0\x18\x00pixels!", 12));
}
inline std::string webp_with_position() {
  const std::string text(position_text);
  return webp(webp_chunk("VP8X", std::string("\x2c\0\0\0\x63\0\0\x63\0\0", 10)) +
              webp_chunk("ICCP", "profile") + webp_pixels() + webp_chunk("EXIF", text) +
              webp_chunk("XMP ", text) + webp_chunk("prVt", text)) +
         text;
}
inline std::string animation_with_position() {
  const std::string text(position_text);
  return webp(webp_chunk("VP8X", std::string("\x0e\0\0\0\x63\0\0\x63\0\0", 10)) +
              webp_chunk("ANIM", "123456") +
              webp_chunk("ANMF", std::string(16, '\1') + webp_chunk("ALPH", "a") + webp_pixels() +
                                     webp_chunk("prVt", text)) +
              webp_chunk("EXIF", text));
}

}  // namespace zhulian::test
