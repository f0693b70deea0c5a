// What the three formats share; inside images*.cc only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace zhulian::images {

inline std::unexpected<Error> damaged() {
  return fail(Fault::invalid, "platform.image.damaged");
}

inline std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}
// Numbers at `at`; the caller has checked the length.
inline std::uint32_t big16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) << 8 | byte_at(bytes, at + 1);
}
inline std::uint32_t big32(std::string_view bytes, std::size_t at) {
  return big16(bytes, at) << 16 | big16(bytes, at + 2);
}
inline std::uint32_t little16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8;
}
inline std::uint32_t little32(std::string_view bytes, std::size_t at) {
  return little16(bytes, at) | little16(bytes, at + 2) << 16;
}
inline void put_little32(std::string& bytes, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(number >> shift & 0xff);
}

Result<void> check_size(std::int64_t width, std::int64_t height);

Result<std::string> strip_jpeg(std::string_view bytes);
Result<std::string> strip_png(std::string_view bytes);
Result<std::string> strip_webp(std::string_view bytes);

}  // namespace zhulian::images
