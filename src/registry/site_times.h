// Times of a day as people write them, "09:00", and as minutes since midnight.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhulian::registry {

inline constexpr std::int64_t day_minutes = 24 * 60;

// "00:00" .. "24:00", exactly; nullopt for anything else.
std::optional<std::int64_t> minutes_of(std::string_view time);
std::string time_of_day(std::int64_t minutes);

}  // namespace zhulian::registry
