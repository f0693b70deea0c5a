// Functions: making one, calling one, and what its arguments may be turned into.
#include <algorithm>

#include "feel/builtins.h"
#include "feel/check.h"
#include "feel/interpreter.h"

namespace zhulian::feel {

namespace {

void collect_names(const Node& node, std::vector<std::string_view>& names) {
  if (node.form == Form::name) names.push_back(node.text);
  for (const NodePtr& child : node.children) collect_names(*child, names);
}

bool holds_unknown(const Value& value) {
  if (value.is_unknown()) return true;
  const List* list = value.as_list();
  return list && std::ranges::any_of(*list, &Value::is_unknown);
}

}  // namespace

Value Interpreter::function(const Node& node, const Scope& scope, std::string own_name) {
  Function made{.parameters = node.names,
                .types = node.types,
                .body = node.children[0],
                .own_name = std::move(own_name)};
  std::vector<std::string_view> names;
  collect_names(*made.body, names);
  if (!charge(names.size(), node.at)) return {};
  // The values its free names have here, copied: a function may outlive this scope.
  for (const std::string_view name : names) {
    if (made.captured.find(name)) continue;
    if (const Value* value = scope.find(name)) made.captured.put(std::string(name), *value);
  }
  return whole(Value(std::move(made)), node.at);
}

Value Interpreter::call(const Node& node, const Scope& scope) {
  const Node& callee_node = *node.children[0];
  std::span<const Builtin> builtins;
  Value callee;
  if (callee_node.form == Form::name && !scope.find(callee_node.text)) {
    builtins = find_builtins(callee_node.text);
    if (builtins.empty()) return fault(callee_node.at, "feel.value.unknown_function");
  } else {
    callee = evaluate(callee_node, scope);
    const Function* function = callee.as_function();
    if (callee.is_unknown()) return callee;
    if (!function) return fault(callee_node.at, "feel.value.no_function");
    if (function->builtin) builtins = find_builtins(function->builtin->name);
  }
  std::vector<Value> arguments;
  arguments.reserve(node.children.size() - 1);
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    arguments.push_back(evaluate(*node.children[i], scope));
  }
  if (builtins.empty()) return call_body(callee, node, std::move(arguments));
  const Builtin* chosen = choose(builtins, arguments.size(), node.names);
  if (!chosen) return fault(node.at, "feel.value.arguments");
  return call_builtin(*chosen, node, std::move(arguments));
}

Value Interpreter::invoke(const Value& function, std::vector<Value> arguments, Position at) {
  const Function* callee = function.as_function();
  if (!callee) return fault(at, "feel.value.no_function");
  if (depth_ >= limits_.depth_max) return fault(at, "feel.limit.depth");
  const Node node{.form = Form::call, .at = at};
  if (!callee->builtin) return call_body(function, node, std::move(arguments));
  const Builtin* chosen = choose(find_builtins(callee->builtin->name), arguments.size(), {});
  if (!chosen) return fault(at, "feel.value.arguments");
  return call_builtin(*chosen, node, std::move(arguments));
}

Value Interpreter::call_builtin(const Builtin& builtin, const Node& node,
                                std::vector<Value> arguments) {
  if (!charge(1 + arguments.size(), node.at)) return {};
  if (std::ranges::any_of(arguments, holds_unknown)) {
    return call_with_unknown(builtin, node, std::move(arguments));
  }
  return call_known(builtin, node, std::move(arguments));
}

// Of what is unknown nothing is known, except that a false among `and` and a true among `or`
// settle the matter and that a list has its length.
Value Interpreter::call_with_unknown(const Builtin& builtin, const Node& node,
                                     std::vector<Value> arguments) {
  const bool settles = builtin.name == "all" || builtin.name == "and" || builtin.name == "any" ||
                       builtin.name == "or";
  const bool list = std::ranges::none_of(arguments, &Value::is_unknown);
  if (!settles && !(list && builtin.name == "count")) return Value::unknown();
  if (!list && arguments.size() == 1) return Value::unknown();
  const Value answer = call_known(builtin, node, std::move(arguments));
  return answer.is_null() ? Value::unknown() : answer;
}

Value Interpreter::call_known(const Builtin& builtin, const Node& node,
                              std::vector<Value> arguments) {
  BuiltinCall call{.in = *this, .at = node.at, .args = {}, .given = arguments.size()};
  if (builtin.variadic) {
    call.args = std::move(arguments);
    return builtin.call(call);
  }
  std::vector<bool> given(builtin.parameters.size());
  call.args.resize(builtin.parameters.size());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto place = node.names.empty()
                           ? builtin.parameters.begin() + static_cast<std::ptrdiff_t>(i)
                           : std::ranges::find(builtin.parameters, node.names[i], &Parameter::name);
    const auto k = static_cast<std::size_t>(place - builtin.parameters.begin());
    call.args[k] = std::move(arguments[i]);
    given[k] = true;
  }
  for (std::size_t k = 0; k < builtin.parameters.size(); ++k) {
    const Parameter& parameter = builtin.parameters[k];
    Value& value = call.args[k];
    if (!given[k] || parameter.kind == Kind::any) continue;
    if (value.is_null()) {
      if (parameter.optional) continue;
      return fault(node.at, "feel.value.null_argument");
    }
    value = coerced(value, parameter.kind, node.at);
    if (value.is_null()) return {};
  }
  return builtin.call(call);
}

Value Interpreter::call_body(const Value& callee, const Node& node, std::vector<Value> arguments) {
  const Value keep = callee;  // The body may drop every other reference to its function.
  const Function& function = *keep.as_function();
  if (arguments.size() != function.parameters.size()) return fault(node.at, "feel.value.arguments");
  Context named;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::size_t k = i;
    if (!node.names.empty()) {
      const auto place = std::ranges::find(function.parameters, node.names[i]);
      if (place == function.parameters.end()) return fault(node.at, "feel.value.arguments");
      k = static_cast<std::size_t>(place - function.parameters.begin());
    }
    if (named.find(function.parameters[k])) return fault(node.at, "feel.value.arguments");
    const bool typed = k < function.types.size() && function.types[k].kind != Kind::any;
    Value value = std::move(arguments[i]);
    if (typed && !value.is_null()) {
      value = coerced(value, function.types[k], node.at);
      if (value.is_null()) return {};
    }
    named.put(function.parameters[k], std::move(value));
  }
  const Scope captured{.context = &function.captured};
  const Scope itself{.parent = &captured, .name = function.own_name, .value = &keep};
  const Scope scope{.parent = function.own_name.empty() ? &captured : &itself, .context = &named};
  return evaluate(*function.body, scope);
}

namespace {

// 10.3.2.9.1: whether every value of the one type is one of the other. What could not be told of
// the one (Kind::any) is no obstacle.
bool conforms_to(const Type& type, const Type& wanted) {
  if (wanted.kind == Kind::any || type.kind == Kind::any || type.kind == Kind::null) return true;
  if (type.kind != wanted.kind) return false;
  if (type.of.empty() || wanted.of.empty()) return true;
  if (type.kind == Kind::context) {
    for (std::size_t i = 0; i < wanted.names.size(); ++i) {
      const Type* entry = type.entry(wanted.names[i]);
      if (!entry || !conforms_to(*entry, wanted.of[i])) return false;
    }
    return true;
  }
  if (type.kind == Kind::function) {
    if (type.of.size() != wanted.of.size()) return false;
    for (std::size_t i = 0; i + 1 < type.of.size(); ++i) {  // The other way round.
      if (!conforms_to(wanted.of[i], type.of[i])) return false;
    }
    return conforms_to(type.of.back(), wanted.of.back());
  }
  return conforms_to(type.of[0], wanted.of[0]);
}

// Its parameters as declared, its answer as far as it can be told without calling it.
Type type_of(const Function& function) {
  Checker checker({});
  Type type(Kind::function);
  for (const auto& [name, value] : function.captured.entries()) {
    checker.set_name(name, value.kind() == Kind::null ? Type() : Type(value.kind()));
  }
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    Type of = i < function.types.size() ? function.types[i] : Type();
    checker.set_name(function.parameters[i], of);
    type.of.push_back(std::move(of));
  }
  type.of.push_back(function.body ? checker.infer(*function.body) : Type());
  return type;
}

}  // namespace

bool Interpreter::conforms(const Value& value, const Type& type) {
  if (type.kind == Kind::any ? value.is_null() : value.kind() != type.kind) return false;
  if (!conforms_parts(value, type)) return false;
  if (!type.allowed) return true;
  const Scope scope{.name = "?", .value = &value};
  return evaluate(*type.allowed, scope).is_true();
}

bool Interpreter::conforms_parts(const Value& value, const Type& type) {
  if (type.of.empty()) return true;
  switch (type.kind) {
    case Kind::list:
      return std::ranges::all_of(*value.as_list(), [&](const Value& item) {
        return item.is_null() || conforms(item, type.of[0]);
      });
    case Kind::range: {
      const Range& range = *value.as_range();
      return (range.low.is_null() || conforms(range.low, type.of[0])) &&
             (range.high.is_null() || conforms(range.high, type.of[0]));
    }
    case Kind::context:
      for (std::size_t i = 0; i < type.names.size(); ++i) {
        const Value* entry = value.as_context()->find(type.names[i]);
        if (!entry || (!entry->is_null() && !conforms(*entry, type.of[i]))) return false;
      }
      return true;
    case Kind::function: {
      const Function& function = *value.as_function();
      if (function.builtin) return true;
      return conforms_to(type_of(function), type);
    }
    default:
      return true;
  }
}

Value Interpreter::coerced(const Value& value, const Type& type, Position at) {
  if ((type.kind == Kind::any && !type.allowed) || conforms(value, type)) return value;
  if (type.kind == Kind::list && !value.as_list()) {
    List one{value};
    Value wrapped(std::move(one));
    if (conforms(wrapped, type)) return wrapped;
  }
  if (const List* list = value.as_list(); list && list->size() == 1 && type.kind != Kind::list) {
    if (conforms(list->front(), type)) return list->front();
  }
  if (type.kind == Kind::date_time && value.as_date()) {
    return Value(DateTime{.date = *value.as_date(), .time = {.zone = *zone_of_offset(0)}});
  }
  return fault(at, "feel.value.type");
}

}  // namespace zhulian::feel
