#include "base/area.h"

#include <algorithm>

namespace zhulian {
namespace {

constexpr std::array<std::size_t, 9> lengths{0, 2, 4, 6, 9, 12, 15, 18, 21};

}  // namespace

std::optional<Area> Area::parse(std::string_view code) {
  const bool digits = std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || std::ranges::find(lengths, code.size()) == lengths.end()) return std::nullopt;
  return Area{std::string(code)};
}

AreaLevel Area::level() const {
  const auto found = std::ranges::find(lengths, code_.size());
  return static_cast<AreaLevel>(found - lengths.begin());
}

std::optional<Area> Area::at(AreaLevel level) const {
  const std::size_t length = lengths[static_cast<std::size_t>(level)];
  if (length > code_.size()) return std::nullopt;
  if (level > AreaLevel::village && code_.substr(length - 3, 3) == "000") return std::nullopt;
  return Area{code_.substr(0, length)};
}

}  // namespace zhulian
