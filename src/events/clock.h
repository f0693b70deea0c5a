// Times of day as minutes after midnight, written "09:30".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhulian::events {

// nullopt for what is not HH:MM of a day.
std::optional<std::int64_t> read_clock(std::string_view text);
std::optional<std::string> clock_text(std::optional<std::int64_t> minutes);

}  // namespace zhulian::events
