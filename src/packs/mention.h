// Names inside the conditions and formulas of packs.
#pragma once

#include <string_view>

namespace zhulian::packs {

// Whether `name` stands in `text` as a word of its own: letters, digits and _ belong to a word.
bool mentions(std::string_view text, std::string_view name);

}  // namespace zhulian::packs
