// Cells of constants as data, and the test of a value against them without a walk.
#include <algorithm>
#include <array>

#include "dmn/inside.h"
#include "feel/builtins.h"

namespace zhulian::dmn {

namespace {

using feel::Form;
using feel::Kind;
using feel::Node;
using feel::Value;

// Functions of text alone, which dates and durations are written with.
bool writes_constant(std::string_view name) {
  constexpr std::array names = {std::string_view("date"), std::string_view("time"),
                                std::string_view("date and time"), std::string_view("duration")};
  return std::ranges::find(names, name) != names.end();
}

bool is_constant(const Node& node) {
  switch (node.form) {
    case Form::literal:
      return true;
    case Form::negate:
    case Form::list:
    case Form::range:
    case Form::half_range:
      return std::ranges::all_of(node.children, [](const auto& c) { return is_constant(*c); });
    case Form::call:
      if (node.children[0]->form != Form::name || !writes_constant(node.children[0]->text)) {
        return false;
      }
      return std::all_of(node.children.begin() + 1, node.children.end(),
                         [](const auto& c) { return is_constant(*c); });
    default:
      return false;
  }
}

// Kinds that only equal their own and need no walk.
bool is_scalar(Kind kind) {
  return kind != Kind::list && kind != Kind::context && kind != Kind::range &&
         kind != Kind::function;
}

std::optional<Value> half_range(Form test, Value end) {
  feel::Range range{.has_low = false, .has_high = false};
  if (test == Form::greater || test == Form::greater_equal) {
    range.low = std::move(end);
    range.has_low = true;
    range.low_closed = test == Form::greater_equal;
  } else {
    range.high = std::move(end);
    range.has_high = true;
    range.high_closed = test == Form::less_equal;
  }
  return Value(std::move(range));
}

std::optional<Cell::Piece> piece_of(const Node& node) {
  if (node.form == Form::comparison_test) {
    auto end = constant_of(*node.children[0]);
    if (!end || !is_scalar(end->kind())) return std::nullopt;
    if (node.test == Form::equal) return Cell::Piece{.value = *std::move(end)};
    if (node.test == Form::unequal) return Cell::Piece{.value = *std::move(end), .unequal = true};
    if (end->is_null() || end->as_boolean()) return std::nullopt;
    return Cell::Piece{.value = *half_range(node.test, *std::move(end))};
  }
  auto value = constant_of(node);
  if (!value || (!is_scalar(value->kind()) && !value->as_range())) return std::nullopt;
  // The ends of a range that is half open by a null make the answer null by turns.
  if (const feel::Range* range = value->as_range()) {
    if ((range->has_low && range->low.is_null()) || (range->has_high && range->high.is_null())) {
      return std::nullopt;
    }
  }
  return Cell::Piece{.value = *std::move(value)};
}

std::optional<bool> equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.kind() != b.kind()) return std::nullopt;
  if (const bool* known = a.as_boolean()) return *known == *b.as_boolean();
  if (const std::string* text = a.as_string()) return *text == *b.as_string();
  const auto ordered = feel::Interpreter::order(a, b);
  return ordered && *ordered == 0;
}

}  // namespace

std::optional<Value> constant_of(const Node& node) {
  if (node.form == Form::literal) {
    if (node.value.is_null() && node.text == "@") return std::nullopt;
    return node.value;
  }
  if (!is_constant(node)) return std::nullopt;
  const feel::NodePtr unowned(std::shared_ptr<void>(), &node);
  Value value = feel::evaluate(feel::Expression(unowned), feel::Context{}).value;
  if (value.is_null()) return std::nullopt;
  return value;
}

const Node& bare(const Node& node) {
  const Node* inner = &node;
  while (inner->form == Form::coercion) inner = inner->children[0].get();
  return *inner;
}

std::optional<std::string> path_of(const Node& node) {
  if (node.form == Form::name) return node.text;
  if (node.form != Form::path) return std::nullopt;
  auto of = path_of(*node.children[0]);
  if (!of) return std::nullopt;
  return *std::move(of) + "." + node.text;
}

Cell cell_of(feel::NodePtr tests) {
  Cell cell{.tests = std::move(tests)};
  if (!cell.tests) return cell;
  const Node& node = *cell.tests;
  cell.any = node.form == Form::any_test;
  if (node.form != Form::in && node.form != Form::negated_in) return cell;
  cell.negated = node.form == Form::negated_in;
  cell.constant = true;
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    auto piece = node.children[i]->asks_input ? std::nullopt : piece_of(*node.children[i]);
    if (!piece) {
      cell.constant = false;
      cell.pieces.clear();
      return cell;
    }
    cell.pieces.push_back(*std::move(piece));
  }
  return cell;
}

std::optional<bool> Cell::holds(const Value& input) const {
  if (any) return true;
  // A list of one stands for its item, moments are equal to the millisecond, and more of the kind.
  const bool moment = input.kind() == Kind::time || input.kind() == Kind::date_time;
  if (!is_scalar(input.kind()) || moment) {
    const Value value = feel::evaluate(feel::Expression(tests), input, feel::Context{}).value;
    return value.as_boolean() ? std::optional(*value.as_boolean()) : std::nullopt;
  }
  bool unknown = false;
  for (const Piece& piece : pieces) {
    const feel::Range* range = piece.value.as_range();
    auto answer = range ? feel::Interpreter::contains(*range, input) : equal(input, piece.value);
    if (answer && piece.unequal) answer = !*answer;
    if (!answer) {
      unknown = true;
    } else if (*answer) {
      return !negated;
    }
  }
  return unknown ? std::nullopt : std::optional(negated);
}

}  // namespace zhulian::dmn
