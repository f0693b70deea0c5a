#include "feel/builtins.h"

namespace zhulian::feel {

namespace {

Value get_value(BuiltinCall& call) {
  const Context* context = call[0].as_context();
  if (!context) return {};
  const std::string* key = call[1].as_string();
  if (!key) return call[1].is_null() ? Value() : call.fault("feel.value.type");
  const Value* found = context->find(*key);
  return found ? *found : Value();
}

Value get_entries(BuiltinCall& call) {
  const Context* context = call[0].as_context();
  if (!call.in.charge(context->entries().size(), call.at)) return {};
  List entries;
  for (const auto& [key, value] : context->entries()) {
    entries.emplace_back(Context{{"key", Value(key)}, {"value", value}});
  }
  return Value(std::move(entries));
}

// [{key: "a", value: 1}, ..] becomes {a: 1, ..}; a key twice is a fault.
Value make_context(BuiltinCall& call) {
  if (!call.in.charge(call.list(0).size(), call.at)) return {};
  Context made;
  for (const Value& item : call.list(0)) {
    const Context* entry = item.as_context();
    const Value* key = entry ? entry->find("key") : nullptr;
    const Value* value = entry ? entry->find("value") : nullptr;
    if (!key || !value || !key->as_string() || made.find(*key->as_string())) {
      return call.out_of_domain();
    }
    made.put(*key->as_string(), *value);
  }
  return Value(std::move(made));
}

Value put_one(BuiltinCall& call, const Context& context, const std::string& key, Value value) {
  if (!call.in.charge(context.entries().size(), call.at)) return {};
  Context changed = context;
  changed.put(key, std::move(value));
  return Value(std::move(changed));
}

Value put_at(BuiltinCall& call, const Context& context, const List& keys, std::size_t k) {
  const std::string* key = keys[k].as_string();
  if (!key) return call.out_of_domain();
  if (k + 1 == keys.size()) return put_one(call, context, *key, call[2]);
  const Value* inner = context.find(*key);
  if (!inner || !inner->as_context()) return call.out_of_domain();
  // No deeper than the context itself, so value_depth_max bounds it.
  Value changed = put_at(call, *inner->as_context(), keys, k + 1);
  return changed.is_null() ? changed : put_one(call, context, *key, std::move(changed));
}

Value context_put(BuiltinCall& call) {
  const Value& keys = call[1];
  if (keys.as_string()) return put_one(call, *call[0].as_context(), *keys.as_string(), call[2]);
  const List* list = keys.as_list();
  if (!list || list->empty()) return call.out_of_domain();
  return put_at(call, *call[0].as_context(), *list, 0);
}

Value context_merge(BuiltinCall& call) {
  Context merged;
  for (const Value& item : call.list(0)) {
    if (!item.as_context()) return call.out_of_domain();
    if (!call.in.charge(item.as_context()->entries().size(), call.at)) return {};
    for (const auto& [key, value] : item.as_context()->entries()) merged.put(key, value);
  }
  return Value(std::move(merged));
}

}  // namespace

std::span<const Builtin> context_builtins() {
  using enum Kind;
  static const std::vector<Builtin> table{
      {"get value", {{"m", context}, {"key"}}, any, get_value},
      {"get entries", {{"m", context}}, list, get_entries},
      {"context", {{"entries", list}}, context, make_context},
      {"context put", {{"context", context}, {"key"}, {"value"}}, context, context_put},
      {"context put", {{"context", context}, {"keys"}, {"value"}}, context, context_put},
      {"context merge", {{"contexts", list}}, context, context_merge},
  };
  return table;
}

}  // namespace zhulian::feel
