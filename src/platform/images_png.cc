// PNG (ISO/IEC 15948, W3C PNG 3rd edition): a signature, then chunks with their check sums.
#include <algorithm>
#include <array>

#include "platform/images_inside.h"

namespace zhulian::images {
namespace {

// Pixels, their colours and the steps of an animation. Texts, times and Exif are not among them.
constexpr std::array<std::string_view, 18> kept_chunks{
    "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP",
    "sBIT", "bKGD", "hIST", "pHYs", "cICP", "mDCV", "acTL", "fcTL", "fdAT"};

constexpr std::array<std::uint32_t, 256> crc_table = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t n = 0; n < 256; ++n) {
    std::uint32_t c = n;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1) ? 0xedb88320U ^ (c >> 1) : c >> 1;
    table[n] = c;
  }
  return table;
}();

std::uint32_t crc(std::string_view bytes) {
  std::uint32_t c = ~0U;
  for (const char byte : bytes)
    c = crc_table[(c ^ static_cast<unsigned char>(byte)) & 0xff] ^ (c >> 8);
  return ~c;
}

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

}  // namespace

Result<std::string> strip_png(std::string_view bytes) {
  std::string picture(bytes.substr(0, 8));
  std::size_t at = 8;
  bool header = false;
  bool pixels = false;
  for (;;) {
    if (bytes.size() - at < 12) return damaged();
    const std::size_t length = big32(bytes, at);
    if (length > bytes.size() - at - 12) return damaged();
    const auto name = bytes.substr(at + 4, 4);
    if (!std::ranges::all_of(name, is_letter)) return damaged();
    if (crc(bytes.substr(at + 4, 4 + length)) != big32(bytes, at + 8 + length)) return damaged();
    if (header == (name == "IHDR")) return damaged();  // First, and only once.
    if (name == "IHDR") {
      if (length != 13) return damaged();
      TRY(check_size(big32(bytes, at + 8), big32(bytes, at + 12)));
      header = true;
    }
    pixels |= name == "IDAT";
    if (name == "IEND" && (length != 0 || !pixels)) return damaged();

    const bool kept = std::ranges::find(kept_chunks, name) != kept_chunks.end();
    const bool critical = name[0] >= 'A' && name[0] <= 'Z';
    if (critical && !kept) return damaged();
    if (kept) picture += bytes.substr(at, 12 + length);
    if (name == "IEND") return picture;
    at += 12 + length;
  }
}

}  // namespace zhulian::images
