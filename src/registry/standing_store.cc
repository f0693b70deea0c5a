#include <algorithm>
#include <set>

#include "db/bulk.h"
#include "registry/standing.h"

namespace zhulian::registry {
namespace {

constexpr std::string_view standing_columns =
    "SELECT p.id, p.area, p.died_on, r.area, r.from_day, v.category, v.level, v.from_day"
    " FROM registry_person p"
    " LEFT JOIN registry_residence r ON r.person_id = p.id AND r.from_day <= $1"
    " AND $1 < r.until_day"
    " LEFT JOIN registry_validity v ON v.person_id = p.id AND v.from_day <= $1"
    " AND $1 < v.until_day WHERE ";
constexpr std::string_view fact_columns =
    "SELECT f.person_id, f.kind, f.value, f.from_day, f.recorded_at, f.source"
    " FROM registry_person p CROSS JOIN registry_fact f"  // The portion leads: few of many facts.
    " WHERE f.person_id = p.id AND f.from_day <= $1 AND $1 < f.until_day AND ";

Standing standing_at(const Row& row) {
  const auto registered = row.get<std::optional<std::string>>(3);
  Standing one{
      .id = row.get<PersonId>(0),
      .area = Area::parse(registered ? *registered : row.get<std::string>(1)).value_or(Area{}),
      .registered = registered.has_value(),
      .registered_from = row.get<std::optional<Day>>(4),
      .died_on = row.get<std::optional<Day>>(2),
      .category = row.get<std::optional<std::int64_t>>(5),
      .level = row.get<std::optional<std::int64_t>>(6),
      .valid_from = row.get<std::optional<Day>>(7)};
  return one;
}

StandingFact fact_at(const Row& row) {
  return {.id = row.get<PersonId>(0),
          .kind = row.get<std::string>(1),
          .value = row.get<std::string>(2),
          .from = row.day(3),
          .recorded_at = row.get<Instant>(4),
          .source = row.get<std::string>(5)};
}

}  // namespace

std::vector<Portion> portions(Tx& tx, const Area& area) {
  constexpr std::size_t town_digits = 9;
  std::vector<Portion> found;
  const Condition inside = within(area, "area", 1);
  tx.each("SELECT substr(area, 1, 9), count(*) FROM registry_person WHERE " + inside.text +
              " GROUP BY substr(area, 1, 9) ORDER BY 1",
          inside.values, [&](const Row& row) {
            const auto code = Area::parse(row.get<std::string>(0)).value_or(Area{});
            found.push_back({.area = code,
                             .exact = code.code().size() < town_digits,
                             .people = row.get<std::int64_t>(1)});
          });
  return found;
}

Values values_of(const Portion& portion, Day day) {
  return {day, portion.area.first(), portion.exact ? portion.area.code() : portion.area.last()};
}

// Ordered here: a database asked for the order would walk everybody for each portion.
std::vector<Standing> standing_in(Tx& tx, const Portion& portion, Day day) {
  std::vector<Standing> people;
  people.reserve(static_cast<std::size_t>(portion.people));
  tx.each(std::string(standing_columns) + std::string(of_portion), values_of(portion, day),
          [&](const Row& row) { people.push_back(standing_at(row)); });
  std::ranges::sort(people, {}, [](const Standing& one) -> auto& { return one.id.text; });
  return people;
}

std::vector<StandingFact> facts_in(Tx& tx, const Portion& portion, Day day) {
  std::vector<StandingFact> facts;
  tx.each(std::string(fact_columns) + std::string(of_portion), values_of(portion, day),
          [&](const Row& row) { facts.push_back(fact_at(row)); });
  std::ranges::stable_sort(facts, {}, [](const StandingFact& one) -> auto& { return one.id.text; });
  return facts;
}

std::optional<Standing> standing_of(Tx& tx, const PersonId& person, Day day) {
  const auto row = tx.one(std::string(standing_columns) + "p.id = $2", {day, person});
  return row ? std::optional(standing_at(*row)) : std::nullopt;
}

std::vector<StandingFact> facts_of(Tx& tx, const PersonId& person, Day day) {
  std::vector<StandingFact> found;
  tx.each(std::string(fact_columns) + "p.id = $2 ORDER BY f.kind", {day, person},
          [&](const Row& row) { found.push_back(fact_at(row)); });
  return found;
}

void record_facts(const Call& call, Day from, std::string_view source,
                  const std::vector<FoundOut>& people) {
  constexpr std::size_t people_a_statement = 400;
  for (std::size_t at = 0; at < people.size(); at += people_a_statement) {
    const std::size_t end = std::min(people.size(), at + people_a_statement);
    std::set<std::string> kinds;
    Values values{from};
    const auto mark = [&](const auto& value) {
      values.emplace_back(value);
      return "$" + std::to_string(values.size());
    };
    std::string persons;
    for (std::size_t i = at; i < end; ++i) {
      persons += (persons.empty() ? "" : ", ") + mark(people[i].person);
      for (const auto& [kind, value] : people[i].facts) kinds.insert(kind);
    }
    std::string list;
    for (const std::string& kind : kinds) list += (list.empty() ? "" : ", ") + mark(kind);
    if (list.empty()) continue;
    call.tx.execute(
        "UPDATE registry_fact SET until_day = $1 WHERE from_day < $1 AND"
        " until_day > $1 AND person_id IN (" +
            persons + ") AND kind IN (" + list + ")",
        values);
  }
  std::vector<Values> rows;
  for (const FoundOut& one : people)
    for (const auto& [kind, value] : one.facts)
      rows.push_back(
          {one.person, kind, from, open_end, one.area, value, source, call.now, call.actor.id});
  call.tx.insert_many("registry_fact",
                      {"person_id", "kind", "from_day", "until_day", "area", "value", "source",
                       "recorded_at", "recorded_by"},
                      std::move(rows));
}

}  // namespace zhulian::registry
