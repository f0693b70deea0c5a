// The two numbers that say who somebody is: the citizen id and the disability certificate.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace zhulian {

enum class Sex { male, female };

// GB 11643-1999: 6 digits of place, 8 of birth, 3 of order (odd: male), and a check
// character after ISO 7064 MOD 11-2, which may be X.
struct CitizenId {
  std::string text;  // 18 characters, upper case.
  Day birth;
  Sex sex;
};

enum class CitizenIdFault {
  malformed,    // Not 17 digits and a digit or X, or the birth date does not exist.
  check_digit,  // The shape is right and the last character is not.
};

// Accepts a lower-case x. Never corrects anything else.
struct CitizenIdReading {
  std::optional<CitizenId> id;
  std::optional<CitizenIdFault> fault;
};
CitizenIdReading read_citizen_id(std::string_view text);

// The check character for the first 17 digits.
char citizen_id_check(std::string_view first_seventeen);

// Disability certificate number: the citizen id, one digit of category (GB/T 26341-2010:
// 1 vision, 2 hearing, 3 speech, 4 physical, 5 intellectual, 6 mental, 7 multiple), one of
// level (1 heaviest .. 4), and B1, B2 .. after a loss (CDPF measures on certificates, art. 20).
struct CertificateNumber {
  std::string citizen_id;  // 18 characters, upper case; not checked against GB 11643.
  int category = 0;        // 1..7, or what stands there.
  int level = 0;           // 0..9: a level outside 1..4 is a fault of its own.
  int reissue = 0;         // 0, or the number after B.
  std::string text() const;
};

// nullopt when the shape is not  18 characters + 2 digits [+ B and a positive number].
// Category must be 1..7; the level is any digit, so that the caller can say what is wrong.
std::optional<CertificateNumber> read_certificate_number(std::string_view text);

}  // namespace zhulian
