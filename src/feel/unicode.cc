#include "feel/unicode.h"

#include <unicode/utf8.h>

namespace zhulian::feel {

std::optional<std::u32string> decode(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  const auto size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT(utf8.data(), i, size, c);
    if (c < 0) return std::nullopt;
    out.push_back(static_cast<char32_t>(c));
  }
  return out;
}

std::u32string decode_lossy(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  const auto size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(utf8.data(), i, size, c);
    out.push_back(static_cast<char32_t>(c));
  }
  return out;
}

void append(std::string& out, char32_t code_point) {
  char bytes[4];
  std::int32_t length = 0;
  UBool failed = false;
  U8_APPEND(bytes, length, 4, static_cast<UChar32>(code_point), failed);
  if (!failed) out.append(bytes, static_cast<std::size_t>(length));
}

std::string encode(std::u32string_view code_points) {
  std::string out;
  out.reserve(code_points.size());
  for (const char32_t c : code_points) append(out, c);
  return out;
}

}  // namespace zhulian::feel
