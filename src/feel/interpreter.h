// One evaluation: walks the nodes, counts the steps, keeps the diagnostics. Inside the room.
#pragma once

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "feel/feel.h"

namespace zhulian::feel {

// The names at one place, the innermost first. Lives on the stack of the walk: whoever needs
// names for longer (a function) copies the values.
struct Scope {
  struct Slot {
    std::string_view name{};
    const Value* value = nullptr;
  };
  const Scope* parent = nullptr;
  const Context* context = nullptr;  // Either many names,
  std::string_view name{};           // or one,
  const Value* value = nullptr;
  std::span<const Slot> slots{};  // or some that stand elsewhere.
  const Value* find(std::string_view wanted) const;
};

class Interpreter;

// A part of an expression that is evaluated by others: a decision table, a decision service.
class Native {
 public:
  virtual ~Native() = default;
  virtual Value evaluate(Interpreter& in, const Scope& scope) const = 0;
};

class Interpreter {
 public:
  explicit Interpreter(const Limits& limits) : limits_(limits) {}

  Value evaluate(const Node& node, const Scope& scope);
  Value invoke(const Value& function, std::vector<Value> arguments, Position at);

  // null, and the reason.
  Value fault(Position at, std::string_view code);
  // What was just made of parts, unless they nested too deeply (value_depth_max).
  Value whole(Value made, Position at);
  // Counts work done; false when there has been too much, and from then on all is null.
  bool charge(std::size_t steps, Position at);
  bool stopped() const { return stopped_; }
  const Limits& limits() const { return limits_; }

  // What is evaluated now, which every diagnostic bears.
  using Mark = Diagnostic::Mark;
  Mark mark() const { return mark_; }
  void set_mark(Mark mark) { mark_ = mark; }
  // Whoever runs natives keeps here what they share in one evaluation.
  void* host = nullptr;
  bool heeds_unknown = false;  // Some values may be unknown (Value::unknown).
  int depth() const { return depth_; }
  std::vector<Diagnostic> take_diagnostics() { return std::move(diagnostics_); }

  // Equality of DMN 1.5 table 42: nullopt (null) for values of different kinds.
  std::optional<bool> equal(const Value& a, const Value& b, Position at);
  // nullopt where there is no order.
  static std::optional<std::weak_ordering> order(const Value& a, const Value& b);
  Value compare(Form form, const Value& a, const Value& b, Position at);
  static std::optional<bool> contains(const Range& range, const Value& value);
  Value arithmetic(Form form, const Value& a, const Value& b, Position at);
  Value negated(const Value& a, Position at);

  // Whether the value is of the type and allowed by it, without conversion.
  bool conforms(const Value& value, const Type& type);
  // The value as that type, through the implicit conversions of 10.3.2.9.4; null when none fits.
  Value coerced(const Value& value, const Type& type, Position at);

 private:
  bool conforms_parts(const Value& value, const Type& type);
  Value evaluate_form(const Node& node, const Scope& scope);
  Value name(const Node& node, const Scope& scope);
  Value path(const Node& node, const Scope& scope);
  Value member(const Value& value, const std::string& name, Position at);
  Value filter(const Node& node, const Scope& scope);
  Value filtered(const List& list, const Node& node, const Scope& scope);
  Value logic(const Node& node, const Scope& scope);
  Value between(const Node& node, const Scope& scope);
  Value tests(const Node& node, const Scope& scope);
  Value test(const Node& node, const Value& input, const Scope& scope);
  std::optional<bool> matches(const Value& input, const Value& wanted, Position at);
  Value conditional(const Node& node, const Scope& scope);
  Value repeat(const Node& node, const Scope& scope);
  Value context(const Node& node, const Scope& scope);
  Value range(const Node& node, const Scope& scope);
  Value half_range(const Node& node, const Scope& scope);
  Value function(const Node& node, const Scope& scope, std::string own_name);
  Value call(const Node& node, const Scope& scope);
  Value call_builtin(const Builtin& builtin, const Node& node, std::vector<Value> arguments);
  Value call_known(const Builtin& builtin, const Node& node, std::vector<Value> arguments);
  Value call_with_unknown(const Builtin& builtin, const Node& node, std::vector<Value> arguments);
  Value call_body(const Value& callee, const Node& node, std::vector<Value> arguments);

  const Limits& limits_;
  std::int64_t steps_ = 0;
  int depth_ = 0;
  bool stopped_ = false;
  Mark mark_{};
  std::vector<Diagnostic> diagnostics_;

  friend class Iteration;
};

// Kinds whose values stand in an order, each among its own.
bool is_ordered(Kind kind);
// The properties of values that are no contexts: date.year, duration.days, range.start ..;
// nullptr when the kind has none of that name.
struct Property {
  Kind kind;
  std::string_view name;
  Kind type;
  Value (*get)(const Value&);
};
const Property* find_property(Kind kind, std::string_view name);

}  // namespace zhulian::feel
