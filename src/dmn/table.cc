// Decision tables: which rules hold, and what becomes of several (DMN 1.5, 8.2.8 to 8.3).
#include "dmn/table.h"

#include <algorithm>

namespace zhulian::dmn {

using feel::Context;
using feel::Interpreter;
using feel::List;
using feel::Scope;
using feel::Value;

Holds TableRun::cell(std::size_t rule, std::size_t column) {
  const Cell& cell = table_.rules[rule].cells[column];
  if (cell.any) return Holds::yes;
  const Value& input = inputs_[column];
  if (input.is_unknown()) return Holds::maybe;
  if (cell.constant) return cell.holds(input) == true ? Holds::yes : Holds::no;
  if (!cell.tests) return Holds::no;
  const Marked marked(in_, mark(rule, column));
  const Scope scope{.parent = &scope_, .name = "?", .value = &input};
  const Value answer = in_.evaluate(*cell.tests, scope);
  if (answer.is_true()) return Holds::yes;
  return answer.is_unknown() ? Holds::maybe : Holds::no;
}

bool TableRun::take_inputs() {
  inputs_.reserve(table_.inputs.size());
  for (std::size_t i = 0; i < table_.inputs.size(); ++i) {
    const Table::Input& input = table_.inputs[i];
    const Marked marked(in_, {.element = table_.element, .column = static_cast<int>(i + 1)});
    inputs_.push_back(input.expression ? in_.evaluate(*input.expression, scope_) : Value());
    const Value& value = inputs_.back();
    some_unknown_ |= value.is_unknown();
    if (!input.allowed || value.is_null()) continue;
    const Cell& allowed = *input.allowed;
    bool holds = !allowed.tests;
    if (allowed.constant || allowed.any) {
      holds = allowed.holds(value) == true;
    } else if (allowed.tests) {
      const Scope with{.parent = &scope_, .name = "?", .value = &value};
      holds = in_.evaluate(*allowed.tests, with).is_true();
    }
    if (!holds) {
      in_.fault(table_.at, "dmn.table.input_not_allowed");
      return false;
    }
  }
  return true;
}

Value TableRun::outputs(std::size_t rule) {
  const Table::Rule& row = table_.rules[rule];
  auto one = [&](std::size_t k) -> Value {
    const auto& node = row.outputs[k];
    if (!node) return {};
    if (node->form == feel::Form::literal) return node->value;
    const Marked marked(in_, mark(rule, table_.inputs.size() + k));
    return in_.evaluate(*node, scope_);
  };
  if (table_.outputs.size() == 1) return one(0);
  Context answer;
  for (std::size_t k = 0; k < table_.outputs.size(); ++k) {
    answer.put(table_.outputs[k].name, one(k));
  }
  return Value(std::move(answer));
}

Value TableRun::otherwise() {
  const auto& outputs = table_.outputs;
  const bool any =
      std::ranges::any_of(outputs, [](const auto& o) { return o.otherwise != nullptr; });
  if (!any) return {};
  auto one = [&](std::size_t k) {
    const Marked marked(
        in_, {.element = table_.element, .column = static_cast<int>(table_.inputs.size() + k + 1)});
    return outputs[k].otherwise ? in_.evaluate(*outputs[k].otherwise, scope_) : Value();
  };
  if (outputs.size() == 1) return one(0);
  Context answer;
  for (std::size_t k = 0; k < outputs.size(); ++k) answer.put(outputs[k].name, one(k));
  return Value(std::move(answer));
}

// The place of each output in its list of values, first column first; what is not listed is last.
std::vector<std::size_t> TableRun::rank(const Value& output) {
  std::vector<std::size_t> ranks;
  for (std::size_t k = 0; k < table_.outputs.size(); ++k) {
    const Value* value = &output;
    if (table_.outputs.size() > 1) {
      const Context* parts = output.as_context();
      value = parts ? parts->find(table_.outputs[k].name) : &output;
    }
    const auto& order = table_.outputs[k].order;
    const auto place = std::ranges::find_if(
        order, [&](const Value& listed) { return in_.equal(listed, *value, table_.at) == true; });
    ranks.push_back(static_cast<std::size_t>(place - order.begin()));
  }
  return ranks;
}

std::vector<std::size_t> TableRun::by_priority(const std::vector<Value>& values) {
  std::vector<std::pair<std::vector<std::size_t>, std::size_t>> ranked;
  for (std::size_t i = 0; i < values.size(); ++i) ranked.emplace_back(rank(values[i]), i);
  std::ranges::sort(ranked);
  std::vector<std::size_t> order;
  for (const auto& [ranks, i] : ranked) order.push_back(i);
  return order;
}

bool TableRun::same(const Value& a, const Value& b) {
  return in_.equal(a, b, table_.at) == true;
}

Value TableRun::aggregate(List values) {
  if (table_.aggregation == Aggregation::count) {
    return Value::number(static_cast<std::int64_t>(values.size()));
  }
  if (values.empty()) return {};
  const char* name = table_.aggregation == Aggregation::sum   ? "sum"
                     : table_.aggregation == Aggregation::min ? "min"
                                                              : "max";
  const Value function(feel::Function{.builtin = &feel::find_builtins(name).front()});
  std::vector<Value> arguments;
  arguments.emplace_back(std::move(values));
  return in_.invoke(function, std::move(arguments), table_.at);
}

// By the hit policy, of the rules that hold, in their order.
Value TableRun::settle(const std::vector<std::size_t>& held, std::vector<int>& fired) {
  auto fire = [&](std::size_t rule) { fired.push_back(static_cast<int>(rule + 1)); };
  const bool counts =
      table_.hit_policy == HitPolicy::collect && table_.aggregation == Aggregation::count;
  if (held.empty()) return counts ? Value::number(0) : otherwise();
  switch (table_.hit_policy) {
    case HitPolicy::unique:
      if (held.size() > 1) {
        for (const std::size_t rule : held) fire(rule);
        return in_.fault(table_.at, "dmn.table.not_unique");
      }
      [[fallthrough]];
    case HitPolicy::first:
      fire(held.front());
      return outputs(held.front());
    default:
      break;
  }
  std::vector<Value> values;
  for (const std::size_t rule : held) values.push_back(outputs(rule));
  std::vector<std::size_t> order(held.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const bool ranked =
      table_.hit_policy == HitPolicy::priority || table_.hit_policy == HitPolicy::output_order;
  if (ranked) order = by_priority(values);
  if (table_.hit_policy == HitPolicy::priority) {
    fire(held[order.front()]);
    return values[order.front()];
  }
  for (const std::size_t i : order) fire(held[i]);
  if (table_.hit_policy == HitPolicy::any) {
    const bool agree = std::ranges::all_of(
        values, [&](const Value& value) { return same(value, values.front()); });
    return agree ? values.front() : in_.fault(table_.at, "dmn.table.not_same");
  }
  List list;
  for (const std::size_t i : order) list.push_back(values[i]);
  const bool collects = table_.hit_policy == HitPolicy::collect;
  if (!collects || table_.aggregation == Aggregation::none) {
    return in_.whole(Value(std::move(list)), table_.at);
  }
  return aggregate(std::move(list));
}

Value TableRun::run() {
  if (!take_inputs()) return {};
  std::vector<int> fired;
  Value answer;
  if (some_unknown_) {
    Judged judged = judge();
    fired = std::move(judged.fired);
    answer = std::move(judged.value);
  } else {
    std::vector<std::size_t> held;
    for (std::size_t r = 0; r < table_.rules.size(); ++r) {
      if (!in_.charge(1, table_.at)) return {};
      bool holds = true, maybe = false;
      for (std::size_t c = 0; holds && c < inputs_.size(); ++c) {
        const Holds one = cell(r, c);
        holds = one != Holds::no;
        maybe |= one == Holds::maybe;
      }
      if (!holds) continue;
      if (maybe) {  // A cell looked at something unknown by itself.
        Judged judged = judge();
        report(judged.fired);
        return std::move(judged.value);
      }
      held.push_back(r);
      if (table_.hit_policy == HitPolicy::first) break;
    }
    answer = settle(held, fired);
  }
  report(fired);
  return answer;
}

void TableRun::report(const std::vector<int>& fired) {
  const Host* host = static_cast<const Host*>(in_.host);
  if (!host || !host->fired || fired.empty()) return;
  if (host->fired->size() >= 10'000) return;  // A table within a loop.
  // A function of other rules, given as an input, may bring its tables along.
  const auto element = static_cast<std::size_t>(table_.element);
  if (element >= host->inside->elements.size()) return;
  host->fired->push_back({.decision = host->inside->elements[element].qualified, .rows = fired});
}

Value Table::evaluate(Interpreter& in, const Scope& scope) const {
  return TableRun(*this, in, scope).run();
}

}  // namespace zhulian::dmn
