#include "sheet/formats.h"

#include <charconv>
#include <cmath>

namespace zhulian::sheet {

namespace {

constexpr int seconds_of_day = 86'400;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool starts_with_letters(std::string_view text, std::string_view letters) {
  if (text.size() < letters.size()) return false;
  for (std::size_t i = 0; i < letters.size(); ++i)
    if (lower(text[i]) != letters[i]) return false;
  return true;
}

// The letters of a code that show something.
struct Shown {
  bool day = false;      // y, d, or the weekday aaa.
  bool month = false;    // m: a month, or minutes where hours or seconds stand too.
  bool clock = false;    // h, s, AM/PM.
  bool elapsed = false;  // [h], [m], [s].
};

// What stands in brackets: [h] and its kin count time; a colour, condition or locale does not.
bool is_elapsed(std::string_view inside) {
  if (inside.empty()) return false;
  const char first = lower(inside.front());
  if (first != 'h' && first != 'm' && first != 's') return false;
  for (const char c : inside)
    if (lower(c) != first) return false;
  return true;
}

Shown letters_of(std::string_view code) {
  Shown shown;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const std::string_view rest = code.substr(i);
    const char c = lower(code[i]);
    if (c == ';') break;  // The first section is that of positive numbers.
    if (c == '"') {
      const auto end = code.find('"', i + 1);
      if (end == code.npos) break;
      i = end;
    } else if (c == '[') {
      const auto end = code.find(']', i + 1);
      if (end == code.npos) break;
      shown.elapsed |= is_elapsed(code.substr(i + 1, end - i - 1));
      i = end;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (starts_with_letters(rest, "am/pm")) {
      shown.clock = true;
      i += 4;
    } else if (starts_with_letters(rest, "a/p")) {
      shown.clock = true;
      i += 2;
    } else if (starts_with_letters(rest, "general")) {
      i += 6;
    } else if (c == 'y' || c == 'd' || starts_with_letters(rest, "aaa")) {
      shown.day = true;
    } else if (c == 'm') {
      shown.month = true;
    } else if (c == 'h' || c == 's') {
      shown.clock = true;
    }
  }
  return shown;
}

template <class T>
bool read_digits(std::string_view text, T& value) {
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size();
}

}  // namespace

FormatKind kind_of_format(std::string_view code) {
  const Shown shown = letters_of(code);
  if (shown.day) return FormatKind::day;
  if (shown.elapsed) return FormatKind::elapsed;
  if (shown.clock) return FormatKind::clock;
  return shown.month ? FormatKind::day : FormatKind::number;
}

FormatKind kind_of_builtin(int id) {
  const auto within = [id](int first, int last) { return id >= first && id <= last; };
  if (id == 46) return FormatKind::elapsed;
  // 32..35, 55 and 56 are times in Chinese programs. Japanese ones show days under some of
  // them: under_format looks at the number.
  if (within(18, 21) || within(32, 35) || id == 45 || id == 47 || within(55, 56))
    return FormatKind::clock;
  if (within(14, 17) || id == 22 || within(27, 31) || id == 36 || within(50, 54) || within(57, 58))
    return FormatKind::day;
  return FormatKind::number;
}

std::optional<Moment> moment_of_serial(double serial, bool from_1904) {
  using namespace std::chrono;
  constexpr double last = 2'958'466;  // 10000-01-01 counted from 1900.
  if (!(serial >= 0) || serial >= last) return std::nullopt;
  auto days = static_cast<std::int64_t>(serial);
  auto second = static_cast<std::int64_t>(
      std::llround((serial - static_cast<double>(days)) * seconds_of_day));
  if (second >= seconds_of_day) {
    ++days;
    second = 0;
  }
  Day day;
  if (from_1904) {
    day = Day{1904y / January / 1} + std::chrono::days{days};
  } else {
    // Lotus 1-2-3 took 1900 for a leap year, and everybody since counts along.
    if (days == 0 || days == 60) return std::nullopt;
    day = Day{1899y / December / (days < 60 ? 31 : 30)} + std::chrono::days{days};
  }
  if (day > Day{9999y / December / 31}) return std::nullopt;
  return Moment{.day = day, .second_of_day = static_cast<std::int32_t>(second)};
}

Cell under_format(Number number, FormatKind kind, bool from_1904) {
  const double value = number.value;
  const bool time_only =
      kind == FormatKind::elapsed || (kind == FormatKind::clock && value >= 0 && value < 1);
  if (time_only && std::abs(value) < 1e6)
    return Clock{.seconds = std::llround(value * seconds_of_day)};
  if (kind == FormatKind::day || kind == FormatKind::clock)
    if (const auto moment = moment_of_serial(value, from_1904)) return *moment;
  return number;
}

std::optional<Moment> read_iso_moment(std::string_view text) {
  const auto day = parse_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  Moment moment{.day = *day};
  if (text.size() == 10) return moment;
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (text.size() < 16 || text[10] != 'T' || text[13] != ':' ||
      !read_digits(text.substr(11, 2), hour) || !read_digits(text.substr(14, 2), minute))
    return std::nullopt;
  if (text.size() > 16) {
    if (text.size() < 19 || text[16] != ':' || !read_digits(text.substr(17, 2), second))
      return std::nullopt;
    for (const char c : text.substr(19))
      if ((c < '0' || c > '9') && c != '.' && c != 'Z') return std::nullopt;
  }
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return std::nullopt;
  moment.second_of_day = hour * 3600 + minute * 60 + second;
  return moment;
}

}  // namespace zhulian::sheet
