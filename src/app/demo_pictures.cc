#include "app/demo_pictures.h"

#include <array>
#include <string_view>
#include <vector>

namespace zhulian::app::sample {
namespace {

constexpr int width = 240;
constexpr int height = 180;

// What stands where in the palette.
enum Colour : unsigned char { paper, wall, floor, wood, metal, dark, light, leaf, ink };
constexpr std::array<std::array<unsigned char, 3>, 9> palette{{{250, 248, 242},
                                                               {214, 222, 226},
                                                               {178, 160, 140},
                                                               {160, 106, 66},
                                                               {120, 132, 140},
                                                               {62, 70, 78},
                                                               {248, 214, 110},
                                                               {96, 150, 96},
                                                               {30, 34, 40}}};

// Five by seven dots, a row a number.
struct Glyph {
  char letter;
  std::array<unsigned char, 7> rows;
};
constexpr std::array<Glyph, 18> glyphs{{
    {'S', {0x0f, 0x10, 0x10, 0x0e, 0x01, 0x01, 0x1e}},
    {'Y', {0x11, 0x11, 0x0a, 0x04, 0x04, 0x04, 0x04}},
    {'N', {0x11, 0x19, 0x15, 0x13, 0x11, 0x11, 0x11}},
    {'T', {0x1f, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04}},
    {'H', {0x11, 0x11, 0x11, 0x1f, 0x11, 0x11, 0x11}},
    {'E', {0x1f, 0x10, 0x10, 0x1e, 0x10, 0x10, 0x1f}},
    {'I', {0x0e, 0x04, 0x04, 0x04, 0x04, 0x04, 0x0e}},
    {'C', {0x0e, 0x11, 0x10, 0x10, 0x10, 0x11, 0x0e}},
    {'0', {0x0e, 0x11, 0x13, 0x15, 0x19, 0x11, 0x0e}},
    {'1', {0x04, 0x0c, 0x04, 0x04, 0x04, 0x04, 0x0e}},
    {'2', {0x0e, 0x11, 0x01, 0x06, 0x08, 0x10, 0x1f}},
    {'3', {0x1e, 0x01, 0x01, 0x0e, 0x01, 0x01, 0x1e}},
    {'4', {0x02, 0x06, 0x0a, 0x12, 0x1f, 0x02, 0x02}},
    {'5', {0x1f, 0x10, 0x1e, 0x01, 0x01, 0x11, 0x0e}},
    {'6', {0x06, 0x08, 0x10, 0x1e, 0x11, 0x11, 0x0e}},
    {'7', {0x1f, 0x01, 0x02, 0x04, 0x08, 0x08, 0x08}},
    {'8', {0x0e, 0x11, 0x11, 0x0e, 0x11, 0x11, 0x0e}},
    {'9', {0x0e, 0x11, 0x11, 0x0f, 0x01, 0x02, 0x0c}},
}};

class Canvas {
 public:
  void dot(int x, int y, Colour colour) {
    if (x >= 0 && x < width && y >= 0 && y < height)
      dots_[static_cast<std::size_t>(y * width + x)] = colour;
  }
  void box(int x, int y, int w, int h, Colour colour) {
    for (int row = y; row < y + h; ++row)
      for (int column = x; column < x + w; ++column) dot(column, row, colour);
  }
  // Rises from the left by `rise` dots over its width.
  void slope(int x, int y, int w, int rise, int thick, Colour colour) {
    for (int column = 0; column < w; ++column)
      box(x + column, y - rise * column / w, 1, thick, colour);
  }
  void disc(int x, int y, int radius, Colour colour) {
    for (int dy = -radius; dy <= radius; ++dy)
      for (int dx = -radius; dx <= radius; ++dx)
        if (dx * dx + dy * dy <= radius * radius) dot(x + dx, y + dy, colour);
  }
  void text(int x, int y, std::string_view words, Colour colour) {
    for (const char letter : words) {
      for (const Glyph& glyph : glyphs)
        if (glyph.letter == letter)
          for (int row = 0; row < 7; ++row)
            for (int bit = 0; bit < 5; ++bit)
              if (glyph.rows[static_cast<std::size_t>(row)] >> (4 - bit) & 1)
                box(x + bit * 2, y + row * 2, 2, 2, colour);
      x += 12;
    }
  }
  // Rows as PNG wants them: a filter byte, then two dots a byte.
  std::string rows() const {
    std::string bytes;
    for (std::size_t y = 0; y < height; ++y) {
      bytes += '\0';
      for (std::size_t x = 0; x < width; x += 2)
        bytes += static_cast<char>(dots_[y * width + x] << 4 | dots_[y * width + x + 1]);
    }
    return bytes;
  }

 private:
  std::vector<unsigned char> dots_ = std::vector<unsigned char>(width * height, paper);
};

std::string big(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xff);
  return bytes;
}

std::string chunk(std::string_view name, const std::string& body) {
  std::uint32_t crc = ~0U;
  for (const char byte : std::string(name) + body) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) ? 0xedb88320U ^ (crc >> 1) : crc >> 1;
  }
  return big(static_cast<std::uint32_t>(body.size())) + std::string(name) + body + big(~crc);
}

// zlib (RFC 1950) with stored blocks (RFC 1951 section 3.2.4): nothing to get wrong.
std::string stored(const std::string& bytes) {
  constexpr std::size_t block_max = 65535;
  std::string zlib = "\x78\x01";
  for (std::size_t at = 0; at < bytes.size(); at += block_max) {
    const std::string block = bytes.substr(at, block_max);
    const auto size = static_cast<unsigned>(block.size());
    zlib += at + block_max >= bytes.size() ? '\1' : '\0';
    for (const unsigned part : {size & 0xff, size >> 8, ~size & 0xff, ~size >> 8 & 0xff})
      zlib += static_cast<char>(part);
    zlib += block;
  }
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const char byte : bytes) {
    a = (a + static_cast<unsigned char>(byte)) % 65521;
    b = (b + a) % 65521;
  }
  return zlib + big(b << 16 | a);
}

void draw_ramp(Canvas& canvas, int shift) {
  canvas.box(150, 40, 60, 90, wall);
  canvas.box(165 + shift, 60, 30, 70, wood);
  canvas.slope(30, 130, 120, 20 + shift, 26, floor);
  canvas.slope(30, 95, 120, 20 + shift, 4, metal);
  for (int x = 35; x < 150; x += 28)
    canvas.slope(x, 98 - (20 + shift) * (x - 30) / 120, 4, 0, 34, metal);
}

void draw_door(Canvas& canvas, int shift) {
  canvas.box(85, 30, 70, 110, wood);
  canvas.disc(145, 90, 4, metal);
  canvas.disc(185 + shift, 75, 12, light);
  canvas.disc(185 + shift, 75, 6, dark);
  canvas.box(60, 140, 130, 6, dark);
}

void draw_lamp(Canvas& canvas, int shift) {
  canvas.box(40, 110, 160, 8, wood);
  canvas.box(50, 118, 8, 30, wood);
  canvas.box(182, 118, 8, 30, wood);
  canvas.box(118, 0, 3, 30 + shift, dark);
  canvas.disc(119, 40 + shift, 16, light);
  canvas.disc(70, 98, 12, leaf);
}

}  // namespace

std::string draw_picture(std::uint64_t number) {
  Canvas canvas;
  canvas.box(0, 0, width, 128, paper);
  canvas.box(0, 128, width, 24, wall);
  const int shift = static_cast<int>(number / 3 % 10);
  if (number % 3 == 0) draw_ramp(canvas, shift);
  if (number % 3 == 1) draw_door(canvas, shift);
  if (number % 3 == 2) draw_lamp(canvas, shift);
  canvas.box(0, 152, width, 28, paper);
  std::string digits = std::to_string(number % 100000);
  canvas.text(16, 159, "SYNTHETIC " + std::string(5 - digits.size(), '0') + digits, ink);

  std::string colours;
  for (const auto& colour : palette)
    for (const unsigned char part : colour) colours += static_cast<char>(part);
  const std::string header =
      big(width) + big(height) + std::string("\x04\x03\0\0\0", 5);  // 4 bits, with a palette.
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", header) + chunk("PLTE", colours) +
         chunk("IDAT", stored(canvas.rows())) + chunk("IEND", "");
}

}  // namespace zhulian::app::sample
