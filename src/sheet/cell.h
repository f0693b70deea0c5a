// One cell as it was stored, whatever the file was: .xlsx, .ods or .csv.
//
// The one idea: how a value was stored is part of the value. A citizen id typed into a
// number cell has already lost its last digits, and only the kind of the cell tells; so
// nothing here turns a number into text unasked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

#include "base/time.h"

namespace zhulian::sheet {

struct Empty {
  bool operator==(const Empty&) const = default;
};

struct Number {
  double value = 0;    // Finite.
  std::string stored;  // The very characters of the file: "4.2119919710530003E+17".
  bool operator==(const Number&) const = default;
};

// A number under a date format, or an ISO date.
struct Moment {
  Day day{};
  std::int32_t second_of_day = 0;  // 0..86399.
  bool has_time() const { return second_of_day != 0; }
  bool operator==(const Moment&) const = default;
};

// A time of day or a length of time: a number under a format of hours and minutes only.
struct Clock {
  std::int64_t seconds = 0;
  bool operator==(const Clock&) const = default;
};

// "#REF!" and its kin; "#UNCALCULATED" for a formula whose result the file does not carry.
struct CellFault {
  std::string code;
  bool operator==(const CellFault&) const = default;
};

// Text is UTF-8 and never empty: a cell holding an empty string is Empty.
using Cell = std::variant<Empty, std::string, Number, bool, Moment, Clock, CellFault>;

inline bool is_empty(const Cell& cell) {
  return std::holds_alternative<Empty>(cell);
}
inline bool is_text(const Cell& cell) {
  return std::holds_alternative<std::string>(cell);
}
inline bool is_number(const Cell& cell) {
  return std::holds_alternative<Number>(cell);
}

// What a person sees in the cell, roughly: text as it is; a whole number without exponent
// ("18180292328"), another with up to 15 digits; "TRUE"; "2016-07-22" with " 13:05:09" when
// there is a time; "09:30:00"; "#REF!". Empty gives "".
std::string text_of(const Cell& cell);

// 0 -> "A", 26 -> "AA": how a spreadsheet program names the column.
std::string column_name(std::size_t index);

}  // namespace zhulian::sheet
