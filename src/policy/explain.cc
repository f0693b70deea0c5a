// One person's determinations, decided anew and explained.
#include <algorithm>

#include "packs/catalogue.h"
#include "policy/nearest.h"
#include "policy/policy_store.h"
#include "policy/rates.h"
#include "policy/roll.h"
#include "policy/words.h"
#include "registry/areas.h"

namespace zhulian::policy {
namespace {

struct Person {
  registry::Standing standing;
  std::vector<Known> known;  // By column.
  packs::Facts facts;
};

Person read_person(const Call& call, const Reader& reader, const registry::Standing& standing,
                   Day day) {
  Person person{.standing = standing, .known = {}, .facts = {}};
  const auto recorded = registry::facts_of(call.tx, standing.id, day);
  for (std::size_t c = 0; c < reader.columns().size(); ++c) {
    person.known.push_back(reader.known(c, standing, recorded));
    person.facts[reader.columns()[c]->key] = person.known.back().value;
  }
  return person;
}

InputLine line_of(const dmn::Fact& fact, const Known& known, const Words& words) {
  InputLine line{.key = fact.key,
                 .name = words.fact(fact.key),
                 .value = words.value(known.is_stale ? known.was : known.value),
                 .state = "known",
                 .from = known.from,
                 .seen = known.seen,
                 .source = known.source};
  if (known.is_stale)
    line.state = "stale";
  else if (known.value.is_null())
    line.state = fact.means_none ? "none" : "unknown";
  return line;
}

// The facts a policy asks for: those its model names, and the benefits that exclude it.
bool asks(const dmn::Rules& rules, const packs::Policy& policy,
          const std::vector<const packs::Exclusion*>& exclusions, std::string_view key) {
  if (std::ranges::find(exclusions, key, &packs::Exclusion::benefit) != exclusions.end())
    return true;
  const auto mentions = [&](const dmn::Text& text) { return text.text.contains(key); };
  for (const std::string& decision : decisions_of(rules, policy.decision))
    if (const auto* table = table_of(rules, decision))
      for (const auto& input : table->inputs)
        if (mentions(input.expression)) return true;
  return false;
}

}  // namespace

Result<std::vector<Explanation>> explain_person(const Call& call, const ExplainQuery& query) {
  const Day day = query.as_of.value_or(call.today());
  TRY(registry::area_of(call, query.person));  // Whether the actor may see them.
  const auto standing = registry::standing_of(call.tx, query.person, day);
  if (!standing) return fail(Fault::not_found, "registry.person.absent");
  const packs::Policies& policies = *call.deployment.packs.policies;
  const Words words(policies, query.language);
  const Reader reader(call.deployment, policies, day);
  const Person person = read_person(call, reader, *standing, day);
  const Area& area = person.standing.area;
  const feel::Context inputs =
      packs::inputs_of(person.facts, packs::constants(policies, area, day));
  const auto kept = store::kept_of(call.tx, query.person, day);
  std::vector<Explanation> explained;
  for (const packs::Policy& policy : policies.policies) {
    if (!policy.holds_on(day)) continue;
    const dmn::Rules& rules = policies.models.find(policy.model)->second;
    const auto judged = TRY(packs::judge(policies, policy, area, day, person.facts));
    Explanation one{.policy = policy.id,
                    .name = words.of(policy.name),
                    .outcome = judged.outcome,
                    .month = judged.month,
                    .as_of = day,
                    .since = {},
                    .row = judged.rule,
                    .basis = basis_of(rules, policy.decision, judged.rule, words),
                    .document = words.document(policy.document)};
    const auto exclusions = policies.excluding(policy.id, area, day);
    for (std::size_t c = 0; c < reader.columns().size(); ++c)
      if (asks(rules, policy, exclusions, reader.columns()[c]->key))
        one.inputs.push_back(line_of(*reader.columns()[c], person.known[c], words));
    for (const std::string& key : parameters_of(rules, policy.decision, judged.rule))
      if (const auto rate = rate_line(call, key, area, day, words)) one.rates.push_back(*rate);
    if (judged.outcome == Outcome::not_entitled)
      one.failed = nearest_failed(policies, rules, policy.decision, inputs, words);
    for (const std::string& key : judged.missing) one.missing.push_back(words.named(key));
    if (judged.by) {
      one.excluded_by = words.fact(judged.by->benefit);
      one.mode = word(judged.by->mode);
      one.excluded_document = words.document(judged.by->document);
    }
    // Since when the run says so, where it says the same.
    const auto stands = std::ranges::find(kept, policy.id, &store::Kept::policy);
    if (stands != kept.end() && stands->verdict == verdict_of(judged)) one.since = stands->from;
    explained.push_back(std::move(one));
  }
  return explained;
}

Result<http::Page<DeterminationLine>> find_determinations(const Call& call,
                                                          const DeterminationQuery& query) {
  const packs::Policies& policies = *call.deployment.packs.policies;
  if (!policies.find(query.policy)) return fail(Fault::not_found, "policy.absent", "/policy");
  const Words words(policies, query.language);
  const std::int64_t limit = query.limit.value_or(50);
  auto rows = store::find(call, query, limit + 1);
  http::Page<DeterminationLine> page;
  if (std::ssize(rows) > limit) {
    rows.resize(static_cast<std::size_t>(limit));
    page.next_cursor = rows.back().area.code() + " " + rows.back().person.text;
  }
  registry::AreaNames names(call.tx);
  std::vector<Area> areas;
  for (const DeterminationRow& row : rows) areas.push_back(row.area);
  names.load(areas);
  for (const DeterminationRow& row : rows)
    page.items.push_back({.person = row.person,
                          .name = row.name,
                          .place = names.place(row.area),
                          .policy = row.policy,
                          .outcome = row.outcome,
                          .month = row.month,
                          .missing = words.all(row.missing),
                          .excluded_by = row.excluded_by.empty() ? "" : words.fact(row.excluded_by),
                          .mode = row.mode,
                          .since = row.since});
  return page;
}

}  // namespace zhulian::policy
