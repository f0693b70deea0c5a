#include "base/identity.h"

#include <charconv>

namespace zhulian {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

int number_at(std::string_view text, std::size_t from, std::size_t count) {
  int value = 0;
  std::from_chars(text.data() + from, text.data() + from + count, value);
  return value;
}

// 17 digits and a digit or X; the X in upper case.
std::optional<std::string> shape(std::string_view text) {
  if (text.size() != 18) return std::nullopt;
  for (const char c : text.substr(0, 17))
    if (!is_digit(c)) return std::nullopt;
  std::string upper(text);
  if (upper.back() == 'x') upper.back() = 'X';
  if (!is_digit(upper.back()) && upper.back() != 'X') return std::nullopt;
  return upper;
}

}  // namespace

char citizen_id_check(std::string_view first_seventeen) {
  constexpr int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += weights[i] * (first_seventeen[i] - '0');
  return "10X98765432"[sum % 11];
}

CitizenIdReading read_citizen_id(std::string_view text) {
  const auto upper = shape(text);
  if (!upper) return {.id = {}, .fault = CitizenIdFault::malformed};
  const auto birth =
      make_day(number_at(*upper, 6, 4), static_cast<unsigned>(number_at(*upper, 10, 2)),
               static_cast<unsigned>(number_at(*upper, 12, 2)));
  if (!birth) return {.id = {}, .fault = CitizenIdFault::malformed};
  if (upper->back() != citizen_id_check(*upper))
    return {.id = {}, .fault = CitizenIdFault::check_digit};
  const Sex sex = ((*upper)[16] - '0') % 2 == 1 ? Sex::male : Sex::female;
  return {.id = CitizenId{.text = *upper, .birth = *birth, .sex = sex}, .fault = {}};
}

std::string CertificateNumber::text() const {
  std::string number =
      citizen_id + static_cast<char>('0' + category) + static_cast<char>('0' + level);
  if (reissue > 0) number += 'B' + std::to_string(reissue);
  return number;
}

std::optional<CertificateNumber> read_certificate_number(std::string_view text) {
  if (text.size() < 20) return std::nullopt;
  const auto id = shape(text.substr(0, 18));
  if (!id || !is_digit(text[18]) || !is_digit(text[19])) return std::nullopt;
  CertificateNumber number{.citizen_id = *id, .category = text[18] - '0', .level = text[19] - '0'};
  if (number.category < 1 || number.category > 7) return std::nullopt;
  text.remove_prefix(20);
  if (text.empty()) return number;
  if ((text[0] != 'B' && text[0] != 'b') || text.size() < 2 || text.size() > 4 || text[1] == '0')
    return std::nullopt;
  for (const char c : text.substr(1))
    if (!is_digit(c)) return std::nullopt;
  number.reissue = number_at(text, 1, text.size() - 1);
  return number;
}

}  // namespace zhulian
