// What people write: measured, and, where the public reads it, free of what names
// somebody. Pure.
#pragma once

#include <string>
#include <string_view>

#include "platform/input.h"

namespace zhulian::needs {

// Adds needs.words.empty, .too_short (min) or .too_long (max), in characters.
void check_length(Faults&, std::string_view words, std::string_view field, std::int64_t min,
                  std::int64_t max);

// A citizen id or a certificate number stands in it, or a mobile number; in any width of
// digits, with or without blanks and dashes where people put them.
bool has_citizen_number(std::string_view words);
bool has_phone(std::string_view words);

}  // namespace zhulian::needs
