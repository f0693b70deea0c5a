#include <algorithm>

#include "feel/builtins.h"
#include "feel/interpreter.h"

namespace zhulian::feel {

const Value* Scope::find(std::string_view wanted) const {
  for (const Scope* scope = this; scope; scope = scope->parent) {
    if (scope->context) {
      if (const Value* found = scope->context->find(wanted)) return found;
    } else if (!scope->slots.empty()) {
      for (const Slot& slot : scope->slots) {
        if (slot.name == wanted) return slot.value;
      }
    } else if (scope->value && scope->name == wanted) {
      return scope->value;
    }
  }
  return nullptr;
}

Value Interpreter::fault(Position at, std::string_view code) {
  if (diagnostics_.size() < limits_.diagnostics_max) {
    diagnostics_.push_back({.at = at, .code = std::string(code), .mark = mark_});
  }
  return {};
}

Value Interpreter::whole(Value made, Position at) {
  return made.is_null() ? fault(at, "feel.limit.depth") : made;
}

bool Interpreter::charge(std::size_t steps, Position at) {
  if (stopped_) return false;
  steps_ += static_cast<std::int64_t>(std::min<std::size_t>(steps, INT64_MAX / 2));
  if (steps_ <= limits_.steps_max) return true;
  stopped_ = true;
  // Never crowded out by earlier diagnostics: it is why all the rest is null.
  diagnostics_.push_back({.at = at, .code = "feel.limit.steps", .mark = mark_});
  return false;
}

Value Interpreter::evaluate(const Node& node, const Scope& scope) {
  if (!charge(1, node.at)) return {};
  if (depth_ >= limits_.depth_max) return fault(node.at, "feel.limit.depth");
  ++depth_;
  Value value = evaluate_form(node, scope);
  --depth_;
  return value;
}

Value Interpreter::evaluate_form(const Node& node, const Scope& scope) {
  switch (node.form) {
    case Form::literal:
      if (node.value.is_null() && node.text == "@") return fault(node.at, "feel.value.at_literal");
      return node.value;
    case Form::name:
      return name(node, scope);
    case Form::path:
      return path(node, scope);
    case Form::filter:
      return filter(node, scope);
    case Form::call:
      return call(node, scope);
    case Form::negate:
      return negated(evaluate(*node.children[0], scope), node.at);
    case Form::add:
    case Form::subtract:
    case Form::multiply:
    case Form::divide:
    case Form::power: {
      const Value left = evaluate(*node.children[0], scope);
      return arithmetic(node.form, left, evaluate(*node.children[1], scope), node.at);
    }
    case Form::equal:
    case Form::unequal:
    case Form::less:
    case Form::less_equal:
    case Form::greater:
    case Form::greater_equal: {
      const Value left = evaluate(*node.children[0], scope);
      return compare(node.form, left, evaluate(*node.children[1], scope), node.at);
    }
    case Form::conjunction:
    case Form::disjunction:
      return logic(node, scope);
    case Form::between:
      return between(node, scope);
    case Form::in:
    case Form::negated_in:
      return tests(node, scope);
    case Form::any_test:
      return Value(true);
    case Form::comparison_test:  // Only within tests(), which does not come here.
      return fault(node.at, "feel.value.type");
    case Form::conditional:
      return conditional(node, scope);
    case Form::for_each:
    case Form::some:
    case Form::every:
    case Form::span:
      return repeat(node, scope);
    case Form::function:
      return function(node, scope, {});
    case Form::instance_of: {
      const Value value = evaluate(*node.children[0], scope);
      if (value.is_unknown()) return value;
      return Value(conforms(value, node.types[0]));
    }
    case Form::list: {
      List items;
      items.reserve(node.children.size());
      for (const NodePtr& child : node.children) items.push_back(evaluate(*child, scope));
      return whole(Value(std::move(items)), node.at);
    }
    case Form::context:
      return context(node, scope);
    case Form::range:
      return range(node, scope);
    case Form::half_range:
      return half_range(node, scope);
    case Form::coercion: {
      const Value value = evaluate(*node.children[0], scope);
      return value.is_null() ? value : coerced(value, node.types[0], node.at);
    }
    case Form::native:
      return node.native->evaluate(*this, scope);
  }
  return {};
}

Value Interpreter::name(const Node& node, const Scope& scope) {
  if (const Value* found = scope.find(node.text)) return *found;
  if (const auto builtins = find_builtins(node.text); !builtins.empty()) {
    return Value(Function{.builtin = &builtins.front()});
  }
  return fault(node.at, "feel.value.unknown_name");
}

Value Interpreter::path(const Node& node, const Scope& scope) {
  return member(evaluate(*node.children[0], scope), node.text, node.at);
}

Value Interpreter::member(const Value& value, const std::string& name, Position at) {
  if (value.is_null()) return value;
  if (const Context* context = value.as_context()) {
    if (const Value* found = context->find(name)) return *found;
    return fault(at, "feel.value.no_member");
  }
  if (const List* list = value.as_list()) {  // The member of each.
    if (!charge(list->size(), at)) return {};
    List members;
    members.reserve(list->size());
    for (const Value& item : *list) {
      // A list in a list would be walked to its full depth by 200 nested calls at most.
      members.push_back(member(item, name, at));
    }
    return Value(std::move(members));
  }
  if (const Property* property = find_property(value.kind(), name)) return property->get(value);
  return fault(at, "feel.value.no_member");
}

Value Interpreter::filter(const Node& node, const Scope& scope) {
  const Value subject = evaluate(*node.children[0], scope);
  // What is no list is a list of one; null is a list of none.
  if (subject.is_unknown()) return subject;
  if (subject.is_null()) return filtered({}, node, scope);
  if (const List* list = subject.as_list()) return filtered(*list, node, scope);
  return filtered(List{subject}, node, scope);
}

Value Interpreter::filtered(const List& list, const Node& node, const Scope& scope) {
  const Node& condition = *node.children[1];
  auto at_index = [&](const Decimal& number) -> Value {
    const auto index = number.to_int64();
    const auto size = static_cast<std::int64_t>(list.size());
    if (index && *index >= 1 && *index <= size) return list[static_cast<std::size_t>(*index - 1)];
    if (index && *index <= -1 && *index >= -size) {
      return list[static_cast<std::size_t>(size + *index)];
    }
    return fault(node.at, "feel.value.index");
  };
  if (const Decimal* index = condition.value.as_number()) return at_index(*index);

  List kept;
  for (const Value& item : list) {
    if (stopped_) return {};
    const Scope with_item{.parent = &scope, .name = "item", .value = &item};
    const Scope with_entries{.parent = &with_item, .context = item.as_context()};
    const Value answer = evaluate(condition, item.as_context() ? with_entries : with_item);
    if (const Decimal* index = answer.as_number()) return at_index(*index);
    if (answer.is_unknown()) return answer;
    if (answer.is_true()) kept.push_back(item);
  }
  if (list.empty()) {
    // An index computed by names that need no item is still an index.
    const Value answer = evaluate(condition, scope);
    if (answer.as_number()) return fault(node.at, "feel.value.index");
  }
  return Value(std::move(kept));
}

Value Interpreter::logic(const Node& node, const Scope& scope) {
  // and: false wins, or: true wins, whatever is unknown beside it (table 50).
  const bool wins = node.form == Form::disjunction;
  Value answer(!wins);
  for (const NodePtr& child : node.children) {
    const Value value = evaluate(*child, scope);
    if (const bool* known = value.as_boolean()) {
      if (*known == wins) return Value(wins);
    } else {
      if (!value.is_null()) fault(child->at, "feel.value.type");
      if (!answer.is_unknown()) answer = value.is_unknown() ? value : Value();
    }
  }
  return answer;
}

Value Interpreter::between(const Node& node, const Scope& scope) {
  const Value value = evaluate(*node.children[0], scope);
  const Value low = evaluate(*node.children[1], scope);
  const Value high = evaluate(*node.children[2], scope);
  const Value above = compare(Form::greater_equal, value, low, node.at);
  const Value below = compare(Form::less_equal, value, high, node.at);
  if (above.is_unknown() || below.is_unknown()) return Value::unknown();
  const bool* a = above.as_boolean();
  const bool* b = below.as_boolean();
  if ((a && !*a) || (b && !*b)) return Value(false);
  return a && b ? Value(true) : Value();
}

Value Interpreter::tests(const Node& node, const Scope& scope) {
  const Value input = evaluate(*node.children[0], scope);
  const bool positive = node.form == Form::in;
  Value all(!positive);
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const Value answer = test(*node.children[i], input, scope);
    if (answer.is_unknown()) return answer;
    // Where something may be unknown, a test after this one may be.
    if (answer.is_true() && !heeds_unknown) return Value(positive);
    if (answer.is_true()) all = Value(positive);
    if (answer.is_null() && !(all.as_boolean() && *all.as_boolean() == positive)) all = answer;
  }
  return all;
}

Value Interpreter::test(const Node& node, const Value& input, const Scope& scope) {
  const Scope with_input{.parent = &scope, .name = "?", .value = &input};
  if (node.form == Form::comparison_test) {
    return compare(node.test, input, evaluate(*node.children[0], with_input), node.at);
  }
  const Value wanted = evaluate(node, with_input);
  if (node.asks_input) return wanted.as_boolean() || wanted.is_unknown() ? wanted : Value();
  if (input.is_unknown() || wanted.is_unknown()) return Value::unknown();
  // A range that is none, such as [5..1], leaves the answer unknown; it is not the test for null.
  const bool range = node.form == Form::range || node.form == Form::half_range;
  if (wanted.is_null() && range) return {};
  const auto answer = matches(input, wanted, node.at);
  return answer ? Value(*answer) : Value();
}

std::optional<bool> Interpreter::matches(const Value& input, const Value& wanted, Position at) {
  if (const Range* range = wanted.as_range()) {
    if (input.as_range()) return equal(input, wanted, at);
    return contains(*range, input);
  }
  const List* list = wanted.as_list();
  if (!list) return equal(input, wanted, at);
  if (input.as_list()) {
    if (const auto same = equal(input, wanted, at); same && *same) return true;
  }
  bool unknown = false;
  for (const Value& item : *list) {
    if (!charge(1, at)) return std::nullopt;
    const auto answer = item.as_range() && !input.as_range() ? contains(*item.as_range(), input)
                                                             : equal(input, item, at);
    if (answer && *answer) return true;
    if (!answer && item.as_range()) unknown = true;
  }
  return unknown ? std::nullopt : std::optional(false);
}

Value Interpreter::conditional(const Node& node, const Scope& scope) {
  const Value condition = evaluate(*node.children[0], scope);
  if (!condition.as_boolean() && !condition.is_null()) return fault(node.at, "feel.value.type");
  if (condition.is_unknown()) {  // Known only where both ways lead to the same.
    const Value yes = evaluate(*node.children[1], scope), no = evaluate(*node.children[2], scope);
    const bool same = !yes.is_unknown() && !no.is_unknown() && equal(yes, no, node.at) == true;
    return same ? yes : condition;
  }
  return evaluate(*node.children[condition.is_true() ? 1 : 2], scope);
}

Value Interpreter::context(const Node& node, const Scope& scope) {
  Context built;
  const Scope inner{.parent = &scope, .context = &built};  // Entries see those above them.
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const Node& child = *node.children[i];
    Value value = child.form == Form::function ? function(child, inner, node.names[i])
                                               : evaluate(child, inner);
    built.put(node.names[i], std::move(value));
  }
  return whole(Value(std::move(built)), node.at);
}

Value Interpreter::range(const Node& node, const Scope& scope) {
  Range range{.low = evaluate(*node.children[0], scope),
              .high = evaluate(*node.children[1], scope),
              .low_closed = node.low_closed,
              .high_closed = node.high_closed};
  if (range.low.is_unknown() || range.high.is_unknown()) return Value::unknown();
  // [null..null] and ends of different kinds are no range; one end may be null: no bound.
  if (range.low.is_null() && range.high.is_null()) return fault(node.at, "feel.value.range");
  if (!range.low.is_null() && !range.high.is_null()) {
    const auto ordered = order(range.low, range.high);
    if (!ordered || *ordered > 0) return fault(node.at, "feel.value.range");
  }
  return Value(std::move(range));
}

Value Interpreter::half_range(const Node& node, const Scope& scope) {
  Value end = evaluate(*node.children[0], scope);
  if (end.is_null()) return end;
  if (node.test == Form::equal || node.test == Form::unequal) {
    return Value(
        Range{.low = end,
              .high = end,
              .low_closed = true,
              .high_closed = true,
              .only = node.test == Form::equal ? Range::Only::equal : Range::Only::unequal});
  }
  const bool closed = node.test != Form::less && node.test != Form::greater;
  Range range{.has_low = false, .has_high = false};
  if (node.test != Form::less && node.test != Form::less_equal) {
    range.low = end;
    range.low_closed = closed;
    range.has_low = true;
  }
  if (node.test != Form::greater && node.test != Form::greater_equal) {
    range.high = std::move(end);
    range.high_closed = closed;
    range.has_high = true;
  }
  return Value(std::move(range));
}

Outcome evaluate(const Expression& expression, const Context& names, const Limits& limits) {
  Interpreter interpreter(limits);
  const Scope scope{.context = &names};
  Value value = interpreter.evaluate(expression.root(), scope);
  if (interpreter.stopped()) value = {};
  return {.value = std::move(value), .diagnostics = interpreter.take_diagnostics()};
}

Outcome evaluate(const Expression& expression, const Value& input, const Context& names,
                 const Limits& limits) {
  Interpreter interpreter(limits);
  const Scope outer{.context = &names};
  const Scope scope{.parent = &outer, .name = "?", .value = &input};
  Value value = interpreter.evaluate(expression.root(), scope);
  if (interpreter.stopped()) value = {};
  return {.value = std::move(value), .diagnostics = interpreter.take_diagnostics()};
}

}  // namespace zhulian::feel
