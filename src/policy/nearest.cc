#include "policy/nearest.h"

#include <algorithm>
#include <functional>
#include <set>

#include "dmn/inside.h"

namespace zhulian::policy {
namespace {

using dmn::Resolved;

const Resolved* decision_of(const dmn::Rules& rules, std::string_view name) {
  const auto index = rules.inside().find(Resolved::Kind::decision, name);
  return index ? &rules.inside().elements[static_cast<std::size_t>(*index)] : nullptr;
}

std::optional<feel::Value> constant_output(const dmn::Table::Rule& rule) {
  if (rule.outputs.empty() || !rule.outputs.front()) return std::nullopt;
  return dmn::constant_of(*rule.outputs.front());
}

bool is_zero(const feel::Value& value) {
  return value.as_number() && *value.as_number() == feel::Decimal(0);
}

class Search {
 public:
  Search(const packs::Policies& policies, const dmn::Rules& rules, const feel::Context& inputs,
         const Words& words)
      : policies_(policies), rules_(rules), inputs_(inputs), words_(words) {}

  // Adds what failed in the row of `name` that came nearest, of the rows `wanted` takes.
  template <class F>
  void look(const std::string& name, F wanted, std::vector<ConditionLine>& into) {
    const Resolved* decision = decision_of(rules_, name);
    const dmn::DecisionTable* shown = table_of(rules_, name);
    if (!decision || !decision->table || !shown || !seen_.insert(name).second) return;
    const auto determined = dmn::determine(rules_, name, inputs_, policies_.means_none);
    if (!determined) return;
    const auto& found = determined->rules;
    const dmn::Table& table = *decision->table;
    std::size_t best = table.rules.size();
    for (std::size_t r = 0; r < table.rules.size() && r < found.size(); ++r)
      if (wanted(constant_output(table.rules[r])) && !found[r].excluded_by.empty() &&
          (best == table.rules.size() ||
           found[r].excluded_by.size() < found[best].excluded_by.size()))
        best = r;
    if (best == table.rules.size()) return;
    for (const int column : found[best].excluded_by)
      tell(name, table, *shown, best, static_cast<std::size_t>(column), into);
  }

 private:
  void tell(const std::string& name, const dmn::Table& table, const dmn::DecisionTable& shown,
            std::size_t row, std::size_t column, std::vector<ConditionLine>& into) {
    const feel::NodePtr& asked = table.inputs[column].expression;
    const auto path = asked ? dmn::path_of(*asked) : std::nullopt;
    const dmn::Cell& cell = table.rules[row].cells[column];
    if (path && decision_of(rules_, *path)) {
      const std::size_t before = into.size();
      look(
          *path,
          [&](const std::optional<feel::Value>& output) {
            return !output || cell.holds(*output).value_or(false);
          },
          into);
      if (into.size() > before) return;
    }
    into.push_back({.table = words_.of(name),
                    .name = words_.of(table.inputs[column].label),
                    .wanted = words_.cell(shown.rules[row].tests[column].text),
                    .is = path ? words_.value(at(*path)) : words_.truth(false)});
  }

  // The input a path leads to; a decision's own value.
  feel::Value at(const std::string& path) {
    if (decision_of(rules_, path)) {
      const auto determined = dmn::determine(rules_, path, inputs_, policies_.means_none);
      return determined ? determined->value : feel::Value();
    }
    const feel::Context* context = &inputs_;
    for (std::size_t from = 0;;) {
      const auto dot = path.find('.', from);
      const feel::Value* value = context->find(path.substr(from, dot - from));
      if (!value) return {};
      if (dot == std::string::npos) return *value;
      context = value->as_context();
      if (!context) return {};
      from = dot + 1;
    }
  }

  const packs::Policies& policies_;
  const dmn::Rules& rules_;
  const feel::Context& inputs_;
  const Words& words_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<std::string> decisions_of(const dmn::Rules& rules, std::string_view decision) {
  std::vector<std::string> names;
  const Resolved* whole = decision_of(rules, decision);
  if (!whole) return names;
  for (const int index : whole->order) {
    const std::string& name = rules.inside().elements[static_cast<std::size_t>(index)].name;
    if (name != decision) names.push_back(name);
  }
  names.emplace_back(decision);
  return names;
}

const dmn::DecisionTable* table_of(const dmn::Rules& rules, std::string_view decision) {
  const auto& all = rules.model().decisions;
  const auto found = std::ranges::find(all, decision, &dmn::Decision::name);
  if (found == all.end() || !found->expression) return nullptr;
  return std::get_if<dmn::DecisionTable>(&found->expression->form);
}

std::vector<ConditionLine> nearest_failed(const packs::Policies& policies, const dmn::Rules& rules,
                                          const std::string& decision, const feel::Context& inputs,
                                          const Words& words) {
  std::vector<ConditionLine> failed;
  Search(policies, rules, inputs, words)
      .look(
          decision,
          [](const std::optional<feel::Value>& output) { return !output || !is_zero(*output); },
          failed);
  // Without a certificate there is no level: what has no value only repeats another condition.
  const auto has_value = [](const ConditionLine& line) { return !line.is.empty(); };
  if (std::ranges::any_of(failed, has_value)) std::erase_if(failed, std::not_fn(has_value));
  return failed;
}

std::string basis_of(const dmn::Rules& rules, std::string_view decision, int row,
                     const Words& words) {
  const dmn::DecisionTable* table = table_of(rules, decision);
  if (!table || row < 1 || static_cast<std::size_t>(row) > table->rules.size()) return {};
  const auto& notes = table->rules[static_cast<std::size_t>(row) - 1].annotations;
  return notes.empty() ? std::string() : words.of(notes.front().text);
}

std::vector<std::string> parameters_of(const dmn::Rules& rules, std::string_view decision,
                                       int row) {
  std::vector<std::string> keys;
  const Resolved* found = decision_of(rules, decision);
  if (!found || !found->table || row < 1 ||
      static_cast<std::size_t>(row) > found->table->rules.size())
    return keys;
  const std::string prefix = std::string(dmn::parameters_name) + ".";
  for (const feel::NodePtr& output :
       found->table->rules[static_cast<std::size_t>(row) - 1].outputs) {
    const auto path = output ? dmn::path_of(dmn::bare(*output)) : std::nullopt;
    if (path && path->starts_with(prefix)) keys.push_back(path->substr(prefix.size()));
  }
  return keys;
}

}  // namespace zhulian::policy
