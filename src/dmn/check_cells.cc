// Cells as the sets they are: which values their tests tell apart, and which pass.
#include <algorithm>

#include "dmn/check_inside.h"

namespace zhulian::dmn {
namespace {

using feel::Form;
using feel::Kind;
using feel::Node;
using feel::Value;

// What a condition is about: "?" in a cell, a path in the expression of a column.
struct Subject {
  std::string_view path = "?";
  bool is(const Node& node) const {
    if (node.form == Form::name) return node.text == path;
    return node.form == Form::path && path_of(node) == path;
  }
};

bool is_comparison(Form form) {
  switch (form) {
    case Form::equal:
    case Form::unequal:
    case Form::less:
    case Form::less_equal:
    case Form::greater:
    case Form::greater_equal:
      return true;
    default:
      return false;
  }
}

void add(const Value& value, Form how, Cuts& cuts) {
  if (value.is_null()) {
    cuts.null = true;
    return;
  }
  cuts.values.push_back(value);
  if (how == Form::equal || how == Form::unequal)
    cuts.points.push_back(value);
  else
    cuts.ordered = true;
}

bool add_whole(const Value& value, Cuts& cuts) {
  if (const feel::Range* range = value.as_range()) {
    for (const Value* end : {&range->low, &range->high})
      if (!end->is_null()) add(*end, Form::less, cuts);
    return true;
  }
  if (const feel::List* list = value.as_list())
    return std::ranges::all_of(*list, [&](const Value& item) { return add_whole(item, cuts); });
  if (value.kind() == Kind::context || value.kind() == Kind::function) return false;
  add(value, Form::equal, cuts);
  return true;
}

bool add_constant(const Node& node, Form how, Cuts& cuts) {
  const auto value = constant_of(node);
  if (!value) return false;
  if (how == Form::equal && (value->as_range() || value->as_list())) return add_whole(*value, cuts);
  add(*value, how, cuts);
  return true;
}

bool gather_tests(const Node& node, const Subject& subject, Cuts& cuts);

bool gather_condition(const Node& node, const Subject& subject, Cuts& cuts) {
  if (subject.is(node)) return true;
  const auto& parts = node.children;
  const auto every = [&](std::size_t from) {
    for (std::size_t i = from; i < parts.size(); ++i)
      if (!gather_condition(*parts[i], subject, cuts)) return false;
    return true;
  };
  if (node.form == Form::conjunction || node.form == Form::disjunction) return every(0);
  if (is_comparison(node.form)) {
    if (subject.is(*parts[0])) return add_constant(*parts[1], node.form, cuts);
    return subject.is(*parts[1]) && add_constant(*parts[0], node.form, cuts);
  }
  if (node.form == Form::between)
    return subject.is(*parts[0]) && add_constant(*parts[1], Form::less, cuts) &&
           add_constant(*parts[2], Form::less, cuts);
  if (node.form == Form::in || node.form == Form::negated_in)
    return gather_tests(node, subject, cuts);
  if (node.form == Form::call && parts.size() == 2 && parts[0]->form == Form::name &&
      parts[0]->text == "not")
    return every(1);
  return node.form == Form::literal && node.value.kind() == Kind::boolean;
}

bool gather_tests(const Node& node, const Subject& subject, Cuts& cuts) {
  if (node.form == Form::any_test) return true;
  if (node.form != Form::in && node.form != Form::negated_in)
    return gather_condition(node, subject, cuts);
  if (!subject.is(*node.children[0])) return false;
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const Node& test = *node.children[i];
    bool told = false;
    if (test.form == Form::comparison_test)
      told = add_constant(*test.children[0], test.test, cuts);
    else
      told = test.asks_input ? subject.path == "?" && gather_condition(test, subject, cuts)
                             : add_constant(test, Form::equal, cuts);
    if (!told) return false;
  }
  return true;
}

}  // namespace

bool gather(const Node& tests, Cuts& cuts) {
  return gather_tests(tests, Subject{}, cuts);
}

bool gather_over(const Node& condition, std::string_view path, Cuts& cuts) {
  return gather_condition(condition, Subject{path}, cuts);
}

bool lets_through(const Cell& cell, const Value& value) {
  if (cell.any) return true;
  if (!cell.tests) return false;
  if (cell.constant) return cell.holds(value) == true;
  return feel::evaluate(feel::Expression(cell.tests), value, {}).value.is_true();
}

bool same(const Node& a, const Node& b) {
  if (a.form != b.form || a.text != b.text || a.test != b.test || a.names != b.names ||
      a.low_closed != b.low_closed || a.high_closed != b.high_closed || a.native != b.native ||
      a.value.kind() != b.value.kind() || feel::to_text(a.value) != feel::to_text(b.value) ||
      a.children.size() != b.children.size() || a.types.size() != b.types.size())
    return false;
  for (std::size_t i = 0; i < a.types.size(); ++i)
    if (a.types[i].text() != b.types[i].text()) return false;
  return std::ranges::equal(a.children, b.children,
                            [](const auto& x, const auto& y) { return same(*x, *y); });
}

}  // namespace zhulian::dmn
