#include "base/id.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <stdexcept>

#include <sys/random.h>

namespace zhulian {

namespace {

constexpr std::uint32_t count_end = 1U << 26;

// The place of the next id among those of one instant. Past the end it begins again: 33 million
// ids of one instant are the order's limit, not that of their difference.
std::uint32_t next_count(Instant now, std::uint32_t random) {
  thread_local Instant last = Instant::min();
  thread_local std::uint32_t count = 0;
  count = now == last ? (count + 1) % count_end : random % (count_end / 2);
  last = now;
  return count;
}

// Random bytes, asked of the system for many ids at once.
std::array<unsigned char, 16> random_bytes() {
  constexpr std::size_t ids_at_once = 16;  // A request for 256 bytes is never cut short.
  thread_local std::array<std::array<unsigned char, 16>, ids_at_once> stock;
  thread_local std::size_t left = 0;
  if (left == 0) {
    if (getrandom(stock.data(), sizeof stock, 0) != static_cast<ssize_t>(sizeof stock))
      throw std::runtime_error("the system gives no random numbers");
    left = stock.size();
  }
  return stock[--left];
}

}  // namespace

std::string new_uuid(Instant now) {
  std::array<unsigned char, 16> bytes = random_bytes();
  std::uint32_t random = 0;
  std::memcpy(&random, bytes.data(), sizeof random);
  auto ms = static_cast<std::uint64_t>(number(now));
  for (int i = 5; i >= 0; --i, ms >>= 8) bytes[static_cast<std::size_t>(i)] = ms & 0xff;
  const std::uint32_t count = next_count(now, random);
  bytes[6] = static_cast<unsigned char>(0x70 | (count >> 22));  // Version 7.
  bytes[7] = static_cast<unsigned char>(count >> 14);
  bytes[8] = static_cast<unsigned char>(0x80 | ((count >> 8) & 0x3f));  // Variant 10.
  bytes[9] = static_cast<unsigned char>(count);
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
