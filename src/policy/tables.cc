#include "policy/tables.h"

#include <algorithm>
#include <set>

#include "packs/catalogue.h"
#include "policy/nearest.h"
#include "policy/policy_store.h"
#include "policy/rates.h"
#include "policy/words.h"
#include "registry/names.h"

namespace zhulian::policy {
namespace {

constexpr Names<dmn::HitPolicy, 7> hit_policy_names{{{
    {dmn::HitPolicy::unique, "unique"},
    {dmn::HitPolicy::first, "first"},
    {dmn::HitPolicy::priority, "priority"},
    {dmn::HitPolicy::any, "any"},
    {dmn::HitPolicy::collect, "collect"},
    {dmn::HitPolicy::rule_order, "rule_order"},
    {dmn::HitPolicy::output_order, "output_order"},
}}};

// The caller's first area; a resident has none and reads the country's rows.
Area own_area(const Call& call, const std::optional<Area>& wanted) {
  if (wanted) return *wanted;
  return call.actor.areas.empty() ? Area{} : call.actor.areas.front();
}

std::vector<OutcomeCount> counts_of(const Counts& counts, std::string_view policy) {
  std::vector<OutcomeCount> lines;
  const auto found = counts.find(policy);
  if (found == counts.end()) return lines;
  for (const auto& [outcome, count] : found->second)
    lines.push_back({.outcome = outcome,
                     .persons = count.persons,
                     .month = {outcome == Outcome::entitled ? count.fen : 0}});
  return lines;
}

TableView view_of(const dmn::Rules& rules, const std::string& decision, const Words& words) {
  const dmn::DecisionTable& table = *table_of(rules, decision);
  TableView view{.decision = decision,
                 .name = words.of(decision),
                 .about = {},
                 .hit_policy = std::string(hit_policy_names[table.hit_policy])};
  const auto& all = rules.model().decisions;
  view.about = words.of(std::ranges::find(all, decision, &dmn::Decision::name)->description);
  for (const auto& input : table.inputs)
    view.inputs.push_back(input.label.empty() ? words.cell(input.expression.text)
                                              : words.of(input.label));
  for (const auto& output : table.outputs)
    view.outputs.push_back(words.of(output.label.empty() ? output.name : output.label));
  for (std::size_t r = 0; r < table.rules.size(); ++r) {
    TableRow row{.row = static_cast<std::int64_t>(r + 1), .tests = {}, .outputs = {}, .basis = {}};
    for (const dmn::Text& test : table.rules[r].tests)
      row.tests.push_back(test.text == "-" ? "" : words.cell(test.text));
    for (const dmn::Text& output : table.rules[r].outputs)
      row.outputs.push_back(words.cell(output.text));
    row.basis = basis_of(rules, decision, static_cast<int>(row.row), words);
    view.rows.push_back(std::move(row));
  }
  return view;
}

// Every text of FEEL in a table: where parameters and facts are named.
std::string texts_of(const dmn::DecisionTable& table) {
  std::string all;
  for (const auto& input : table.inputs) all += input.expression.text + "\n";
  for (const auto& rule : table.rules) {
    for (const dmn::Text& test : rule.tests) all += test.text + "\n";
    for (const dmn::Text& output : rule.outputs) all += output.text + "\n";
  }
  return all;
}

}  // namespace

Result<std::vector<PolicyLine>> find_policies(const Call& call, const PoliciesQuery& query) {
  const packs::Policies& policies = *call.deployment.packs.policies;
  const Words words(policies, query.language);
  const Counts counts = store::counts_in(call, own_area(call, query.area));
  const Day day = query.as_of.value_or(call.today());
  std::vector<PolicyLine> lines;
  for (const packs::Policy& policy : policies.policies)
    lines.push_back({.id = policy.id,
                     .name = words.of(policy.name),
                     .about = words.of(policy.about),
                     .document = words.document(policy.document),
                     .from = policy.from,
                     .in_force = policy.holds_on(day),
                     .counts = counts_of(counts, policy.id)});
  return lines;
}

Result<PolicyPage> open_policy(const Call& call, const PolicyQuery& query) {
  const packs::Policies& policies = *call.deployment.packs.policies;
  const packs::Policy* policy = policies.find(query.policy);
  if (!policy) return fail(Fault::not_found, "policy.absent", "/policy");
  const Words words(policies, query.language);
  const Area area = own_area(call, query.area);
  const Day day = query.as_of.value_or(call.today());
  const dmn::Rules& rules = policies.models.find(policy->model)->second;
  PolicyPage page{.id = policy->id,
                  .name = words.of(policy->name),
                  .about = words.of(policy->about),
                  .document = words.document(policy->document),
                  .from = policy->from,
                  .in_force = policy->holds_on(day),
                  .area = area,
                  .place = registry::name_of(call.tx, area),
                  .as_of = day,
                  .counts = counts_of(store::counts_in(call, area), policy->id)};
  std::string texts;
  for (const std::string& decision : decisions_of(rules, policy->decision)) {
    const dmn::DecisionTable* table = table_of(rules, decision);
    if (!table) continue;
    page.tables.push_back(view_of(rules, decision, words));
    texts += texts_of(*table);
  }
  for (const std::string& key : policies.parameter_keys()) {
    if (!texts.contains(std::string(dmn::parameters_name) + "." + key + "\n")) continue;
    const auto rate = rate_line(call, key, area, day, words);
    if (!rate || rate->value.empty())
      page.holes.push_back(words.named(key));
    else
      page.rates.push_back(*rate);
  }
  std::set<std::string> benefits;
  for (const packs::Exclusion& row : policies.exclusions) {
    if (row.subsidy != policy->id || !row.area.contains(area) || day < row.from || row.until <= day)
      continue;
    benefits.insert(row.benefit);
    page.exclusions.push_back({.benefit = row.benefit,
                               .name = words.fact(row.benefit),
                               .mode = std::string(word(row.mode)),
                               .area = row.area,
                               .place = registry::name_of(call.tx, row.area),
                               .document = words.document(row.document)});
  }
  for (const dmn::Fact& fact : policies.ground.facts)
    if (texts.contains(fact.key) || benefits.contains(fact.key))
      page.facts.push_back({.key = fact.key,
                            .name = words.fact(fact.key),
                            .source = fact.source,
                            .fresh_days = fact.fresh_days,
                            .means_none = fact.means_none});
  return page;
}

}  // namespace zhulian::policy
