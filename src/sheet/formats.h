// What a stored number means under its number format (ECMA-376 part 1, 18.8.30 and 18.8.31).
#pragma once

#include <optional>
#include <string_view>

#include "sheet/cell.h"

namespace zhulian::sheet {

enum class FormatKind : unsigned char {
  number,
  day,      // Shows a year, a month or a day.
  clock,    // Shows hours, minutes or seconds only.
  elapsed,  // [h]:mm: hours that may exceed 24.
};

// Of a format code as files carry it: always in English letters, whatever the program's
// language. Quoted and escaped text, colours, conditions and [$-804] say nothing.
FormatKind kind_of_format(std::string_view code);

// Of the ids that mean a format without carrying one, including those of Chinese programs
// (27..36, 50..58).
FormatKind kind_of_builtin(int id);

// The day and second of a serial number; nullopt when the calendar of the program shows
// none: negative, beyond the year 9999, or the 29 February 1900 that never was.
std::optional<Moment> moment_of_serial(double serial, bool from_1904);

// The serial number under its format; the number itself where the format shows no real time.
Cell under_format(Number number, FormatKind kind, bool from_1904);

// "2016-07-22", "2016-07-22T13:05:09" with a fraction or Z; nullopt for anything else.
std::optional<Moment> read_iso_moment(std::string_view text);

}  // namespace zhulian::sheet
