// Values that may be null where they are used as if they could not: what is reckoned from null is
// null, a test of it neither holds nor fails, and a whole column is silently passed over.
#include <algorithm>

#include "dmn/check_inside.h"

namespace zhulian::dmn {
namespace {

using feel::Form;
using feel::Node;

bool is_null(const Node& node) {
  return node.form == Form::literal && node.value.is_null() && node.text != "@";
}

// The paths that an expression compares with null: who asks knows that it may be.
void asked(const Node& node, Paths& paths) {
  const auto note = [&](const Node& value) {
    if (const auto path = path_of(value)) paths.insert(*path);
  };
  if (node.form == Form::equal || node.form == Form::unequal) {
    if (is_null(*node.children[1])) note(*node.children[0]);
    if (is_null(*node.children[0])) note(*node.children[1]);
  }
  if (node.form == Form::in || node.form == Form::negated_in)
    for (std::size_t i = 1; i < node.children.size(); ++i)
      if (is_null(*node.children[i])) note(*node.children[0]);
  if (node.form == Form::instance_of) note(*node.children[0]);
  for (const feel::NodePtr& child : node.children) asked(*child, paths);
}

class Nulls {
 public:
  Nulls(Judging& judging, const Paths& nullable, int element, int row, int column)
      : judging_(judging), nullable_(nullable), element_(element), row_(row), column_(column) {}

  void visit(const Node& node, const Paths& guarded) {
    switch (node.form) {
      case Form::conjunction:
      case Form::disjunction:
      case Form::conditional: {
        Paths inner = guarded;
        asked(node, inner);
        for (const feel::NodePtr& child : node.children) visit(*child, inner);
        return;
      }
      case Form::less:
      case Form::less_equal:
      case Form::greater:
      case Form::greater_equal:
      case Form::between:
      case Form::add:
      case Form::subtract:
      case Form::multiply:
      case Form::divide:
      case Form::power:
      case Form::negate:
        for (const feel::NodePtr& child : node.children) used(*child, guarded);
        break;
      case Form::path:
        if (path_of(node)) return entered(node, guarded);
        break;
      default:
        break;
    }
    for (const feel::NodePtr& child : node.children) visit(*child, guarded);
  }

 private:
  void used(const Node& operand, const Paths& guarded) {
    const auto path = path_of(operand);
    if (path && nullable_.contains(*path) && !guarded.contains(*path)) tell(operand, *path);
  }

  // A path that leads through something that may be null.
  void entered(const Node& path, const Paths& guarded) {
    for (const Node* part = path.children[0].get(); part;
         part = part->form == Form::path ? part->children[0].get() : nullptr)
      used(*part, guarded);
  }

  void tell(const Node& node, const std::string& path) {
    judging_.add({.wrong = Wrong::null_path,
                  .place = judging_.place(element_, row_, column_, node.at),
                  .code = "dmn.check.null_path",
                  .arguments = {{"name", path}}});
  }

  Judging& judging_;
  const Paths& nullable_;
  int element_, row_, column_;
};

}  // namespace

Paths nullable_paths(const Judging& judging, const Resolved& element) {
  Paths paths;
  for (const Needed& needed : element.needs) {
    const Resolved& source = judging.inside.elements[static_cast<std::size_t>(needed.element)];
    if (!needed.space.empty()) continue;
    if (source.kind == Resolved::Kind::decision) {
      const auto answers = answers_of(source);
      const bool may_be =
          !source.body ||
          (answers && std::ranges::any_of(*answers, [](auto& one) { return one.is_null(); }));
      if (may_be) paths.insert(needed.name);
    }
    if (source.kind != Resolved::Kind::input) continue;
    for (const Fact& fact : judging.ground.facts)
      if (fact.means_none && fact.source != given_by_run &&
          (fact.key == needed.name || fact.key.starts_with(needed.name + ".")))
        paths.insert(fact.key);
  }
  return paths;
}

void check_nulls(Judging& judging, const Node& node, const Paths& nullable, const Paths& guarded,
                 int element, int row, int column) {
  if (!nullable.empty()) Nulls(judging, nullable, element, row, column).visit(node, guarded);
}

}  // namespace zhulian::dmn
