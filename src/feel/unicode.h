// UTF-8 to code points and back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace zhulian::feel {

// nullopt when the text is not well-formed UTF-8.
std::optional<std::u32string> decode(std::string_view utf8);
// What is malformed becomes U+FFFD.
std::u32string decode_lossy(std::string_view utf8);
void append(std::string& out, char32_t code_point);
std::string encode(std::u32string_view code_points);

}  // namespace zhulian::feel
