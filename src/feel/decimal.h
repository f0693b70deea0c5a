// A FEEL number: IEEE 754-2008 decimal128, 34 significant digits, half-even (DMN 1.5, 10.3.2.3.1).
// A sum that leaves the finite numbers (overflow, 0/0) answers a Decimal that is not finite();
// the interpreter turns that into null, so no NaN ever reaches a caller.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zhulian::feel {

enum class Rounding { half_even, half_up, half_down, away_from_zero, toward_zero, floor, ceiling };

class Decimal {
 public:
  constexpr Decimal() = default;  // 0
  Decimal(std::int64_t whole);    // NOLINT: whole numbers are numbers.

  // [+-] digits [. digits] [e [+-] digits], with at least one digit; rounded to 34 digits.
  static std::optional<Decimal> parse(std::string_view text);
  // The shortest decimal that reads back as the same double; nullopt when not finite.
  static std::optional<Decimal> from_double(double value);
  // high * 2^64 + low: wide sums of nanoseconds.
  static Decimal from_wide(__int128 value);

  // Plain digits without exponent or trailing zeros: "0.1", "-12".
  std::string text() const;
  double to_double() const;
  // The number when it is whole and fits, else nullopt.
  std::optional<std::int64_t> to_int64() const;

  bool finite() const;
  bool negative() const;
  bool is_zero() const;
  bool is_whole() const;

  // To `scale` digits after the point (negative: before it).
  Decimal rounded(int scale, Rounding rounding) const;
  Decimal abs() const;
  Decimal sqrt() const;
  Decimal exp() const;
  Decimal log() const;
  // Exact while 34 digits suffice when the exponent is whole.
  Decimal pow(const Decimal& exponent) const;
  // The remainder with the sign of the divisor: x - y * floor(x / y).
  Decimal modulo(const Decimal& divisor) const;

  Decimal operator-() const;
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  friend Decimal operator/(const Decimal& a, const Decimal& b);
  // By value: 1.0 = 1.00. Both must be finite.
  friend bool operator==(const Decimal& a, const Decimal& b);
  friend std::weak_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  // Binary integer decimal: low word, high word. The exponent's bias is 6176 = 0x1820.
  static constexpr std::uint64_t plain = 0x3040000000000000ULL;  // Not negative, exponent 0.
  std::uint64_t words_[2] = {0, plain};
  friend struct Bits;
};

}  // namespace zhulian::feel
