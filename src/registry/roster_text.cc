#include "registry/roster_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace zhulian::registry::roster {
namespace {

// What is typed to make a cell text, as it comes out of NFKC.
constexpr std::array<std::string_view, 4> apostrophes{"'", "`", "\u2018", "\u2019"};

struct Brackets {
  std::string_view open;
  std::string_view close;
};
constexpr std::array<Brackets, 5> brackets{
    {{"(", ")"}, {"[", "]"}, {"<", ">"}, {"\u3010", "\u3011"}, {"\u3014", "\u3015"}}};

// "wu", there is none.
constexpr std::string_view none = "\u65e0";

// Marks that stand for an empty cell.
constexpr std::array<std::string_view, 9> nothing{"/",      "\\",           "-", "--",    "---",
                                                  "\u2014", "\u2014\u2014", ".", "\u3001"};

std::string_view without_apostrophes(std::string_view text) {
  bool again = true;
  while (again) {
    again = false;
    for (const std::string_view mark : apostrophes) {
      if (text.starts_with(mark)) {
        text.remove_prefix(mark.size());
        again = true;
      }
      if (text.ends_with(mark)) {
        text.remove_suffix(mark.size());
        again = true;
      }
    }
  }
  return text;
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// CJK unified ideographs begin at U+3400 and lie above all alphabets a name is written in;
// in UTF-8 three bytes from E3 90 on, or four.
bool is_ideographic(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == ' ') {
      ++at;
      continue;
    }
    if (byte < 0xE3) return false;
    at += byte >= 0xF0 ? 4 : 3;
  }
  return true;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string folded = text::squeeze(text);
  std::erase_if(folded, [](char c) { return c == '*' || c == ':'; });
  std::ranges::transform(folded, folded.begin(), lower);
  return folded;
}

std::string fold(const sheet::Cell& cell) {
  return fold(std::string_view(sheet::text_of(cell)));
}

std::string without_brackets(std::string_view folded) {
  std::string text(folded);
  for (const Brackets& pair : brackets) {
    for (auto open = text.find(pair.open); open != text.npos; open = text.find(pair.open)) {
      const auto close = text.find(pair.close, open);
      const auto end = close == text.npos ? text.size() : close + pair.close.size();
      text.erase(open, end - open);
    }
  }
  return text;
}

std::string words_of(const sheet::Cell& cell) {
  if (sheet::is_empty(cell)) return {};
  const std::string tidied = text::normalise(sheet::text_of(cell));
  const std::string_view words = without_apostrophes(tidied);
  if (words == none || std::ranges::find(nothing, words) != nothing.end()) return {};
  return text::normalise(words);
}

std::string number_of(std::string_view text) {
  const std::string squeezed = text::squeeze(text);
  std::string number(without_apostrophes(squeezed));
  for (char& c : number)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return number;
}

bool is_exponent(std::string_view text) {
  const auto e = text.find_first_of("eE");
  if (e == text.npos || e == 0 || e + 1 >= text.size()) return false;
  const auto digits_from = text[e + 1] == '+' ? e + 2 : e + 1;
  const auto exponent = text.substr(std::min(digits_from, text.size()));
  const auto mantissa = text.substr(0, e);
  return !exponent.empty() && std::ranges::all_of(exponent, is_digit) && is_digit(mantissa[0]) &&
         std::ranges::all_of(mantissa, [](char c) { return is_digit(c) || c == '.'; });
}

std::string name_of(const sheet::Cell& cell) {
  std::string name = words_of(cell);
  if (is_ideographic(name)) std::erase(name, ' ');
  return name;
}

}  // namespace zhulian::registry::roster
