#include "policy/roll.h"

#include <algorithm>
#include <array>
#include <numeric>

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
    : deployment_(deployment), as_of_(as_of), grounds_(policies) {
  for (const dmn::Fact& fact : policies.ground.facts) {
    if (fact.source == of_run) continue;
    const std::string_view source = fact.source;
    columns_.push_back(&fact);
    schema_.push_back(column_of(fact));
    kinds_.push_back(source.starts_with(recorded_prefix) ? source.substr(recorded_prefix.size())
                                                         : std::string_view());
  }
}

Known Reader::recorded(std::size_t column, const registry::StandingFact& found) const {
  const dmn::Fact& fact = *columns_[column];
  const Day seen = std::max(found.from, day_at(found.recorded_at, deployment_.zone));
  Known known{.from = found.from, .seen = seen, .source = found.source};
  if (fact.type.kind == feel::Kind::boolean)
    known.value = found.value == "yes";
  else if (fact.type.kind == feel::Kind::number)
    known.value = feel::Value::maybe(feel::Decimal::parse(found.value));
  else
    known.value = found.value;
  if (fact.fresh_days > 0 && seen + std::chrono::days{fact.fresh_days} < as_of_) {
    known.is_stale = true;
    known.was = std::exchange(known.value, feel::Value());
  }
  return known;
}

Known Reader::known(std::size_t column, const registry::Standing& person,
                    std::span<const registry::StandingFact> recorded) const {
  const dmn::Fact& fact = *columns_[column];
  if (!kinds_[column].empty()) {
    const auto found = std::ranges::find(recorded, kinds_[column], &registry::StandingFact::kind);
    return found == recorded.end() ? Known{} : this->recorded(column, *found);
  }
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

namespace {

std::vector<std::size_t> by_ground(const Reader& reader,
                                   const std::vector<registry::Standing>& people) {
  std::vector<std::size_t> order(people.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {},
                           [&](std::size_t i) { return reader.grounds().of(people[i].area); });
  return order;
}

// What the register reckons hangs on little, so that few answers do for everybody.
class Reckoned {
 public:
  Reckoned(const Reader& reader, std::size_t column) : reader_(reader), column_(column) {}

  std::optional<std::int64_t> of(const registry::Standing& person) {
    const std::int64_t category = person.category.value_or(0);
    const std::int64_t level = person.level.value_or(0);
    const bool is_rare = person.died_on || category < 0 || category >= 8 || level < 0 || level >= 8;
    if (is_rare) return held(person);
    auto& known =
        known_[static_cast<std::size_t>((person.registered ? 64 : 0) + category * 8 + level)];
    if (!known) known = held(person);
    return *known;
  }

 private:
  std::optional<std::int64_t> held(const registry::Standing& person) const {
    const Known known = reader_.known(column_, person, {});
    if (known.value.is_null()) return std::nullopt;
    return population::held_of(reader_.schema()[column_], known.value);
  }

  const Reader& reader_;
  std::size_t column_;
  std::array<std::optional<std::optional<std::int64_t>>, 128> known_{};
};

}  // namespace

Roll read_roll(Tx& tx, const Reader& reader, const registry::Portion& portion, Day as_of) {
  Roll roll{.people = registry::standing_in(tx, portion, as_of)};
  roll.order = by_ground(reader, roll.people);
  population::Population& columns = roll.columns.emplace(reader.schema(), roll.people.size());
  std::vector<std::size_t> place(roll.order.size());  // In the columns.
  for (std::size_t at = 0; at < place.size(); ++at) place[roll.order[at]] = at;
  for (std::size_t c = 0; c < reader.schema().size(); ++c) {
    if (!reader.kind_of(c).empty()) continue;
    Reckoned reckoned(reader, c);
    for (std::size_t i = 0; i < place.size(); ++i)
      if (const auto held = reckoned.of(roll.people[i]))
        columns.hold(static_cast<int>(c), place[i], *held);
  }
  registry::facts_in(
      tx, portion, as_of, roll.people, [&](std::size_t i, const registry::StandingFact& fact) {
        for (std::size_t c = 0; c < reader.schema().size(); ++c)
          if (reader.kind_of(c) == fact.kind)
            columns.put(static_cast<int>(c), place[i], reader.recorded(c, fact).value);
      });
  return roll;
}

}  // namespace zhulian::policy
