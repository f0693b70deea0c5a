#include "events/clock.h"

#include <fmt/format.h>

namespace zhulian::events {

std::optional<std::int64_t> read_clock(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto digit = [&](std::size_t at) -> std::int64_t {
    return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100;
  };
  const std::int64_t hour = digit(0) * 10 + digit(1);
  const std::int64_t minute = digit(3) * 10 + digit(4);
  if (hour > 23 || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

std::optional<std::string> clock_text(std::optional<std::int64_t> minutes) {
  if (!minutes) return std::nullopt;
  return fmt::format("{:02}:{:02}", *minutes / 60, *minutes % 60);
}

}  // namespace zhulian::events
