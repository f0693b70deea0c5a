// Types of calls, loops and what is built; and check() itself.
#include <algorithm>

#include "feel/check.h"
#include "feel/parser.h"

namespace zhulian::feel {

Type Checker::conditional(const Node& node, const Scope& scope) {
  require(*node.children[0], infer(*node.children[0], scope), Kind::boolean);
  const Type a = infer(*node.children[1], scope), b = infer(*node.children[2], scope);
  if (a.kind == Kind::null) return b;
  return b.kind == Kind::null || a.kind == b.kind ? a : Type();
}

Type Checker::loop(const Node& node, const Scope& scope) {
  // One scope a name, each seeing those before it; a chain on the heap, for it may be long.
  std::vector<std::unique_ptr<Scope>> scopes;
  const Scope* inner = &scope;
  for (std::size_t i = 0; i < node.names.size(); ++i) {
    const Type domain = infer(*node.children[i], *inner);
    const bool many = domain.kind == Kind::list || domain.kind == Kind::range;
    auto next = std::make_unique<Scope>(Scope{.parent = inner});
    next->names[node.names[i]] = !many ? domain : domain.of.empty() ? Type() : domain.of[0];
    if (node.form == Form::for_each) next->names["partial"] = Kind::list;
    inner = next.get();
    scopes.push_back(std::move(next));
  }
  const Node& body = *node.children.back();
  const Type type = infer(body, *inner);
  if (node.form == Form::for_each) return Type::list_of(type);
  require(body, type, Kind::boolean);
  return Kind::boolean;
}

Type Checker::call(const Node& node, const Scope& scope) {
  const Node& callee = *node.children[0];
  std::vector<Type> given;
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    given.push_back(infer(*node.children[i], scope));
  }
  if (callee.form != Form::name || scope.find(callee.text)) {
    const Type type = infer(callee, scope);
    require(callee, type, Kind::function);
    if (type.kind != Kind::function || type.of.empty()) return {};
    if (type.of.size() != given.size() + 1) {
      fault(node, "feel.check.arguments", {{"name", callee.text}});
    }
    return type.of.back();
  }
  const auto overloads = find_builtins(callee.text);
  if (overloads.empty()) {
    fault(callee, "feel.check.unknown_name", {{"name", callee.text}});
    return {};
  }
  const Builtin* chosen = choose(overloads, given.size(), node.names);
  if (!chosen) {
    fault(node, "feel.check.arguments", {{"name", callee.text}});
    return {};
  }
  return builtin_result(*chosen, node, given);
}

Type Checker::builtin_result(const Builtin& builtin, const Node& node,
                             const std::vector<Type>& given) {
  for (std::size_t i = 0; !builtin.variadic && i < given.size(); ++i) {
    const auto place = node.names.empty()
                           ? builtin.parameters.begin() + static_cast<std::ptrdiff_t>(i)
                           : std::ranges::find(builtin.parameters, node.names[i], &Parameter::name);
    if (place->kind == Kind::list) continue;  // What is no list is a list of one.
    const bool widens = place->kind == Kind::date_time && given[i].kind == Kind::date;
    if (!widens) require(*node.children[i + 1], given[i], place->kind);
  }
  const std::string_view name = builtin.name;
  if (name == "not") require(*node.children[1], given[0], Kind::boolean);
  if (name == "list contains" && given.size() == 2 && node.names.empty()) {
    const Node& list = *node.children[1];
    for (const NodePtr& item : list.form == Form::list ? list.children : std::vector<NodePtr>{}) {
      comparable(*item, *node.children[2], given[1], *item, type_of(*item), false);
    }
  }
  // Text that is written out can be read now.
  const Node* first = given.empty() ? nullptr : node.children[1].get();
  const std::string* text =
      first && first->form == Form::literal ? first->value.as_string() : nullptr;
  if (text && given.size() == 1) {
    const bool unsound =
        (name == "date" && !parse_date(*text)) || (name == "time" && !parse_time(*text)) ||
        (name == "date and time" && !parse_date_time(*text) && !parse_date(*text)) ||
        (name == "number" && !Decimal::parse(*text));
    if (unsound) fault(*first, "feel.check.literal");
    if (name == "duration") {
      if (parse_months_duration(*text)) return Kind::months_duration;
      if (parse_days_duration(*text)) return Kind::days_duration;
      fault(*first, "feel.check.literal");
    }
  }
  if (name == "abs" && !given.empty()) return given[0];
  if (name == "min" || name == "max" || name == "sum" || name == "mean") {
    const Type& type = given[0];
    if (type.kind == Kind::list) return type.of.empty() ? Type() : type.of[0];
    return type;
  }
  return builtin.result;
}

Type Checker::function(const Node& node, const Scope& scope) {
  Scope inner{.parent = &scope};
  Type type(Kind::function);
  for (std::size_t i = 0; i < node.names.size(); ++i) {
    inner.names[node.names[i]] = node.types[i];
    type.of.push_back(node.types[i]);
  }
  type.of.push_back(infer(*node.children[0], inner));
  return type;
}

Type Checker::context(const Node& node, const Scope& scope) {
  Scope inner{.parent = &scope};
  Type type(Kind::context);
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const Node& child = *node.children[i];
    if (child.form == Form::function) inner.names[node.names[i]] = Kind::function;
    Type entry = infer(child, inner);
    inner.names[node.names[i]] = entry;
    type.names.push_back(node.names[i]);
    type.of.push_back(std::move(entry));
  }
  return type;
}

Type Checker::list(const Node& node, const Scope& scope) {
  Type item(Kind::null);
  for (const NodePtr& child : node.children) {
    const Type type = infer(*child, scope);
    if (type.kind == Kind::null) continue;
    item = item.kind == Kind::null || item.kind == type.kind ? type : Type();
  }
  return Type::list_of(item.kind == Kind::null ? Type() : item);
}

Type Checker::range(const Node& node, const Scope& scope) {
  const Node &low = *node.children.front(), &high = *node.children.back();
  const Type x = infer(low, scope);
  const Type y = &low == &high ? x : infer(high, scope);
  const bool of_one =
      node.form == Form::half_range && (node.test == Form::equal || node.test == Form::unequal);
  comparable(node, low, x, high, y, !of_one);
  Type type(Kind::range);
  type.of.push_back(x.kind == Kind::null ? y : x);
  return type;
}

Type coded(std::vector<std::string> codes) {
  Type type(Kind::string);
  type.codes = std::make_shared<const std::vector<std::string>>(std::move(codes));
  return type;
}

Result<Checked> check(std::string_view text, const Schema& schema, Kind wanted, Position first) {
  const NodePtr root = TRY(parse_expression(text, Checker::names(schema), first));
  Checker checker(schema);
  Type type = checker.infer(*root);
  checker.require(*root, type, wanted);
  TRY(std::move(checker).verdict());
  return Checked{.expression = Expression(root), .type = std::move(type)};
}

Result<Checked> check_unary_tests(std::string_view text, const Type& input, const Schema& schema,
                                  Position first) {
  const NodePtr root = TRY(parse_tests(text, Checker::names(schema), first));
  Checker checker(schema);
  checker.set_input(input);
  checker.infer(*root);
  TRY(std::move(checker).verdict());
  return Checked{.expression = Expression(root), .type = Kind::boolean};
}

}  // namespace zhulian::feel
