#include "registry/site_times.h"

namespace zhulian::registry {
namespace {

std::optional<int> two_digits(std::string_view text) {
  if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

}  // namespace

std::optional<std::int64_t> minutes_of(std::string_view time) {
  if (time.size() != 5 || time[2] != ':') return std::nullopt;
  const auto hours = two_digits(time.substr(0, 2));
  const auto minutes = two_digits(time.substr(3, 2));
  if (!hours || !minutes || *minutes > 59) return std::nullopt;
  const std::int64_t all = *hours * 60 + *minutes;
  if (all > day_minutes) return std::nullopt;
  return all;
}

std::string time_of_day(std::int64_t minutes) {
  const auto digits = [](std::int64_t number) {
    return std::string(number < 10 ? "0" : "") + std::to_string(number);
  };
  return digits(minutes / 60) + ':' + digits(minutes % 60);
}

}  // namespace zhulian::registry
