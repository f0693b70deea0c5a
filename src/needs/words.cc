#include "needs/words.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace zhulian::needs {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Digits in groups, with at most one blank or dash between two groups, and no digit on either
// side but `lead` before them. `first`: what the first digit must be, or 0.
struct Shape {
  std::vector<int> groups;
  bool x_last = false;  // The last may be an X.
  char first = 0;
  std::string_view lead = {};
};

bool begins_at(std::string_view text, std::size_t at, const Shape& shape) {
  if (shape.first != 0 && (at >= text.size() || text[at] != shape.first)) return false;
  for (std::size_t group = 0; group < shape.groups.size(); ++group) {
    if (group > 0 && at < text.size() && (text[at] == ' ' || text[at] == '-')) ++at;
    for (int i = 0; i < shape.groups[group]; ++i, ++at) {
      if (at >= text.size()) return false;
      const bool is_last = group + 1 == shape.groups.size() && i + 1 == shape.groups[group];
      const bool is_x = shape.x_last && is_last && (text[at] == 'x' || text[at] == 'X');
      if (!is_digit(text[at]) && !is_x) return false;
    }
  }
  return at >= text.size() || !is_digit(text[at]);
}

bool has_shape(std::string_view text, const Shape& shape) {
  for (std::size_t at = shape.lead.size(); at < text.size(); ++at) {
    const std::size_t from = at - shape.lead.size();
    if (text.substr(from, shape.lead.size()) != shape.lead) continue;
    if (from > 0 && is_digit(text[from - 1])) continue;
    if (begins_at(text, at, shape)) return true;
  }
  return false;
}

std::size_t longest_run(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = is_digit(c) ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

}  // namespace

void check_length(Faults& faults, std::string_view words, std::string_view field, std::int64_t min,
                  std::int64_t max) {
  const auto length = static_cast<std::int64_t>(text::length(words));
  if (text::is_blank(words) && min > 0)
    faults.add("needs.words.empty", std::string(field), {{"min", std::to_string(min)}});
  else if (length < min)
    faults.add("needs.words.too_short", std::string(field),
               {{"min", std::to_string(min)}, {"length", std::to_string(length)}});
  else if (length > max)
    faults.add("needs.words.too_long", std::string(field),
               {{"max", std::to_string(max)}, {"length", std::to_string(length)}});
}

// 15 digits are the citizen ids of before 1999; a certificate number is an id and two digits
// more. No other number of that length belongs into a notice: an account would not either.
bool has_citizen_number(std::string_view words) {
  const std::string plain = text::normalise(words);
  if (longest_run(plain) >= 15) return true;
  return has_shape(plain, {.groups = {6, 8, 4}, .x_last = true}) ||
         has_shape(plain, {.groups = {6, 4, 4, 4}, .x_last = true});
}

bool has_phone(std::string_view words) {
  const std::string plain = text::normalise(words);
  return std::ranges::any_of(
      std::array<std::string_view, 5>{"", "0", "86", "86-", "0086"}, [&](std::string_view lead) {
        return has_shape(plain, {.groups = {3, 4, 4}, .first = '1', .lead = lead});
      });
}

}  // namespace zhulian::needs
