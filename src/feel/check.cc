#include "feel/check.h"

#include <algorithm>

#include "feel/interpreter.h"
#include "feel/lexer.h"
#include "feel/parser.h"

namespace zhulian::feel {

namespace {

constexpr std::size_t faults_max = 50;
constexpr std::size_t type_parts_max = 500;

std::size_t weight(const Type& type) {
  std::size_t parts = 1;
  for (const Type& part : type.of) parts += weight(part);
  return parts;
}

bool open(const Type& type) {
  return type.kind == Kind::any || type.kind == Kind::null;
}

bool fits(const Type& type, Kind wanted) {
  return open(type) || wanted == Kind::any || type.kind == wanted;
}

Type joined(const Type& a, const Type& b) {
  if (a.kind == Kind::null) return b;
  if (b.kind == Kind::null) return a;
  if (a.kind != b.kind) return {};
  return a.of.size() == b.of.size() && a.codes == b.codes ? a : Type(a.kind);
}

Type element(const Type& type) {
  if (type.kind == Kind::list || type.kind == Kind::range) {
    return type.of.empty() ? Type() : type.of[0];
  }
  return type;
}

void declare(Type& context, std::string_view path, const Type& type) {
  const std::size_t dot = path.find('.');
  const std::string name(path.substr(0, dot));
  auto place = std::ranges::find(context.names, name);
  if (place == context.names.end()) {
    context.names.push_back(name);
    context.of.emplace_back(dot == path.npos ? Kind::any : Kind::context);
    place = context.names.end() - 1;
  }
  Type& entry = context.of[static_cast<std::size_t>(place - context.names.begin())];
  if (dot == path.npos) {
    entry = type;
  } else {
    declare(entry, path.substr(dot + 1), type);
  }
}

}  // namespace

Checker::Checker(const Schema& schema) {
  Type all(Kind::context);
  for (const auto& [path, type] : schema) declare(all, path, type);
  for (std::size_t i = 0; i < all.names.size(); ++i) root_.names[all.names[i]] = all.of[i];
}

Names Checker::names(const Schema& schema) {
  Names names;
  for (const auto& [path, type] : schema) {
    for (std::size_t start = 0; start <= path.size();) {
      const std::size_t dot = std::min(path.find('.', start), path.size());
      names.known.push_back(path.substr(start, dot - start));
      start = dot + 1;
    }
    for (const std::string& name : type.names) names.known.push_back(name);
  }
  return names;
}

const Type* Checker::Scope::find(std::string_view name) const {
  for (const Scope* scope = this; scope; scope = scope->parent) {
    if (const auto found = scope->names.find(name); found != scope->names.end()) {
      return &found->second;
    }
  }
  return nullptr;
}

void Checker::fault(const Node& node, std::string code, std::vector<Argument> arguments) {
  if (faults_.size() >= faults_max) return;
  faults_.push_back(error_at(node.at, std::move(code), std::move(arguments)));
}

void Checker::clash(const Node& node, const Type& wanted, const Type& found) {
  fault(node, "feel.check.type", {{"wanted", wanted.text()}, {"found", found.text()}});
}

void Checker::require(const Node& node, const Type& type, Kind wanted) {
  if (!fits(type, wanted)) clash(node, wanted, type);
}

Result<void> Checker::verdict() && {
  if (faults_.empty()) return {};
  Error first = std::move(faults_.front());
  first.others.assign(std::make_move_iterator(faults_.begin() + 1),
                      std::make_move_iterator(faults_.end()));
  return std::unexpected(std::move(first));
}

Type Checker::infer(const Node& node, const Scope& scope) {
  Type type = infer_form(node, scope);
  // {a: .., b: [a, a], c: [b, b], ..} would double with every entry.
  if (weight(type) > type_parts_max) type = Type(type.kind);
  types_[&node] = type;
  return type;
}

Type Checker::infer_form(const Node& node, const Scope& scope) {
  switch (node.form) {
    case Form::literal:
      if (node.value.is_null() && node.text == "@") fault(node, "feel.check.literal");
      return node.value.kind();
    case Form::name:
      return name(node, scope);
    case Form::path:
      return path(node, scope);
    case Form::filter:
      return filter(node, scope);
    case Form::call:
      return call(node, scope);
    case Form::negate: {
      const Type type = infer(*node.children[0], scope);
      const bool sound = open(type) || type.kind == Kind::number ||
                         type.kind == Kind::days_duration || type.kind == Kind::months_duration;
      if (!sound) clash(node, Kind::number, type);
      return type;
    }
    case Form::add:
    case Form::subtract:
    case Form::multiply:
    case Form::divide:
    case Form::power:
      return arithmetic(node, scope);
    case Form::equal:
    case Form::unequal:
    case Form::less:
    case Form::less_equal:
    case Form::greater:
    case Form::greater_equal:
      return comparison(node, scope);
    case Form::conjunction:
    case Form::disjunction:
      for (const NodePtr& child : node.children) {
        require(*child, infer(*child, scope), Kind::boolean);
      }
      return Kind::boolean;
    case Form::between:
      return between(node, scope);
    case Form::in:
    case Form::negated_in:
      return tests(node, scope);
    case Form::any_test:
      return Kind::boolean;
    case Form::comparison_test:
      return Kind::boolean;
    case Form::conditional:
      return conditional(node, scope);
    case Form::for_each:
    case Form::some:
    case Form::every:
      return loop(node, scope);
    case Form::span: {
      const Type low = infer(*node.children[0], scope), high = infer(*node.children[1], scope);
      comparable(node, *node.children[0], low, *node.children[1], high, true);
      return Type::list_of(joined(low, high));
    }
    case Form::function:
      return function(node, scope);
    case Form::instance_of:
      infer(*node.children[0], scope);
      return Kind::boolean;
    case Form::list:
      return list(node, scope);
    case Form::context:
      return context(node, scope);
    case Form::range:
    case Form::half_range:
      return range(node, scope);
    case Form::coercion:
      infer(*node.children[0], scope);
      return node.types[0];
    case Form::native:
      return {};
  }
  return {};
}

Type Checker::name(const Node& node, const Scope& scope) {
  if (const Type* found = scope.find(node.text)) return *found;
  if (!find_builtins(node.text).empty()) return Kind::function;
  fault(node, "feel.check.unknown_name", {{"name", node.text}});
  return {};
}

Type Checker::path(const Node& node, const Scope& scope) {
  return member(infer(*node.children[0], scope), node);
}

Type Checker::member(const Type& of, const Node& node) {
  if (open(of)) return {};
  if (of.kind == Kind::list) {
    return Type::list_of(of.of.empty() ? Type() : member(of.of[0], node));
  }
  if (of.kind == Kind::context) {
    if (const Type* entry = of.entry(node.text)) return *entry;
    if (of.names.empty()) return {};
  } else if (const Property* property = find_property(of.kind, node.text)) {
    return property->type;
  }
  fault(node, "feel.check.no_member", {{"name", node.text}, {"type", of.text()}});
  return {};
}

Type Checker::filter(const Node& node, const Scope& scope) {
  const Type subject = infer(*node.children[0], scope);
  const Type item = subject.kind == Kind::list ? element(subject) : subject;
  Scope inner{.parent = &scope};
  inner.names["item"] = item;
  for (std::size_t i = 0; i < item.names.size(); ++i) inner.names[item.names[i]] = item.of[i];
  const Node& condition = *node.children[1];
  const Type type = infer(condition, inner);
  if (type.kind == Kind::number) return item;
  if (!fits(type, Kind::boolean)) clash(condition, Kind::boolean, type);
  return type.kind == Kind::boolean ? Type::list_of(item) : Type();
}

// What a sum, difference, product or quotient of two kinds is; any when there is none.
static Kind result_of(Form form, Kind a, Kind b) {
  using enum Kind;
  const bool a_duration = a == days_duration || a == months_duration;
  const bool b_duration = b == days_duration || b == months_duration;
  const bool a_moment = a == date || a == date_time;
  const bool b_moment = b == date || b == date_time;
  switch (form) {
    case Form::add:
      if (a == b && (a == number || a == string || a_duration)) return a;
      if (b_duration && (a_moment || (a == time && b == days_duration))) return a;
      if (a_duration && (b_moment || (b == time && a == days_duration))) return b;
      return any;
    case Form::subtract:
      if (a == b && (a == number || a_duration)) return a;
      if ((a_moment && b_moment) || (a == time && b == time)) return days_duration;
      if (b_duration && (a_moment || (a == time && b == days_duration))) return a;
      return any;
    case Form::multiply:
      if (a == number && (b == number || b_duration)) return b;
      return b == number && a_duration ? a : any;
    case Form::divide:
      if (a == b && (a == number || a_duration)) return number;
      return b == number && a_duration ? a : any;
    default:
      return a == number && b == number ? number : any;
  }
}

Type Checker::arithmetic(const Node& node, const Scope& scope) {
  const Type left = infer(*node.children[0], scope), right = infer(*node.children[1], scope);
  if (open(left) || open(right)) return {};
  const Kind kind = result_of(node.form, left.kind, right.kind);
  if (kind == Kind::any) {
    fault(node, "feel.check.operands", {{"left", left.text()}, {"right", right.text()}});
  }
  return kind;
}

void Checker::codes(const Type& type, const Node& literal) {
  const std::string* text = literal.form == Form::literal ? literal.value.as_string() : nullptr;
  if (!type.codes || !text) return;
  if (std::ranges::find(*type.codes, *text) != type.codes->end()) return;
  fault(literal, "feel.check.unknown_code", {{"code", *text}});
}

void Checker::comparable(const Node& at, const Node& a, const Type& x, const Node& b, const Type& y,
                         bool ordered) {
  codes(x, b);
  codes(y, a);
  if (open(x) || open(y)) return;
  if (x.kind != y.kind || (ordered && !is_ordered(x.kind))) {
    fault(at, "feel.check.operands", {{"left", x.text()}, {"right", y.text()}});
  }
}

Type Checker::comparison(const Node& node, const Scope& scope) {
  const Node &a = *node.children[0], &b = *node.children[1];
  const Type x = infer(a, scope), y = infer(b, scope);
  comparable(node, a, x, b, y, node.form != Form::equal && node.form != Form::unequal);
  return Kind::boolean;
}

Type Checker::between(const Node& node, const Scope& scope) {
  const Node& value = *node.children[0];
  const Type type = infer(value, scope);
  for (std::size_t i = 1; i < 3; ++i) {
    const Node& end = *node.children[i];
    comparable(node, value, type, end, infer(end, scope), true);
  }
  return Kind::boolean;
}

Type Checker::tests(const Node& node, const Scope& scope) {
  const Node& input = *node.children[0];
  const Type type = infer(input, scope);
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    test_one(*node.children[i], input, type, scope);
  }
  return Kind::boolean;
}

void Checker::test_one(const Node& test, const Node& input, const Type& type, const Scope& scope) {
  Scope inner{.parent = &scope};
  inner.names["?"] = type;
  if (test.form == Form::comparison_test) {
    types_[&test] = Kind::boolean;
    const Node& end = *test.children[0];
    const bool ordered = test.test != Form::equal && test.test != Form::unequal;
    comparable(test, input, type, end, infer(end, inner), ordered);
    return;
  }
  const Type found = infer(test, inner);
  if (test.asks_input) return require(test, found, Kind::boolean);
  if (test.form == Form::list && type.kind != Kind::list) {
    for (const NodePtr& item : test.children) {
      comparable(*item, input, type, *item, element(type_of(*item)), false);
    }
    return;
  }
  const Type wanted = found.kind == Kind::list && type.kind == Kind::list ? found : element(found);
  comparable(test, input, type, test, wanted, false);
}

}  // namespace zhulian::feel
