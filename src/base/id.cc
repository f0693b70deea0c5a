#include "base/id.h"

#include <array>
#include <cstdint>
#include <stdexcept>

#include <sys/random.h>

namespace zhulian {

std::string new_uuid(Instant now) {
  std::array<unsigned char, 16> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    throw std::runtime_error("the system gives no random numbers");
  auto ms = static_cast<std::uint64_t>(number(now));
  for (int i = 5; i >= 0; --i, ms >>= 8) bytes[static_cast<std::size_t>(i)] = ms & 0xff;
  bytes[6] = static_cast<unsigned char>(0x70 | (bytes[6] & 0x0f));  // Version 7.
  bytes[8] = static_cast<unsigned char>(0x80 | (bytes[8] & 0x3f));  // Variant 10.
  constexpr std::string_view hex = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += hex[bytes[i] >> 4];
    text += hex[bytes[i] & 15];
  }
  return text;
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return text[14] >= '1' && text[14] <= '8';
}

}  // namespace zhulian
