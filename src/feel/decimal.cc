#include "feel/decimal.h"

// libintelrdfpmath comes in eight ABIs; bidgcc000 is the one linked: arguments by value (0),
// rounding mode passed as an argument (0), exception flags passed as an argument (0). So no
// global state is touched and numbers may be computed on any thread.
#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

#include <bid_conf.h>
#include <bid_functions.h>

namespace zhulian::feel {

struct Bits {
  static BID_UINT128 of(const Decimal& d) {
    BID_UINT128 bits;
    std::memcpy(&bits, d.words_, sizeof bits);
    return bits;
  }
  static Decimal to(const BID_UINT128& bits) {
    Decimal d;
    std::memcpy(d.words_, &bits, sizeof bits);
    return d;
  }
};

namespace {

constexpr unsigned half_even = 0, down = 1, up = 2, to_zero = 3, half_away = 4;

Decimal ten_to(int exponent) {
  unsigned flags = 0;
  return Bits::to(bid128_scalbn(Bits::of(Decimal(1)), exponent, half_even, &flags));
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Whether the text is a number and nothing else; the library itself would take "inf".
bool is_number(std::string_view text) {
  std::size_t i = 0;
  auto digits = [&] {
    const std::size_t start = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i - start;
  };
  auto sign = [&] {
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  };
  sign();
  std::size_t count = digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    const std::size_t fraction = digits();
    if (fraction == 0) return false;
    count += fraction;
  }
  if (count == 0) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    sign();
    if (digits() == 0) return false;
  }
  return i == text.size();
}

// Quantizing fails only when more than 34 digits would be needed, and then the number has no
// digit below the scale anyway.
Decimal quantized(const Decimal& value, int scale, unsigned mode) {
  unsigned flags = 0;
  const Decimal unit = ten_to(-scale);
  const Decimal result = Bits::to(bid128_quantize(Bits::of(value), Bits::of(unit), mode, &flags));
  return result.finite() ? result : value;
}

}  // namespace

Decimal::Decimal(std::int64_t whole) {
  *this = Bits::to(bid128_from_int64(whole));
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  if (!is_number(text)) return std::nullopt;
  unsigned flags = 0;
  std::string copy(text);
  Decimal result = Bits::to(bid128_from_string(copy.data(), half_even, &flags));
  if (!result.finite()) return std::nullopt;
  return result;
}

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  std::array<char, 64> buffer;
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  if (error != std::errc{}) return std::nullopt;
  return parse({buffer.data(), end});
}

Decimal Decimal::from_wide(__int128 value) {
  const bool negative = value < 0;
  const auto magnitude =
      negative ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
  const Decimal high = Bits::to(bid128_from_uint64(static_cast<std::uint64_t>(magnitude >> 64)));
  const Decimal low = Bits::to(bid128_from_uint64(static_cast<std::uint64_t>(magnitude)));
  const Decimal base = Decimal(std::int64_t{1} << 32) * Decimal(std::int64_t{1} << 32);
  const Decimal result = high * base + low;
  return negative ? -result : result;
}

std::string Decimal::text() const {
  std::array<char, 64> buffer{};
  unsigned flags = 0;
  bid128_to_string(buffer.data(), Bits::of(*this), &flags);
  const std::string_view raw(buffer.data());  // "-123E+4"
  const std::size_t e = raw.find('E');
  if (e == std::string_view::npos) return std::string(raw);  // Not finite.
  std::string digits(raw.substr(1, e - 1));
  int exponent = 0;
  const std::size_t skip = raw[e + 1] == '+' ? 2 : 1;
  std::from_chars(raw.data() + e + skip, raw.data() + raw.size(), exponent);

  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) return "0";
  while (digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  const std::string minus = raw[0] == '-' ? "-" : "";
  if (exponent >= 0) return minus + digits + std::string(exponent, '0');
  const int point = static_cast<int>(digits.size()) + exponent;
  if (point > 0) return minus + digits.substr(0, point) + "." + digits.substr(point);
  return minus + "0." + std::string(-point, '0') + digits;
}

double Decimal::to_double() const {
  unsigned flags = 0;
  return bid128_to_binary64(Bits::of(*this), half_even, &flags);
}

std::optional<std::int64_t> Decimal::to_int64() const {
  if (!finite() || !is_whole()) return std::nullopt;
  if (*this < Decimal(INT64_MIN) || *this > Decimal(INT64_MAX)) return std::nullopt;
  unsigned flags = 0;
  return bid128_to_int64_int(Bits::of(*this), &flags);
}

bool Decimal::finite() const {
  return bid128_isFinite(Bits::of(*this)) != 0;
}
bool Decimal::negative() const {
  return !is_zero() && bid128_isSigned(Bits::of(*this)) != 0;
}
bool Decimal::is_zero() const {
  return bid128_isZero(Bits::of(*this)) != 0;
}
bool Decimal::is_whole() const {
  return finite() && rounded(0, Rounding::toward_zero) == *this;
}

Decimal Decimal::rounded(int scale, Rounding rounding) const {
  const bool minus = negative();
  switch (rounding) {
    case Rounding::half_even:
      return quantized(*this, scale, half_even);
    case Rounding::half_up:
      return quantized(*this, scale, half_away);
    case Rounding::toward_zero:
      return quantized(*this, scale, to_zero);
    case Rounding::floor:
      return quantized(*this, scale, down);
    case Rounding::ceiling:
      return quantized(*this, scale, up);
    case Rounding::away_from_zero:
      return quantized(*this, scale, minus ? down : up);
    case Rounding::half_down: {
      const Decimal toward = quantized(*this, scale, to_zero);
      const Decimal rest = (*this - toward).abs();
      if (rest + rest <= ten_to(-scale)) return toward;
      return quantized(*this, scale, minus ? down : up);
    }
  }
  return *this;
}

Decimal Decimal::abs() const {
  return Bits::to(bid128_abs(Bits::of(*this)));
}
Decimal Decimal::operator-() const {
  return Bits::to(bid128_negate(Bits::of(*this)));
}

Decimal Decimal::sqrt() const {
  unsigned flags = 0;
  return Bits::to(bid128_sqrt(Bits::of(*this), half_even, &flags));
}
Decimal Decimal::exp() const {
  unsigned flags = 0;
  return Bits::to(bid128_exp(Bits::of(*this), half_even, &flags));
}
Decimal Decimal::log() const {
  unsigned flags = 0;
  return Bits::to(bid128_log(Bits::of(*this), half_even, &flags));
}

Decimal Decimal::pow(const Decimal& exponent) const {
  unsigned flags = 0;
  const auto whole = exponent.to_int64();
  // The library's power goes through logarithms and may miss an exact answer by one unit.
  if (whole && std::abs(*whole) <= 100'000) {
    Decimal result(1), factor = *this;
    for (std::int64_t left = std::abs(*whole); left > 0; left >>= 1) {
      if (left & 1) result = result * factor;
      if (left > 1) factor = factor * factor;
    }
    return *whole < 0 ? Decimal(1) / result : result;
  }
  return Bits::to(bid128_pow(Bits::of(*this), Bits::of(exponent), half_even, &flags));
}

Decimal Decimal::modulo(const Decimal& divisor) const {
  unsigned flags = 0;
  const Decimal rest = Bits::to(bid128_fmod(Bits::of(*this), Bits::of(divisor), &flags));
  if (!rest.finite() || rest.is_zero() || rest.negative() == divisor.negative()) return rest;
  return rest + divisor;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  unsigned flags = 0;
  return Bits::to(bid128_add(Bits::of(a), Bits::of(b), half_even, &flags));
}
Decimal operator-(const Decimal& a, const Decimal& b) {
  unsigned flags = 0;
  return Bits::to(bid128_sub(Bits::of(a), Bits::of(b), half_even, &flags));
}
Decimal operator*(const Decimal& a, const Decimal& b) {
  unsigned flags = 0;
  return Bits::to(bid128_mul(Bits::of(a), Bits::of(b), half_even, &flags));
}
Decimal operator/(const Decimal& a, const Decimal& b) {
  unsigned flags = 0;
  return Bits::to(bid128_div(Bits::of(a), Bits::of(b), half_even, &flags));
}
bool operator==(const Decimal& a, const Decimal& b) {
  // Whole numbers up to 2^64 without exponent, which most are, compare as they stand.
  if (a.words_[1] == Decimal::plain && b.words_[1] == Decimal::plain) {
    return a.words_[0] == b.words_[0];
  }
  unsigned flags = 0;
  return bid128_quiet_equal(Bits::of(a), Bits::of(b), &flags) != 0;
}
std::weak_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.words_[1] == Decimal::plain && b.words_[1] == Decimal::plain) {
    return a.words_[0] <=> b.words_[0];
  }
  unsigned flags = 0;
  if (bid128_quiet_less(Bits::of(a), Bits::of(b), &flags)) return std::weak_ordering::less;
  if (bid128_quiet_greater(Bits::of(a), Bits::of(b), &flags)) return std::weak_ordering::greater;
  return std::weak_ordering::equivalent;
}

}  // namespace zhulian::feel
