// Id<Need> and Id<Person> are different types, so they cannot be swapped.
// The text is a UUIDv7 (RFC 9562 section 5.7) in lower case, made by whoever creates the
// thing: a phone with no signal may retry a POST, and the second one changes nothing.
#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "base/time.h"

namespace zhulian {

template <class Of>
struct Id {
  std::string text;
  auto operator<=>(const Id&) const = default;
  bool empty() const { return text.empty(); }
};

// A new UUIDv7: 48 bits of milliseconds, a counter of 26 bits, then random bits from the system's
// generator. What one thread makes at one instant rises (RFC 9562 section 6.2, method 1; the
// counter begins at random in its lower half), so that the rows of a bulk load are appended to
// their index and not strewn over it.
std::string new_uuid(Instant now);

// 8-4-4-4-12 lower-case hexadecimal digits of any RFC 9562 version 1..8.
bool is_uuid(std::string_view text);

template <class Of>
Id<Of> new_id(Instant now) {
  return {new_uuid(now)};
}

}  // namespace zhulian
