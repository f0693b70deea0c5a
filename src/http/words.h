// The words of headers (RFC 9110 section 5.6): letters without their case, blanks around them.
#pragma once

#include <string>
#include <string_view>

namespace zhulian::http {

// Spaces and tabs of both ends cut off.
std::string_view trimmed(std::string_view text);

// ASCII letters only: what headers are written in.
std::string lower(std::string_view text);
bool same_word(std::string_view a, std::string_view b);
// "text/html; charset=utf-8" begins with "Text/HTML".
bool begins_with_word(std::string_view text, std::string_view word);

}  // namespace zhulian::http
