#include "sheet/cell.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace zhulian::sheet {

namespace {

// Beyond this a double no longer holds every whole number of 18 digits' length anyway, and
// an exponent is the honest spelling.
constexpr double widest_whole = 1e18;

std::string clock_text(std::int64_t seconds) {
  const char* sign = seconds < 0 ? "-" : "";
  const std::int64_t all = seconds < 0 ? -seconds : seconds;
  return fmt::format("{}{:02}:{:02}:{:02}", sign, all / 3600, all / 60 % 60, all % 60);
}

struct Text {
  std::string operator()(const Empty&) const { return {}; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(const Number& number) const {
    if (std::trunc(number.value) != number.value || std::abs(number.value) >= widest_whole)
      return fmt::format("{:.15g}", number.value);
    const bool plain =
        std::ranges::all_of(number.stored, [](char c) { return c >= '0' && c <= '9'; });
    if (plain && !number.stored.empty()) return number.stored;
    return fmt::format("{:.0f}", number.value == 0 ? 0.0 : number.value);
  }
  std::string operator()(bool truth) const { return truth ? "TRUE" : "FALSE"; }
  std::string operator()(const Moment& moment) const {
    const std::string day = to_string(moment.day);
    return moment.has_time() ? day + ' ' + clock_text(moment.second_of_day) : day;
  }
  std::string operator()(const Clock& clock) const { return clock_text(clock.seconds); }
  std::string operator()(const CellFault& fault) const { return fault.code; }
};

}  // namespace

std::string text_of(const Cell& cell) {
  return std::visit(Text{}, cell);
}

std::string column_name(std::size_t index) {
  std::string name;
  for (std::size_t rest = index + 1; rest > 0; rest = (rest - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return name;
}

}  // namespace zhulian::sheet
