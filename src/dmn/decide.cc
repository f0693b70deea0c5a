// Deciding: elements in order, each once, and what callers get.
#include <algorithm>

#include "dmn/session.h"

namespace zhulian::dmn {

using feel::Context;
using feel::Interpreter;
using feel::Scope;
using feel::Value;

const Value* given_input(const Resolved& input, const Context& inputs) {
  for (std::size_t skip = 0; skip <= input.spaces.size(); ++skip) {
    const Context* in = &inputs;
    for (std::size_t k = skip; in && k < input.spaces.size(); ++k) {
      const Value* inner = in->find(input.spaces[k]);
      in = inner ? inner->as_context() : nullptr;
    }
    const Value* found = in ? in->find(input.name) : nullptr;
    if (found) return found;
  }
  return input.spaces.empty() ? nullptr : inputs.find(input.qualified);
}

void Session::give(int element, const Value& value) {
  const Resolved& known = inside_.elements[static_cast<std::size_t>(element)];
  if (value.is_null() || (known.type.kind == feel::Kind::any && !known.type.allowed)) {
    value_of(element) = value;
    return;
  }
  const Marked marked(in_, {.element = element});
  value_of(element) = in_.coerced(value, known.type, known.at);
}

void Session::take_decided(int element, const Context& inputs) {
  const Resolved& known = inside_.elements[static_cast<std::size_t>(element)];
  if (known.kind != Resolved::Kind::decision || known.body) return;
  if (const Value* given = given_input(known, inputs)) give(element, *given);
}

void Session::take_inputs(int element, const Context& inputs) {
  take_decided(element, inputs);
  const Resolved& known = inside_.elements[static_cast<std::size_t>(element)];
  for (const Needed& needed : known.needs) {
    const Resolved& input = inside_.elements[static_cast<std::size_t>(needed.element)];
    if (input.kind != Resolved::Kind::input || !value(needed.element).is_null()) continue;
    if (const Value* given = given_input(input, inputs)) give(needed.element, *given);
  }
}

Scope Session::scope_of(int element, std::vector<Scope::Slot>& slots, Values& contexts) {
  const Resolved& known = inside_.elements[static_cast<std::size_t>(element)];
  slots.reserve(known.needs.size());
  auto value_of_needed = [&](const Needed& needed) -> const Value& {
    const Resolved& other = inside_.elements[static_cast<std::size_t>(needed.element)];
    const bool function =
        other.kind == Resolved::Kind::knowledge || other.kind == Resolved::Kind::service;
    return function ? other.function : value(needed.element);
  };
  std::vector<std::string_view> spaces;
  for (const Needed& needed : known.needs) {
    if (needed.space.empty()) {
      slots.push_back({needed.name, &value_of_needed(needed)});
    } else if (std::ranges::find(spaces, needed.space) == spaces.end()) {
      spaces.push_back(needed.space);
    }
  }
  contexts.reserve(spaces.size());
  for (const std::string_view space : spaces) {
    Context context;
    for (const Needed& needed : known.needs) {
      if (needed.space == space) context.put(needed.name, value_of_needed(needed));
    }
    contexts.emplace_back(std::move(context));
    slots.push_back({space, &contexts.back()});
  }
  return Scope{.slots = slots};
}

void Session::decide_one(int element) {
  const Resolved& known = inside_.elements[static_cast<std::size_t>(element)];
  if (!known.body) return;  // No logic: null.
  const Marked marked(in_, {.element = element});
  value_of(element) =
      within(element, [&](const Scope& scope) { return in_.evaluate(*known.body, scope); });
}

void Session::decide(const std::vector<int>& order) {
  for (const int element : order) {
    if (in_.stopped()) return;
    decide_one(element);
  }
}

Value Body::evaluate(Interpreter& in, const Scope& scope) const {
  if (!node) return {};
  const Marked marked(in, {.element = element});
  return in.evaluate(*node, scope);
}

namespace {

Value answer_of(const Rules::Inside& inside, const Resolved& service, const Session& session) {
  if (service.outputs.size() == 1) return session.value(service.outputs.front());
  Context answer;
  for (const int output : service.outputs) {
    answer.put(inside.elements[static_cast<std::size_t>(output)].name, session.value(output));
  }
  return Value(std::move(answer));
}

}  // namespace

Value Service::evaluate(Interpreter& in, const Scope& scope) const {
  const Host* host = static_cast<const Host*>(in.host);
  // A function that left the rules it belongs to, as the value of a decision, has none to ask.
  if (!host || !host->inside || host->inside->serial != serial) {
    return in.fault({}, "dmn.service.elsewhere");
  }
  const Rules::Inside& inside = *host->inside;
  const Resolved& known = inside.elements[static_cast<std::size_t>(element)];
  if (!in.charge(1 + inside.elements.size() / 16, known.at)) return {};
  Session session(inside, in);
  for (const int parameter : known.parameters) {
    const Value* given = scope.find(inside.elements[static_cast<std::size_t>(parameter)].name);
    if (given) session.give_as_is(parameter, *given);  // Coerced by the call.
  }
  session.decide(known.order);
  return answer_of(inside, known, session);
}

// ---- what callers get

std::optional<int> Rules::Inside::find(Resolved::Kind kind, std::string_view name) const {
  std::optional<int> by_id;
  std::optional<int> by_name;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    const Resolved& known = elements[i];
    if (known.kind != kind) continue;
    if (known.qualified == name) return static_cast<int>(i);
    if (known.name == name && !by_name) by_name = static_cast<int>(i);
    if (known.id == name && known.model == 0) by_id = static_cast<int>(i);
  }
  return by_id ? by_id : by_name;
}

Place Rules::Inside::place(feel::Diagnostic::Mark mark, feel::Position at) const {
  Place place{.file = models[0]->file, .row = mark.row, .at = at};
  if (mark.element < 0 || mark.element >= static_cast<int>(elements.size())) return place;
  const Resolved& known = elements[static_cast<std::size_t>(mark.element)];
  place.file = models[static_cast<std::size_t>(known.model)]->file;
  place.element = known.name;
  if (!known.table || mark.column < 1) return place;
  const auto column = static_cast<std::size_t>(mark.column - 1);
  const std::size_t inputs = known.table->inputs.size();
  if (column < inputs) {
    place.column = known.table->inputs[column].label;
  } else if (column - inputs < known.table->outputs.size()) {
    place.column = known.table->outputs[column - inputs].name;
  }
  return place;
}

const Model& Rules::model() const {
  return *inside_->models.front();
}

const std::vector<Diagnostic>& Rules::faults() const {
  return inside_->faults;
}

std::vector<Diagnostic> diagnostics_of(const Rules::Inside& inside, Interpreter& in) {
  std::vector<Diagnostic> all;
  for (feel::Diagnostic& one : in.take_diagnostics()) {
    Diagnostic diagnostic{.place = inside.place(one.mark, one.at), .code = std::move(one.code)};
    diagnostic.arguments = {{"line", std::to_string(one.at.line)},
                            {"column", std::to_string(one.at.column)}};
    all.push_back(std::move(diagnostic));
  }
  return all;
}

namespace {

std::unexpected<Error> absent(std::string_view code, std::string_view name) {
  return fail(Fault::not_found, std::string(code), {}, {{"name", std::string(name)}});
}

}  // namespace

Result<Decided> Rules::decide(std::string_view decision, const Context& inputs,
                              const feel::Limits& limits) const {
  const auto which = inside_->find(Resolved::Kind::decision, decision);
  if (!which) return absent("dmn.decision.absent", decision);
  Decided decided;
  Interpreter in(limits);
  Host host{.inside = inside_.get(), .fired = &decided.fired};
  in.host = &host;
  Session session(*inside_, in);
  const std::vector<int>& order = inside_->elements[static_cast<std::size_t>(*which)].order;
  for (const int element : order) session.take_inputs(element, inputs);
  session.decide(order);
  if (!in.stopped()) decided.value = session.value(*which);
  decided.diagnostics = diagnostics_of(*inside_, in);
  return decided;
}

Result<Decided> Rules::serve(std::string_view service, const Context& inputs,
                             const feel::Limits& limits) const {
  const auto which = inside_->find(Resolved::Kind::service, service);
  if (!which) return absent("dmn.service.absent", service);
  Decided decided;
  Interpreter in(limits);
  Host host{.inside = inside_.get(), .fired = &decided.fired};
  in.host = &host;
  const Resolved& known = inside_->elements[static_cast<std::size_t>(*which)];
  Session session(*inside_, in);
  for (const int parameter : known.parameters) {
    const Resolved& wanted = inside_->elements[static_cast<std::size_t>(parameter)];
    if (const Value* given = given_input(wanted, inputs)) session.give(parameter, *given);
  }
  for (const int element : known.order) session.take_inputs(element, inputs);
  session.decide(known.order);
  decided.value = answer_of(*inside_, known, session);
  const feel::Type type = known.type.kind != feel::Kind::function ? known.type
                          : known.type.of.empty()                 ? feel::Type()
                                                                  : known.type.of.back();
  if (!decided.value.is_null() && known.outputs.size() == 1) {
    const Marked marked(in, {.element = *which});
    decided.value = in.coerced(decided.value, type, known.at);
  }
  if (in.stopped()) decided.value = {};
  decided.diagnostics = diagnostics_of(*inside_, in);
  return decided;
}

Result<Decided> Rules::invoke(std::string_view knowledge, const Context& arguments,
                              const feel::Limits& limits) const {
  const auto which = inside_->find(Resolved::Kind::knowledge, knowledge);
  if (!which) return absent("dmn.knowledge.absent", knowledge);
  Decided decided;
  Interpreter in(limits);
  Host host{.inside = inside_.get(), .fired = &decided.fired};
  in.host = &host;
  const Resolved& known = inside_->elements[static_cast<std::size_t>(*which)];
  const Marked marked(in, {.element = *which});
  if (const feel::Function* function = known.function.as_function()) {
    std::vector<Value> values;
    for (const std::string& parameter : function->parameters) {
      const Value* given = arguments.find(parameter);
      values.push_back(given ? *given : Value());
    }
    decided.value = in.invoke(known.function, std::move(values), known.at);
  }
  if (in.stopped()) decided.value = {};
  decided.diagnostics = diagnostics_of(*inside_, in);
  return decided;
}

}  // namespace zhulian::dmn
