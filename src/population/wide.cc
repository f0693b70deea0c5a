// Numbers and dates: only the ranges between the constants they are compared with matter.
//
// The ranges are found by asking the interpreter, too: where a rising function passes a constant is
// found by halving, so that no arithmetic of dates or decimals is written a second time.
#include <algorithm>

#include "population/compiler.h"
#include "population/interpret.h"

namespace zhulian::population {

using feel::Form;
using feel::Node;
using feel::NodePtr;
using feel::Value;

namespace {

bool is_comparison(Form form) {
  return form >= Form::equal && form <= Form::greater_equal;
}

std::int64_t least(const Column& column) {
  return column.wide && column.held == Held::number ? no_long + 1 : std::int64_t{no_int} + 1;
}
std::int64_t greatest(const Column& column) {
  return column.wide && column.held == Held::number ? INT64_MAX : INT32_MAX;
}

// Properties that never fall when what they are of grows.
bool rises_with(std::string_view property) {
  return property == "year" || property == "years" || property == "days";
}

}  // namespace

const feel::Type* Compiler::declared(const std::string& path) const {
  for (const dmn::Resolved& input : rules_.elements) {
    if (input.kind != dmn::Resolved::Kind::input) continue;
    const bool whole = path == input.qualified;
    if (!whole && !path.starts_with(input.qualified + ".")) continue;
    const feel::Type* type = &input.type;
    std::string_view rest =
        whole ? std::string_view() : std::string_view(path).substr(input.qualified.size() + 1);
    while (type && !rest.empty()) {
      const std::size_t dot = rest.find('.');
      type = type->entry(rest.substr(0, dot));
      rest = dot == rest.npos ? std::string_view() : rest.substr(dot + 1);
    }
    if (!type || (type->kind == feel::Kind::any && !type->allowed)) return nullptr;
    return type;
  }
  return nullptr;
}

Result<Compiler::Probe> Compiler::probe(const NodePtr& node, int column, int element) {
  Probe probe{.node = node, .column = column};
  if (node->form == Form::name && node->text == schema_[static_cast<std::size_t>(column)].path) {
    probe.node = nullptr;
    return probe;
  }
  for (const std::string& path : TRY(leaves(*node, element))) {
    const Term part = TRY(leaf_term(path, node->at, element));
    if (part.wide()) probe.place = probe.bindings.size();
    probe.bindings.emplace_back(path, part.fixed() ? part.fixed()->value : Value());
  }
  return probe;
}

Value Compiler::at(Probe& probe, std::int64_t held) const {
  Value value = fact(probe.column, held);
  if (!probe.node) return value;
  probe.bindings[probe.place].second = std::move(value);
  return evaluate(probe.node, probe.bindings);
}

Result<bool> Compiler::reads_wide(const Node& node, int element) {
  for (const std::string& path : TRY(leaves(node, element)))
    if (TRY(leaf_term(path, node.at, element)).wide()) return true;
  return false;
}

Result<Value> Compiler::fixed_value(const NodePtr& node, int element) {
  const Term made = TRY(term(node, element));
  if (!made.fixed()) return refuse("population.refused.number_in_expression", node->at);
  return made.fixed()->value;
}

Result<std::optional<bool>> Compiler::falls(const NodePtr& node, int element) {
  const std::optional<bool> neither;
  if (const auto path = dmn::path_of(*node)) {
    const std::vector<std::string> paths = TRY(leaves(*node, element));
    if (paths.size() == 1 && paths[0] == *path) {
      const Term leaf = TRY(leaf_term(*path, node->at, element));
      return leaf.wide() ? std::optional(leaf.wide()->falls) : neither;
    }
  }
  const auto of_child = [&](std::size_t i) { return falls(node->children[i], element); };
  switch (node->form) {
    case Form::negate: {
      const auto inner = TRY(of_child(0));
      return inner ? std::optional(!*inner) : neither;
    }
    case Form::coercion:
      if (node->types[0].allowed) return neither;
      return of_child(0);
    case Form::path:
      if (!rises_with(node->text)) return neither;
      return of_child(0);
    case Form::add:
    case Form::subtract:
    case Form::multiply:
    case Form::divide: {
      const bool left = TRY(reads_wide(*node->children[0], element));
      const bool right = TRY(reads_wide(*node->children[1], element));
      if (left == right) return neither;
      const auto inner = TRY(of_child(left ? 0 : 1));
      if (!inner) return neither;
      const Value other = TRY(fixed_value(node->children[left ? 1 : 0], element));
      if (other.is_null()) return neither;
      if (node->form == Form::add) return inner;
      if (node->form == Form::subtract) return std::optional(left ? *inner : !*inner);
      const feel::Decimal* factor = other.as_number();
      if (!factor || factor->is_zero() || (node->form == Form::divide && right)) return neither;
      return std::optional(factor->negative() ? !*inner : *inner);
    }
    case Form::call:
      return call_falls(node, element);
    default:
      return neither;
  }
}

Result<std::optional<bool>> Compiler::call_falls(const NodePtr& node, int element) {
  const std::optional<bool> neither;
  const Node& callee = *node->children[0];
  std::string rest;
  if (callee.form != Form::name || !node->names.empty() || needed(callee.text, element, rest))
    return neither;
  const std::size_t arguments = node->children.size() - 1;
  const bool one = callee.text == "floor" || callee.text == "ceiling" || callee.text == "date";
  if (one && arguments == 1) return falls(node->children[1], element);
  if (callee.text == "years and months duration" && arguments == 2) {
    const bool from = TRY(reads_wide(*node->children[1], element));
    const bool to = TRY(reads_wide(*node->children[2], element));
    if (from == to) return neither;
    const auto inner = TRY(falls(node->children[from ? 1 : 2], element));
    if (!inner) return neither;
    return std::optional(from ? !*inner : *inner);
  }
  return neither;
}

Result<void> Compiler::bounds_at(const NodePtr& node, int column, int element, const Value& value,
                                 std::vector<std::int64_t>& bounds) {
  if (const feel::Range* range = value.as_range()) {
    TRY(bounds_at(node, column, element, range->low, bounds));
    return bounds_at(node, column, element, range->high, bounds);
  }
  if (const feel::List* list = value.as_list()) {
    for (const Value& item : *list) TRY(bounds_at(node, column, element, item, bounds));
    return {};
  }
  if (value.is_null()) return {};
  const auto direction = TRY(falls(node, element));
  // The fact itself comes without the path it was found by.
  const bool itself =
      node->form == Form::name && node->text == schema_[static_cast<std::size_t>(column)].path;
  if (!direction && !itself) return refuse("population.refused.number_in_expression", node->at);
  const bool fall = direction.value_or(false);
  Probe function = TRY(probe(node, column, element));
  const Column& of = schema_[static_cast<std::size_t>(column)];
  // Values the type of the column does not allow are unknown: the function is asked without it.
  const auto raw = [&](std::int64_t held) {
    const Value own = value_of(of, held);
    if (!function.node) return own;
    function.bindings[function.place].second = own;
    return evaluate(function.node, function.bindings);
  };
  const auto low = least(of), high = greatest(of);
  if (!feel::Interpreter::order(raw(low), value) || !feel::Interpreter::order(raw(high), value)) {
    // Another kind of value: no entry is before or after it. Else it has no value out there.
    if (raw(0).is_null() || raw(0).kind() == value.kind())
      return refuse("population.refused.number_in_expression", node->at);
    return {};
  }
  for (const bool strictly : {false, true}) {
    const auto passed = [&](std::int64_t held) {
      const auto order = feel::Interpreter::order(raw(held), value);
      if (!order) return false;
      if (fall) return strictly ? *order < 0 : *order <= 0;
      return strictly ? *order > 0 : *order >= 0;
    };
    if (!passed(high)) continue;
    std::int64_t from = low, to = high;  // The first that passed is in from .. to.
    while (from < to) {
      const auto middle = static_cast<std::int64_t>(
          static_cast<std::uint64_t>(from) +
          (static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from)) / 2);
      if (passed(middle)) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    bounds.push_back(from);
  }
  return {};
}

Result<void> Compiler::bounds_of_tests(const NodePtr& node, int column, int element,
                                       std::vector<std::int64_t>& bounds) {
  const NodePtr& input = node->children[0];
  for (std::size_t i = 1; i < node->children.size(); ++i) {
    const NodePtr& test = node->children[i];
    if (test->asks_input) {
      TRY(bounds_of(test, column, element, bounds));
      continue;
    }
    if (test->form == Form::any_test) continue;
    const NodePtr& wanted = test->form == Form::comparison_test ? test->children[0] : test;
    if (!TRY(reads_wide(*input, element))) continue;
    const Value value = TRY(fixed_value(wanted, element));
    TRY(bounds_at(input, column, element, value, bounds));
  }
  return {};
}

Result<void> Compiler::bounds_of(const NodePtr& node, int column, int element,
                                 std::vector<std::int64_t>& bounds) {
  if (!TRY(reads_wide(*node, element))) return {};
  const auto refused = [&] { return refuse("population.refused.number_in_expression", node->at); };
  if (is_comparison(node->form) || node->form == Form::between) {
    // One side is the function; of between it may be any of the three.
    const std::size_t count = node->children.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (!TRY(reads_wide(*node->children[i], element))) continue;
      for (std::size_t j = 0; j < count; ++j) {
        if (i == j) continue;
        if (i != 0 && j != 0) continue;  // low and high are not compared with each other.
        const Value value = TRY(fixed_value(node->children[j], element));
        TRY(bounds_at(node->children[i], column, element, value, bounds));
      }
    }
    return {};
  }
  switch (node->form) {
    case Form::in:
    case Form::negated_in:
      return bounds_of_tests(node, column, element, bounds);
    case Form::conjunction:
    case Form::disjunction:
    case Form::conditional:
    case Form::coercion:
      for (const NodePtr& child : node->children) TRY(bounds_of(child, column, element, bounds));
      return {};
    case Form::call:
      if (node->children[0]->form != Form::name || node->children[0]->text != "not")
        return refused();
      for (std::size_t i = 1; i < node->children.size(); ++i)
        TRY(bounds_of(node->children[i], column, element, bounds));
      return {};
    default:
      return refused();
  }
}

Result<Operand> Compiler::ranges(int column, std::vector<std::int64_t>& bounds, feel::Position at) {
  const Column& of = schema_[static_cast<std::size_t>(column)];
  if (const feel::Type* type = declared(of.path); type && type->allowed) {
    const dmn::Cell cell = dmn::cell_of(type->allowed);
    if (!cell.constant) return refuse("population.refused.allowed_values", at);
    const auto itself =
        std::make_shared<const Node>(Node{.form = Form::name, .at = at, .text = of.path});
    for (const auto& piece : cell.pieces)
      TRY(bounds_at(itself, column, element_, piece.value, bounds));
  }
  bounds.push_back(least(of));
  std::ranges::sort(bounds);
  const auto [first, last] = std::ranges::unique(bounds);
  bounds.erase(first, last);
  if (bounds.size() >= classes_max) return refuse("population.refused.too_many_values", at);
  std::string key = "i" + std::to_string(column);
  for (const std::int64_t bound : bounds) key += "," + std::to_string(bound);
  IntervalStep step{.column = column, .bounds = bounds};
  if (width_of(of) == Width::ints) step.narrow.assign(bounds.begin(), bounds.end());
  const int reg = add({.work = std::move(step)}, key);
  return Operand{.index = reg};
}

std::vector<std::int64_t> Compiler::samples(int column,
                                            const std::vector<std::int64_t>& bounds) const {
  const Column& of = schema_[static_cast<std::size_t>(column)];
  std::vector<std::int64_t> held{width_of(of) == Width::longs ? no_long : std::int64_t{no_int}};
  held.insert(held.end(), bounds.begin(), bounds.end());
  return held;
}

Result<Term> Compiler::classify(const NodePtr& node, int column, int element) {
  std::vector<std::int64_t> bounds;
  TRY(bounds_of(node, column, element, bounds));
  const Operand reg = TRY(ranges(column, bounds, node->at));
  Probe function = TRY(probe(node, column, element));
  std::vector<Value> values;
  for (const std::int64_t held : samples(column, bounds)) values.push_back(at(function, held));
  std::vector<std::uint8_t> classes;
  bool fits = true;
  std::vector<Value> states = distinct(values, classes, fits);
  if (states.size() == 1) return Term{.kind = Fixed{std::move(states[0])}, .columns = {column}};
  const Finite from{.at = reg, .states = std::vector<Value>(values.size())};
  Finite to = TRY(lookup(from, std::move(classes), std::move(states)));
  return Term{.kind = std::move(to), .columns = {column}};
}

Result<Term> Compiler::compare_columns(const NodePtr& node, const Wide& a, const Wide& b) {
  const Column& one = schema_[static_cast<std::size_t>(a.column)];
  const Column& other = schema_[static_cast<std::size_t>(b.column)];
  const auto itself = [&](const Wide& wide, const Column& column) {
    const feel::Type* type = declared(column.path);
    return wide.node->form == Form::name && wide.node->text == column.path &&
           width_of(column) == Width::ints && (!type || !type->allowed);
  };
  const bool alike = one.held == other.held && one.divisor == other.divisor;
  if (!itself(a, one) || !itself(b, other) || !alike)
    return refuse("population.refused.two_numbers", node->at);
  std::vector<Value> values;
  const std::pair<std::int64_t, std::int64_t> held[] = {{0, 1},      {0, 0},      {1, 0},
                                                        {no_int, 0}, {0, no_int}, {no_int, no_int}};
  for (const auto& [x, y] : held)
    values.push_back(evaluate(node, {{"$0", fact(a.column, x)}, {"$1", fact(b.column, y)}}));
  std::vector<std::uint8_t> classes;
  bool fits = true;
  std::vector<Value> states = distinct(values, classes, fits);
  std::vector<int> columns{std::min(a.column, b.column), std::max(a.column, b.column)};
  if (states.size() == 1)
    return Term{.kind = Fixed{std::move(states[0])}, .columns = std::move(columns)};
  const std::string key = "d" + std::to_string(a.column) + "," + std::to_string(b.column);
  const int reg = add({.work = CompareStep{.a = a.column, .b = b.column}}, key);
  const Finite from{.at = {.index = reg}, .states = std::vector<Value>(values.size())};
  Finite to = TRY(lookup(from, std::move(classes), std::move(states)));
  return Term{.kind = std::move(to), .columns = std::move(columns)};
}

}  // namespace zhulian::population
