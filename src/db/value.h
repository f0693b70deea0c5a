// One parameter of a statement, made implicitly from the types of base/.
//
// A Value knows its kind even when it is null: an empty std::optional<Day> is a null *integer*.
// PostgreSQL is told the kind, so that  $1 IS NULL,  $1 || '~'  and  coalesce($1, 0)  need no
// casts; SQLite does not care. Only the bare null (nullptr, std::nullopt) leaves the type to
// the statement, which may then use the parameter only where a type follows from a column:
// VALUES of an INSERT, SET, a comparison. For  ($1 IS NULL OR id = $1)  give an optional.
#pragma once

#include <cassert>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/area.h"
#include "base/id.h"
#include "base/money.h"
#include "base/names.h"
#include "base/time.h"

namespace zhulian {

// Bytes that are no text: ciphertext, hashes.
struct Blob {
  std::string bytes;
  auto operator<=>(const Blob&) const = default;
};

class Value {
 public:
  enum class Kind { any, integer, real, text, blob };

  Value() = default;  // The bare null.
  Value(std::nullptr_t) {}
  Value(std::nullopt_t) {}
  template <std::integral T>
  Value(T number)
      : kind_(Kind::integer), null_(false), integer_(static_cast<std::int64_t>(number)) {
    assert(std::in_range<std::int64_t>(number + T{}));
  }
  Value(double number) : kind_(Kind::real), null_(false), real_(number) {}
  Value(std::string text) : kind_(Kind::text), null_(false), text_(std::move(text)) {}
  Value(std::string_view text) : Value(std::string(text)) {}
  Value(const char* text) : Value(std::string(text)) {}
  Value(Blob blob) : kind_(Kind::blob), null_(false), text_(std::move(blob.bytes)) {}
  Value(Day day) : Value(number(day)) {}              // Days since 1970-01-01.
  Value(Instant instant) : Value(number(instant)) {}  // Milliseconds since then, UTC.
  Value(const Area& area) : Value(area.code()) {}
  Value(Fen fen) : Value(fen.count) {}
  template <class Of>
  Value(const Id<Of>& id) : Value(id.text) {}
  template <Named E>
  Value(E value) : Value(word(value)) {}
  template <class T>
  Value(const std::optional<T>& value) {
    if (value)
      *this = Value(*value);
    else
      kind_ = kind_of<T>();
  }

  template <class T>
  static constexpr Kind kind_of() {
    if constexpr (std::floating_point<T>)
      return Kind::real;
    else if constexpr (std::same_as<T, Blob>)
      return Kind::blob;
    else if constexpr (std::integral<T> || std::same_as<T, Day> || std::same_as<T, Instant> ||
                       std::same_as<T, Fen>)
      return Kind::integer;
    else
      return Kind::text;
  }

  Kind kind() const { return kind_; }
  bool null() const { return null_; }
  std::int64_t integer() const { return integer_; }
  double real() const { return real_; }
  const std::string& bytes() const { return text_; }  // Of a text or a blob.

 private:
  Kind kind_ = Kind::any;
  bool null_ = true;
  union {
    std::int64_t integer_ = 0;
    double real_;
  };
  std::string text_;
};

using Values = std::vector<Value>;

}  // namespace zhulian
