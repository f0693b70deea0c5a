#include "sheet/normal.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "base/text.h"
#include "sheet/formats.h"

namespace zhulian::sheet {

namespace {

constexpr int year_min = 1800;
constexpr int year_max = 9999;
constexpr double serial_min = 20'000;
constexpr double serial_max = 80'000;

// Chinese literals as \u escapes; the comment is the pinyin.
constexpr std::string_view nian = "\u5e74";  // year
constexpr std::string_view yue = "\u6708";   // month
constexpr std::string_view ri = "\u65e5";    // day
constexpr std::string_view hao = "\u53f7";   // day, as spoken
constexpr std::string_view shi = "\u5341";   // ten

constexpr std::array<std::string_view, 7> long_term_words{
    "\u957f\u671f",                    // chang qi
    "\u957f\u671f\u6709\u6548",        // chang qi you xiao
    "\u957f\u4e45",                    // chang jiu
    "\u957f\u4e45\u6709\u6548",        // chang jiu you xiao
    "\u6c38\u4e45",                    // yong jiu
    "\u6c38\u4e45\u6709\u6548",        // yong jiu you xiao
    "\u65e0\u56fa\u5b9a\u671f\u9650",  // wu gu ding qi xian
};

// Digits in Chinese, zero in the three ways it is typed.
constexpr std::array<std::pair<std::string_view, char>, 12> chinese_digits{{
    {"\u3007", '0'},  // the ideographic zero
    {"\u96f6", '0'},  // ling
    {"\u25cb", '0'},  // a white circle, which input methods offer first
    {"\u4e00", '1'},
    {"\u4e8c", '2'},
    {"\u4e09", '3'},
    {"\u56db", '4'},
    {"\u4e94", '5'},
    {"\u516d", '6'},
    {"\u4e03", '7'},
    {"\u516b", '8'},
    {"\u4e5d", '9'},
}};

// What is typed for a separator and is none of - / . after NFKC.
constexpr std::array<std::pair<std::string_view, char>, 8> odd_separators{{
    {"\u3002", '.'},
    {"\u3001", '.'},
    {"\u00b7", '.'},
    {"\u2010", '-'},
    {"\u2013", '-'},
    {"\u2014", '-'},
    {"\u2212", '-'},
    {"\u2015", '-'},
}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The words of `pairs` found in `text`, replaced by their characters.
template <std::size_t N>
std::string replace(std::string text,
                    const std::array<std::pair<std::string_view, char>, N>& pairs) {
  for (const auto& [word, c] : pairs)
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1))
      text.replace(at, word.size(), 1, c);
  return text;
}

// shi -> 10, shi er -> 12, er shi -> 20, er shi er -> 22: within each number, the ten is a
// digit 1 where nothing stands before it, and a digit 0 where nothing stands after.
std::string resolve_tens(std::string text) {
  for (auto at = text.find(shi); at != text.npos; at = text.find(shi, at)) {
    const bool before = at > 0 && is_digit(text[at - 1]);
    const auto next = at + shi.size();
    const bool after = next < text.size() && is_digit(text[next]);
    text.replace(at, shi.size(), before ? (after ? "" : "0") : (after ? "1" : "10"));
  }
  return text;
}

// Steps over digits; nullopt when there are none, or more than `most`.
std::optional<int> take_number(std::string_view& text, std::size_t most) {
  std::size_t width = 0;
  while (width < text.size() && is_digit(text[width])) ++width;
  if (width == 0 || width > most) return std::nullopt;
  int value = 0;
  std::from_chars(text.data(), text.data() + width, value);
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

bool take_separator(std::string_view& text) {
  return take(text, "-") || take(text, "/") || take(text, ".");
}

// "00:00:00", "0:00", "13:05:09.000", with Z after or without.
bool is_time(std::string_view text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 24 || !take(text, ":")) return false;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return false;
  if (take(text, ":")) {
    const auto second = take_number(text, 2);
    if (!second || *second > 60) return false;
    if (take(text, ".") && !take_number(text, 9)) return false;
  }
  take(text, "Z");
  return text.empty();
}

DayReading reading_of(int year, int month, int day) {
  const auto made = year < year_min || year > year_max
                        ? std::nullopt
                        : make_day(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  if (!made) return {.kind = DayReading::Kind::impossible};
  return {.kind = DayReading::Kind::day, .day = *made};
}

DayReading compact(std::string_view eight_digits) {
  int number = 0;
  std::from_chars(eight_digits.data(), eight_digits.data() + 8, number);
  return reading_of(number / 10'000, number / 100 % 100, number % 100);
}

// Without spaces, digits in ASCII, separators - / . or the Chinese words.
DayReading read_spelled(std::string_view text) {
  constexpr DayReading unreadable{};
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  if (digits == 8 && text.size() == 8) return compact(text);
  if (digits != 4) return unreadable;

  const auto year = take_number(text, 4);
  const bool worded = take(text, nian);
  if (!worded && !take_separator(text)) return unreadable;
  const auto month = take_number(text, 2);
  if (!month || (!take(text, yue) && !take_separator(text))) return unreadable;
  const auto day = take_number(text, 2);
  if (!day) return unreadable;
  if (!take(text, ri) && !take(text, hao)) take(text, ".");
  if (!text.empty()) return unreadable;
  return reading_of(*year, *month, *day);
}

DayReading read_number(const Number& number, bool days_from_1904) {
  if (number.value >= serial_min && number.value < serial_max + 1)
    if (const auto moment = moment_of_serial(number.value, days_from_1904))
      return {.kind = DayReading::Kind::day, .day = moment->day};
  if (number.value >= 10'000'000 && number.value <= 99'999'999 &&
      std::trunc(number.value) == number.value)
    return compact(std::to_string(static_cast<long long>(number.value)));
  return {};
}

}  // namespace

DayReading read_day_text(std::string_view typed) {
  std::string plain = text::normalise(typed);
  if (plain.empty()) return {.kind = DayReading::Kind::blank};
  // A time comes after T, or after the last space: "2016-07-22 00:00:00".
  const auto time = plain.find_last_of(" T");
  if (time != plain.npos && is_time(std::string_view(plain).substr(time + 1))) plain.resize(time);
  std::erase(plain, ' ');
  if (std::ranges::find(long_term_words, plain) != long_term_words.end())
    return {.kind = DayReading::Kind::long_term};
  return read_spelled(
      resolve_tens(replace(replace(std::move(plain), odd_separators), chinese_digits)));
}

DayReading read_day(const Cell& cell, bool days_from_1904) {
  if (is_empty(cell)) return {.kind = DayReading::Kind::blank};
  if (const auto* moment = std::get_if<Moment>(&cell))
    return {.kind = DayReading::Kind::day, .day = moment->day};
  if (const auto* number = std::get_if<Number>(&cell)) return read_number(*number, days_from_1904);
  if (const auto* text = std::get_if<std::string>(&cell)) return read_day_text(*text);
  return {};
}

}  // namespace zhulian::sheet
