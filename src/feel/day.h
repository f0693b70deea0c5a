// The days of the house in FEEL.
#pragma once

#include "base/time.h"
#include "feel/value.h"

namespace zhulian::feel {

// A date; null outside the years FEEL can write.
inline Value day_value(Day day) {
  return Value::maybe(date_of(number(day)));
}

}  // namespace zhulian::feel
