// Money, in whole fen: what law and accounts reckon in.
#pragma once

#include <compare>
#include <cstdint>

namespace zhulian {

// Whole fen (1 yuan = 100 fen). Never a double.
struct Fen {
  std::int64_t count = 0;

  auto operator<=>(const Fen&) const = default;
  friend constexpr Fen operator+(Fen a, Fen b) { return {a.count + b.count}; }
  friend constexpr Fen operator-(Fen a, Fen b) { return {a.count - b.count}; }
};

}  // namespace zhulian
