#include "policy/roll.h"

#include <algorithm>

#include "feel/day.h"

namespace zhulian::policy {
namespace {

constexpr std::string_view of_run = "run";  // The source of what is the same for everybody.
constexpr std::string_view recorded_prefix = "fact.";
constexpr std::string_view by_register = "register";

// The codes of a coded fact as expressions see them: numbers where it is a number.
std::vector<feel::Value> codes_of(const dmn::Fact& fact) {
  std::vector<feel::Value> codes;
  if (!fact.type.codes) return codes;
  for (const std::string& code : *fact.type.codes) {
    if (fact.type.kind == feel::Kind::number)
      codes.push_back(feel::Value::maybe(feel::Decimal::parse(code)));
    else
      codes.emplace_back(code);
  }
  return codes;
}

population::Column column_of(const dmn::Fact& fact) {
  population::Column column{.path = fact.key, .null_means_none = fact.means_none};
  column.codes = codes_of(fact);
  switch (fact.type.kind) {
    case feel::Kind::boolean:
      column.held = population::Held::boolean;
      break;
    case feel::Kind::date:
      column.held = population::Held::date;
      break;
    default:
      column.held = column.codes.empty() ? population::Held::number : population::Held::code;
  }
  return column;
}

Known reckoned(feel::Value value, std::optional<Day> from = {}) {
  return {.value = std::move(value), .from = from, .source = std::string(by_register)};
}

}  // namespace

Reader::Reader(const Deployment& deployment, const packs::Policies& policies, Day as_of)
    : deployment_(deployment), as_of_(as_of) {
  for (const dmn::Fact& fact : policies.ground.facts) {
    if (fact.source == of_run) continue;
    columns_.push_back(&fact);
    schema_.push_back(column_of(fact));
  }
}

Known Reader::recorded_fact(const dmn::Fact& fact,
                            std::span<const registry::StandingFact> recorded) const {
  const std::string_view kind = std::string_view(fact.source).substr(recorded_prefix.size());
  const auto found = std::ranges::find(recorded, kind, &registry::StandingFact::kind);
  if (found == recorded.end()) return {};
  const Day seen = std::max(found->from, day_at(found->recorded_at, deployment_.zone));
  Known known{.from = found->from, .seen = seen, .source = found->source};
  if (fact.type.kind == feel::Kind::boolean)
    known.value = found->value == "yes";
  else if (fact.type.kind == feel::Kind::number)
    known.value = feel::Value::maybe(feel::Decimal::parse(found->value));
  else
    known.value = found->value;
  if (fact.fresh_days > 0 && seen + std::chrono::days{fact.fresh_days} < as_of_) {
    known.is_stale = true;
    known.was = std::exchange(known.value, feel::Value());
  }
  return known;
}

Known Reader::known(std::size_t column, const registry::Standing& person,
                    std::span<const registry::StandingFact> recorded) const {
  const dmn::Fact& fact = *columns_[column];
  if (fact.source.starts_with(recorded_prefix)) return recorded_fact(fact, recorded);
  if (fact.source == "person.registered")
    return reckoned(person.registered, person.registered_from);
  if (fact.source == "person.died_on")
    return reckoned(person.died_on ? feel::day_value(*person.died_on) : feel::Value(),
                    person.died_on);
  if (fact.source == "certificate.valid")
    return reckoned(person.category.has_value(), person.valid_from);
  if (fact.source == "certificate.level")
    return reckoned(person.level ? feel::Value::number(*person.level) : feel::Value(),
                    person.valid_from);
  if (fact.source != "certificate.category" || !person.category) return reckoned({});
  const packs::Code* code =
      deployment_.packs.code("disability_category", std::to_string(*person.category));
  return reckoned(code ? feel::Value(code->name.zh) : feel::Value(), person.valid_from);
}

Roll read_roll(Tx& tx, const Reader& reader, const registry::Portion& portion, Day as_of) {
  const std::vector<registry::Standing> people = registry::standing_in(tx, portion, as_of);
  const std::vector<registry::StandingFact> facts = registry::facts_in(tx, portion, as_of);
  Roll roll;
  roll.people.emplace(reader.schema(), people.size());
  roll.ids.reserve(people.size());
  roll.areas.reserve(people.size());
  std::size_t at = 0;  // In the facts, which come by id too.
  for (std::size_t i = 0; i < people.size(); ++i) {
    const registry::Standing& person = people[i];
    while (at < facts.size() && facts[at].id.text < person.id.text) ++at;
    std::size_t end = at;
    while (end < facts.size() && facts[end].id == person.id) ++end;
    const std::span recorded(facts.data() + at, end - at);
    for (std::size_t c = 0; c < reader.schema().size(); ++c) {
      const Known known = reader.known(c, person, recorded);
      if (!known.value.is_null()) roll.people->put(static_cast<int>(c), i, known.value);
    }
    roll.ids.push_back(person.id);
    roll.areas.push_back(person.area);
    at = end;
  }
  return roll;
}

}  // namespace zhulian::policy
