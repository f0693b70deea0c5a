// What a FEEL expression is worth: one of thirteen kinds, immutable and cheap to copy (what is
// compound is shared, never changed). null stands for "unknown" and for "went wrong" alike;
// why it went wrong is kept beside, in Outcome::diagnostics (feel.h).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/names.h"
#include "feel/decimal.h"
#include "feel/temporal.h"

namespace zhulian::feel {

enum class Kind {
  any,  // Of types only: no value is of this kind.
  null,
  boolean,
  number,
  string,
  date,
  time,
  date_time,
  days_duration,
  months_duration,
  list,
  context,
  range,
  function,
};

// As types are written in FEEL.
constexpr Names<Kind, 14> kind_names{{{
    {Kind::any, "Any"},
    {Kind::null, "Null"},
    {Kind::boolean, "boolean"},
    {Kind::number, "number"},
    {Kind::string, "string"},
    {Kind::date, "date"},
    {Kind::time, "time"},
    {Kind::date_time, "date and time"},
    {Kind::days_duration, "days and time duration"},
    {Kind::months_duration, "years and months duration"},
    {Kind::list, "list"},
    {Kind::context, "context"},
    {Kind::range, "range"},
    {Kind::function, "function"},
}}};
constexpr const auto& names_of(Kind) {
  return kind_names;
}

struct Node;

// A type as written: list<number>, context<a: string>, function<number> -> string.
struct Type {
  Kind kind = Kind::any;
  std::vector<Type> of{};            // list, range: the element; function: parameters, result
  std::vector<std::string> names{};  // context: the entries' names, beside `of`
  // string: the only texts it takes; null when any will do.
  std::shared_ptr<const std::vector<std::string>> codes{};
  // The unary tests a value must pass besides; null when there are none.
  std::shared_ptr<const Node> allowed{};

  Type() = default;
  Type(Kind k) : kind(k) {}  // NOLINT: a kind is a type.
  static Type list_of(Type element);
  const Type* entry(std::string_view name) const;  // nullptr when the context has none
  std::string text() const;
};

class Value;
class Context;
struct Range;
struct Function;
using List = std::vector<Value>;

// Nothing nests deeper: what is deeper is refused where it is made, so that no walk over a value
// can exhaust the stack.
constexpr int value_depth_max = 200;

class Value {
 public:
  Value() = default;  // null
  Value(bool b) : held_(b) {}
  Value(Decimal d) : held_(d) {}
  Value(std::string s) : held_(std::make_shared<const std::string>(std::move(s))) {}
  Value(const char* s) : Value(std::string(s)) {}
  Value(Date d) : held_(d) {}
  Value(Time t) : held_(std::make_shared<const Time>(std::move(t))) {}
  Value(DateTime t) : held_(std::make_shared<const DateTime>(std::move(t))) {}
  Value(DaysDuration d) : held_(std::make_shared<const DaysDuration>(d)) {}
  Value(MonthsDuration d) : held_(d) {}
  // These four answer null when the parts nest value_depth_max deep.
  Value(List items);
  Value(Context context);
  Value(Range range);
  Value(Function function);
  // A null that stands for something nobody told. It is null everywhere, but what is computed from
  // it is unknown as well, also where null itself would be no obstacle (unknown = 1 is unknown).
  static Value unknown() {
    Value value;
    value.depth_ = -1;
    return value;
  }
  static Value number(std::int64_t whole) { return Value(Decimal(whole)); }
  // null when the number is not finite.
  static Value finite(const Decimal& d) { return d.finite() ? Value(d) : Value(); }
  template <class T>
  static Value maybe(std::optional<T> value) {
    return value ? Value(*std::move(value)) : Value();
  }

  Kind kind() const;
  bool is_null() const { return std::holds_alternative<std::monostate>(held_); }
  bool is_unknown() const { return depth_ < 0; }
  bool is_true() const { return as_boolean() && *as_boolean(); }

  // nullptr when the value is of another kind.
  const bool* as_boolean() const { return std::get_if<bool>(&held_); }
  const Decimal* as_number() const { return std::get_if<Decimal>(&held_); }
  const std::string* as_string() const { return shared<std::string>(); }
  const Date* as_date() const { return std::get_if<Date>(&held_); }
  const Time* as_time() const { return shared<Time>(); }
  const DateTime* as_date_time() const { return shared<DateTime>(); }
  const DaysDuration* as_days() const { return shared<DaysDuration>(); }
  const MonthsDuration* as_months() const { return std::get_if<MonthsDuration>(&held_); }
  const List* as_list() const { return shared<List>(); }
  const Context* as_context() const { return shared<Context>(); }
  const Range* as_range() const { return shared<Range>(); }
  const Function* as_function() const { return shared<Function>(); }

  int depth() const { return depth_ < 0 ? 0 : depth_; }  // 0 for what is not compound

 private:
  template <class T>
  const T* shared() const {
    const auto* held = std::get_if<std::shared_ptr<const T>>(&held_);
    return held ? held->get() : nullptr;
  }
  std::variant<std::monostate, bool, Decimal, Date, MonthsDuration,
               std::shared_ptr<const std::string>, std::shared_ptr<const Time>,
               std::shared_ptr<const DateTime>, std::shared_ptr<const DaysDuration>,
               std::shared_ptr<const List>, std::shared_ptr<const Context>,
               std::shared_ptr<const Range>, std::shared_ptr<const Function>>
      held_;
  int depth_ = 0;
};

// Entries in the order they were put; a name once.
class Context {
 public:
  using Entry = std::pair<std::string, Value>;
  Context() = default;
  Context(std::initializer_list<Entry> entries);

  void put(std::string name, Value value);  // Replaces the entry of that name.
  const Value* find(std::string_view name) const;
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> by_name_;  // Indices into entries_, sorted by name.
};

// [low..high]; an end that is absent has no bound, as in (> 5).
struct Range {
  Value low{}, high{};
  bool low_closed = false, high_closed = false;
  bool has_low = true, has_high = true;
  // (= x) and (!= x): x stands at both ends; the second holds all but x.
  enum class Only : std::uint8_t { span, equal, unequal } only = Only::span;
};

struct Builtin;

// Either a built-in or a body with the values its free names had where it was written.
struct Function {
  const Builtin* builtin = nullptr;
  std::vector<std::string> parameters{};
  std::vector<Type> types{};
  std::shared_ptr<const Node> body{};
  Context captured{};
  std::string own_name{};  // The context entry it stands in, so that it may call itself.
};

}  // namespace zhulian::feel
