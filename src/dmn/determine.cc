// Determination: rules that hold, do not hold, or may hold.
#include "dmn/determine.h"

#include <algorithm>

#include "dmn/session.h"
#include "dmn/table.h"

namespace zhulian::dmn {

using feel::Context;
using feel::Form;
using feel::Kind;
using feel::Node;
using feel::Scope;
using feel::Type;
using feel::Value;

// ---- tables

namespace {

struct Sets {
  std::vector<std::size_t> certain, possible;  // Of rules; possible are also those certain.
};

}  // namespace

TableRun::Judged TableRun::judge() {
  Judged judged;
  Sets sets;
  judged.rules.resize(table_.rules.size());
  for (std::size_t r = 0; r < table_.rules.size(); ++r) {
    if (!in_.charge(1 + inputs_.size(), table_.at)) return judged;
    Determination::Rule& rule = judged.rules[r];
    for (std::size_t c = 0; c < inputs_.size(); ++c) {
      const Holds holds = cell(r, c);
      if (holds == Holds::no) rule.excluded_by.push_back(static_cast<int>(c));
      if (holds == Holds::maybe) rule.unknown_in.push_back(static_cast<int>(c));
    }
    rule.holds = !rule.excluded_by.empty()  ? Holds::no
                 : !rule.unknown_in.empty() ? Holds::maybe
                                            : Holds::yes;
    if (rule.holds != Holds::no) sets.possible.push_back(r);
    if (rule.holds == Holds::yes) sets.certain.push_back(r);
  }
  auto ask = [&](const std::vector<std::size_t>& rules) {
    judged.value = Value::unknown();
    for (const std::size_t r : rules) {
      if (judged.rules[r].holds == Holds::maybe) judged.asking.push_back(r);
    }
  };
  auto decide = [&](const std::vector<std::size_t>& held) {
    judged.value = settle(held, judged.fired);
    if (judged.value.is_unknown()) judged.asking = held;
  };
  // The rule told is the first; the outputs are the same of all.
  auto agreed = [&](const std::vector<std::size_t>& rules) {
    std::vector<Value> values;
    for (const std::size_t r : rules) values.push_back(outputs(r));
    const bool same_all = std::ranges::all_of(values, [&](const Value& value) {
      return !value.is_unknown() &&
             (same(value, values.front()) || (value.is_null() && values.front().is_null()));
    });
    if (same_all) {
      judged.value = values.front();
      judged.fired.push_back(static_cast<int>(rules.front() + 1));
    }
    return same_all;
  };
  if (sets.certain.size() == sets.possible.size()) {
    decide(sets.certain);
    return judged;
  }

  switch (table_.hit_policy) {
    case HitPolicy::first:
    case HitPolicy::priority: {
      std::vector<std::size_t> order = sets.possible;
      if (table_.hit_policy == HitPolicy::priority) {
        std::vector<Value> values;
        for (const std::size_t r : order) values.push_back(outputs(r));
        const auto by = by_priority(values);
        std::vector<std::size_t> sorted;
        for (const std::size_t i : by) sorted.push_back(order[i]);
        order = std::move(sorted);
      }
      if (judged.rules[order.front()].holds == Holds::yes) {
        order.resize(1);
        judged.fired.push_back(static_cast<int>(order.front() + 1));
        judged.value = outputs(order.front());
        if (judged.value.is_unknown()) judged.asking = order;
        return judged;
      }
      const auto sure = std::ranges::find_if(
          order, [&](std::size_t r) { return judged.rules[r].holds == Holds::yes; });
      const bool reached = sure != order.end();
      const std::size_t first = order.front();
      if (reached) order.erase(sure + 1, order.end());
      if (!reached || !agreed(order)) ask({first});
      return judged;
    }
    case HitPolicy::unique:
    case HitPolicy::any: {
      const bool unique = table_.hit_policy == HitPolicy::unique;
      if (unique && sets.certain.size() > 1) {
        decide(sets.certain);  // Null, and why.
      } else if (!unique && sets.certain.size() > 1) {
        decide(sets.certain);
        const bool conflict = judged.value.is_null() && !judged.value.is_unknown();
        if (!conflict) {
          judged.fired.clear();
          if (!agreed(sets.possible)) ask(sets.possible);
        }
      } else if (sets.certain.empty() || !agreed(sets.possible)) {
        ask(sets.possible);
      }
      return judged;
    }
    default:
      break;
  }

  const bool collects = table_.hit_policy == HitPolicy::collect;
  const Aggregation how = collects ? table_.aggregation : Aggregation::none;
  if (how == Aggregation::none || how == Aggregation::count || sets.certain.empty()) {
    bool adds_nothing = how == Aggregation::sum && !sets.certain.empty();
    if (!adds_nothing) {
      ask(sets.possible);
      return judged;
    }
  }
  // What may be added must not change the sum, the least or the greatest of what is sure.
  decide(sets.certain);
  for (const std::size_t r : sets.possible) {
    if (judged.rules[r].holds != Holds::maybe) continue;
    const Value one = outputs(r);
    const feel::Decimal* number = one.as_number();
    bool harmless = number && judged.value.as_number();
    if (harmless && how == Aggregation::sum) harmless = number->is_zero();
    if (harmless && how == Aggregation::min) harmless = *number >= *judged.value.as_number();
    if (harmless && how == Aggregation::max) harmless = *number <= *judged.value.as_number();
    if (harmless) continue;
    judged.fired.clear();
    ask(sets.possible);
    return judged;
  }
  return judged;
}

// ---- facts

namespace {

class Determiner {
 public:
  Determiner(const Rules::Inside& inside, feel::Interpreter& in, const MeansNone& means_none)
      : inside_(inside), in_(in), means_none_(means_none), session_(inside, in) {
    in_.heeds_unknown = true;
  }

  void run(int wanted, const Context& inputs, Determination& out) {
    const Resolved& decision = at(wanted);
    for (const int element : decision.order) take(element, inputs);
    for (const int element : decision.order) {
      if (in_.stopped()) return;
      if (element != wanted || !decision.table) {
        session_.decide_one(element);
      } else {
        judged(element, *decision.table, out);
      }
    }
    out.value = session_.value(wanted);
    out.to_verify = out.value.is_unknown() || holds_unknown(out.value);
    if (!out.to_verify) return;
    out.value = {};
    std::set<std::string> missing;
    if (asked_.empty()) {
      missing_of(wanted, missing, 0);
    } else {
      for (const Node* node : asked_) missing_in(*node, wanted, missing, 0);
      if (missing.empty()) missing_of(wanted, missing, 0);
    }
    out.missing.assign(missing.begin(), missing.end());
  }

 private:
  const Resolved& at(int element) const {
    return inside_.elements[static_cast<std::size_t>(element)];
  }

  static bool holds_unknown(const Value& value) {
    const Context* context = value.as_context();
    if (context) {
      return std::ranges::any_of(context->entries(), [](const auto& entry) {
        return entry.second.is_unknown() || holds_unknown(entry.second);
      });
    }
    const feel::List* list = value.as_list();
    return list && std::ranges::any_of(*list, [](const Value& item) {
             return item.is_unknown() || holds_unknown(item);
           });
  }

  // The value with all that is missing in it, as its type has it, made unknown.
  Value completed(const Value& value, const Type& type, const std::string& path) {
    if (value.is_null() && type.kind != Kind::context) {
      return means_none_.contains(path) ? Value() : Value::unknown();
    }
    const Context* given = value.as_context();
    if (!value.is_null() && !given) return value;
    if (value.is_null() && means_none_.contains(path)) return {};
    Context made;
    for (std::size_t i = 0; type.kind == Kind::context && i < type.names.size(); ++i) {
      const Value* entry = given ? given->find(type.names[i]) : nullptr;
      const std::string below = path + "." + type.names[i];
      Value whole = completed(entry ? *entry : Value(), type.of[i], below);
      if (entry && !whole.is_null()) whole = fitting(std::move(whole), type.of[i]);
      made.put(type.names[i], std::move(whole));
    }
    if (given) {
      for (const auto& [name, entry] : given->entries()) {
        if (made.find(name)) continue;
        made.put(name, completed(entry, Type(), path + "." + name));
      }
    }
    return Value(std::move(made));
  }

  // What is given but does not fit tells nothing.
  Value fitting(Value value, const Type& type) {
    if (type.kind == Kind::context) return value;
    Value fits = in_.coerced(value, type, {});
    return fits.is_null() ? Value::unknown() : fits;
  }

  void take(int element, const Context& inputs) {
    session_.take_decided(element, inputs);
    for (const Needed& needed : at(element).needs) {
      const Resolved& input = at(needed.element);
      if (input.kind != Resolved::Kind::input || taken_.contains(needed.element)) continue;
      taken_.insert(needed.element);
      const feel::Diagnostic::Mark before = in_.mark();
      in_.set_mark({.element = needed.element});
      const Value* given = given_input(input, inputs);
      Value whole = completed(given ? *given : Value(), input.type, input.qualified);
      if (!whole.is_null()) whole = fitting(std::move(whole), input.type);
      in_.set_mark(before);
      session_.give_as_is(needed.element, std::move(whole));
    }
  }

  // What the rules that make an answer unknown ask for and do not get told.
  static std::vector<const Node*> asked_of(const Table& table, const TableRun::Judged& found) {
    std::vector<const Node*> asked;
    for (const std::size_t r : found.asking) {
      for (const int c : found.rules[r].unknown_in) {
        const auto column = static_cast<std::size_t>(c);
        if (table.inputs[column].expression) asked.push_back(table.inputs[column].expression.get());
        if (table.rules[r].cells[column].tests)
          asked.push_back(table.rules[r].cells[column].tests.get());
      }
      for (const auto& output : table.rules[r].outputs) {
        if (output) asked.push_back(output.get());
      }
    }
    return asked;
  }

  void judged(int element, const Table& table, Determination& out) {
    const Marked marked(in_, {.element = element});
    session_.within(element, [&](const Scope& scope) {
      TableRun run(table, in_, scope);
      if (!run.take_inputs()) return;
      TableRun::Judged found = run.judge();
      Value value = found.value;
      out.rules = found.rules;
      out.fired = found.fired;
      if (value.is_unknown()) {
        asked_ = asked_of(table, found);
        out.fired.clear();
      } else if (!value.is_null()) {
        // The coercions around the table, outermost last.
        std::vector<const Type*> types;
        for (const Node* node = at(element).body.get(); node->form == Form::coercion;
             node = node->children[0].get()) {
          types.push_back(&node->types[0]);
        }
        for (auto type = types.rbegin(); type != types.rend() && !value.is_null(); ++type) {
          value = in_.coerced(value, **type, table.at);
        }
      }
      session_.give_as_is(element, std::move(value));
    });
  }

  // Adds the unknown facts a value depends on.
  void missing_of(int element, std::set<std::string>& missing, int nesting) {
    if (nesting > 50 || !seen_.insert(element).second) return;
    const Resolved& known = at(element);
    if (known.kind == Resolved::Kind::input) {
      unknown_paths(session_.value(element), known.qualified, missing);
    } else if (known.body &&
               (session_.value(element).is_unknown() || holds_unknown(session_.value(element)))) {
      if (known.table && missing_of_table(element, *known.table, missing, nesting)) return;
      missing_in(*known.body, element, missing, nesting + 1);
      if (known.table) {
        for (const auto& input : known.table->inputs) {
          if (input.expression) missing_in(*input.expression, element, missing, nesting + 1);
        }
      }
    }
  }

  // Of a table only what its undecided rules ask for: a column that another one has settled is no
  // longer asked. False when that names nothing.
  bool missing_of_table(int element, const Table& table, std::set<std::string>& missing,
                        int nesting) {
    std::vector<const Node*> asked;
    session_.within(element, [&](const Scope& scope) {
      TableRun run(table, in_, scope);
      if (run.take_inputs()) asked = asked_of(table, run.judge());
    });
    std::set<std::string> found;
    for (const Node* node : asked) missing_in(*node, element, found, nesting + 1);
    missing.insert(found.begin(), found.end());
    return !found.empty();
  }

  static void unknown_paths(const Value& value, const std::string& path,
                            std::set<std::string>& missing) {
    if (value.is_unknown()) missing.insert(path);
    if (const Context* context = value.as_context()) {
      for (const auto& [name, entry] : context->entries()) {
        unknown_paths(entry, path + "." + name, missing);
      }
    }
  }

  void missing_in(const Node& node, int element, std::set<std::string>& missing, int nesting) {
    // The longest path that starts with a name of the element's.
    std::vector<std::string_view> path;
    const Node* start = &node;
    while (start->form == Form::path) {
      path.insert(path.begin(), start->text);
      start = start->children[0].get();
    }
    if (start->form == Form::name) {
      for (const Needed& needed : at(element).needs) {
        std::size_t used = 0;
        if (!needed.space.empty()) {
          if (start->text != needed.space || path.empty() || path[0] != needed.name) continue;
          used = 1;
        } else if (start->text != needed.name) {
          continue;
        }
        const Resolved& other = at(needed.element);
        if (other.kind == Resolved::Kind::decision) {
          missing_of(needed.element, missing, nesting);
        } else if (other.kind == Resolved::Kind::input) {
          const Value* value = &session_.value(needed.element);
          std::string text = other.qualified;
          for (; used < path.size() && value && value->as_context(); ++used) {
            text += "." + std::string(path[used]);
            value = value->as_context()->find(path[used]);
          }
          if (value) unknown_paths(*value, text, missing);
        }
        return;
      }
    }
    for (const auto& child : node.children) missing_in(*child, element, missing, nesting);
  }

  const Rules::Inside& inside_;
  feel::Interpreter& in_;
  const MeansNone& means_none_;
  Session session_;
  std::set<int> taken_, seen_;
  std::vector<const Node*> asked_;
};

}  // namespace

Result<Determination> determine(const Rules& rules, std::string_view decision,
                                const Context& inputs, const MeansNone& means_none,
                                const feel::Limits& limits) {
  const Rules::Inside& inside = rules.inside();
  const auto which = inside.find(Resolved::Kind::decision, decision);
  if (!which) {
    return fail(Fault::not_found, "dmn.decision.absent", {}, {{"name", std::string(decision)}});
  }
  Determination out;
  feel::Interpreter in(limits);
  Host host{.inside = &inside};
  in.host = &host;
  Determiner(inside, in, means_none).run(*which, inputs, out);
  if (in.stopped()) out.value = {};
  out.diagnostics = diagnostics_of(inside, in);
  return out;
}

}  // namespace zhulian::dmn
