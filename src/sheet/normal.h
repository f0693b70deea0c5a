// The days that offices write, read. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "sheet/cell.h"

namespace zhulian::sheet {

struct DayReading {
  enum class Kind {
    blank,
    day,
    long_term,   // "for good", as a certificate that never expires says.
    impossible,  // A date by its form, of a day no calendar has: 2019-02-30.
    unreadable,
  };
  Kind kind = Kind::unreadable;
  Day day{};  // Only for Kind::day.
  bool operator==(const DayReading&) const = default;
};

// Year, month and day in this order, the year in four digits from 1800 on: 2017/02/06,
// 2022.8.18, 2022-8-18, 20130425, "2016 nian 7 yue 22 ri" in ASCII, full-width or Chinese
// digits, each with a time of day or without (the time is dropped). A number cell may hold
// 20130425, or the serial number 20000..80000 of a spreadsheet (1954..2119). Two-digit years
// and a month before the year are unreadable: nobody knows which is meant.
DayReading read_day(const Cell& cell, bool days_from_1904 = false);
DayReading read_day_text(std::string_view text);

}  // namespace zhulian::sheet
