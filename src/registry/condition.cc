#include "registry/condition.h"

#include "feel/feel.h"
#include "packs/catalogue.h"
#include "registry/tie_store.h"

namespace zhulian::registry {
namespace {

feel::Value value_of(const std::optional<std::int64_t>& known) {
  return known ? feel::Value::number(*known) : feel::Value();
}

// The facts that the condition speaks of and nobody knows.
std::vector<std::string> unknown_in(const std::string& when, const store::PersonFacts& facts) {
  std::vector<std::string> names;
  const auto add = [&](std::string_view name, bool is_known) {
    if (!is_known && when.find(name) != std::string::npos) names.emplace_back(name);
  };
  add("category", facts.category.has_value());
  add("level", facts.level.has_value());
  return names;
}

}  // namespace

Result<void> check_condition(const Call& call, const PersonId& person, Day on,
                             const packs::PersonCondition& condition, const std::string& field) {
  const std::string& when = condition.when;
  const store::PersonFacts facts = store::person_facts(call.tx, person, on);
  if (facts.died_on && *facts.died_on <= on)
    return fail(Fault::invalid, "registry.condition.dead", field,
                {{"day", to_string(*facts.died_on)}});
  if (when.empty()) return {};
  const feel::Context context{{"category", value_of(facts.category)},
                              {"level", value_of(facts.level)},
                              {"age", feel::Value::number(years_between(facts.birth, on))}};
  const auto expression = TRY(feel::parse(when, feel::Names::of(context)));
  if (feel::evaluate(expression, context).value.is_true()) return {};
  // `category = 4` of nobody's category is false to FEEL; to an office it is not known.
  const auto unknown = unknown_in(when, facts);
  if (!unknown.empty())
    return fail(Fault::invalid, "registry.condition.unknown", field,
                call.deployment.packs.worded("what", "person_fact", unknown));
  return fail(Fault::invalid, "registry.condition.unmet", field,
              {{"who@zh", condition.who.zh}, {"who@en", condition.who.en}});
}

}  // namespace zhulian::registry
