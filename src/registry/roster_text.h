// How texts of a sheet are compared: width, case, spaces and decoration do not count
// (packs/README.md, "sheets").
#pragma once

#include <string>
#include <string_view>

#include "sheet/cell.h"

namespace zhulian::registry::roster {

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// NFKC, lower case, without white space, '*' and ':'.
std::string fold(std::string_view text);

// Without what stands in brackets of any kind, brackets included: "village(street)" -> "village".
// `folded` comes from fold(), so full-width brackets are plain ones already.
std::string without_brackets(std::string_view folded);

// The text of a cell for comparing; a number counts as its shortest decimal (1.0 is 1).
std::string fold(const sheet::Cell& cell);

// A cell's words as they are kept: tidied, without the apostrophe that marks text in a
// spreadsheet; "" for a cell that says there is nothing ("/", "--", "none" in Chinese).
std::string words_of(const sheet::Cell& cell);

// A number of letters and digits as it is kept: squeezed, without apostrophes, upper case.
std::string number_of(std::string_view text);

// 4.21199E+17: a number that a program has written as text after losing its digits.
bool is_exponent(std::string_view squeezed);

// One character of Chinese writing after another, with spaces between: a name padded to the
// width of three. Without spaces then; other names keep one space between their parts.
std::string name_of(const sheet::Cell& cell);

}  // namespace zhulian::registry::roster
