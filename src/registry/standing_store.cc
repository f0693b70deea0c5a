#include <algorithm>
#include <set>

#include "db/bulk.h"
#include "registry/standing.h"

namespace zhulian::registry {
namespace {

// Enough to make a transaction worth its COMMIT, few enough to hold three at once.
constexpr std::size_t people_a_portion = 32'768;
// An area with less of the register than this is walked by its towns.
constexpr std::int64_t parts_by_ids = 8;

std::int64_t people_in(Tx& tx, const Area& area) {
  const Condition inside = within(area, "area", 1);
  return tx.one("SELECT count(*) FROM registry_person WHERE " + inside.text, inside.values)
      ->integer(0);
}

std::vector<Portion> towns(Tx& tx, const Area& area) {
  constexpr std::size_t town_digits = 9;
  std::vector<Portion> found;
  const Condition inside = within(area, "area", 1);
  tx.each("SELECT DISTINCT substr(area, 1, 9) FROM registry_person WHERE " + inside.text +
              " ORDER BY 1",
          inside.values, [&](const Row& row) {
            auto code = row.area(0);
            const bool exact = code.code().size() < town_digits;
            found.push_back({.area = std::move(code), .exact = exact});
          });
  return found;
}

std::vector<Portion> stretches(Tx& tx, const Area& area, std::string_view after) {
  std::vector<Portion> found;
  std::size_t people = 0;
  tx.each("SELECT id FROM registry_person WHERE id > $1 ORDER BY id", {after}, [&](const Row& row) {
    if (people++ % people_a_portion == 0)
      found.push_back({.area = area, .first = row.get<std::string>(0)});
    found.back().last = row.text(0);
  });
  return found;
}

}  // namespace

std::vector<Portion> portions(Tx& tx, const Area& area, std::string_view after) {
  const auto last_id = [](std::string_view key) {
    return key.starts_with("id ") ? key.substr(3) : std::string_view();
  };
  const bool by_ids = after.empty() ? people_in(tx, area) * parts_by_ids >= people_in(tx, {})
                                    : !last_id(after).empty();
  auto found = by_ids ? stretches(tx, area, last_id(after)) : towns(tx, area);
  std::erase_if(found, [&](const Portion& each) { return each.key() <= after; });
  return found;
}

bool holds_everybody(Tx& tx, const Area& area) {
  return people_in(tx, area) == people_in(tx, {});
}

Portion only(const PersonId& person) {
  return {.area = {}, .first = person.text, .last = person.text};
}

std::optional<std::size_t> Places::of(std::string_view id) {
  // In order: the same person again, or one soon after.
  for (std::size_t tries = 0; tries < 4 && next_ < people_.size(); ++tries) {
    const std::strong_ordering order = std::string_view(people_[next_].id.text) <=> id;
    if (order == 0) return next_;
    if (order > 0) break;
    ++next_;
  }
  const auto found = std::ranges::lower_bound(
      people_, id, {}, [](const Standing& one) -> std::string_view { return one.id.text; });
  if (found == people_.end() || found->id.text != id) return std::nullopt;
  next_ = static_cast<std::size_t>(found - people_.begin());
  return next_;
}

PortionRows rows_of(const Portion& portion, Day day, std::string_view table) {
  const std::string name(table);
  if (portion.by_ids())
    return {.text = " FROM " + name + " t WHERE t.person_id >= $2 AND t.person_id <= $3",
            .values = {day, portion.first, portion.last}};
  // The place leads: few of many rows.
  return {.text = " FROM registry_person p CROSS JOIN " + name +
                  " t WHERE t.person_id = p.id AND p.area >= $2 AND p.area <= $3",
          .values = {day, portion.area.first(),
                     portion.exact ? portion.area.code() : portion.area.last()}};
}

std::vector<Standing> standing_in(Tx& tx, const Portion& portion, Day day) {
  constexpr std::string_view on_the_day = " AND t.from_day <= $1 AND $1 < t.until_day";
  std::vector<Standing> people;
  const auto add = [&](const Row& row) {
    if (portion.by_ids() && !row.text(1).starts_with(portion.area.code())) return;
    people.push_back({.id = row.get<PersonId>(0),
                      .area = row.area(1),
                      .died_on = row.get<std::optional<Day>>(2)});
  };
  if (portion.by_ids()) {
    tx.each_at_once(
        "SELECT id, area, died_on FROM registry_person WHERE id >= $1 AND id <= $2 ORDER BY id",
        {portion.first, portion.last}, add);
  } else {
    tx.each_at_once(
        "SELECT id, area, died_on FROM registry_person WHERE area >= $1 AND area <= $2",
        {portion.area.first(), portion.exact ? portion.area.code() : portion.area.last()}, add);
    // Ordered here: a database asked for the order would walk everybody.
    std::ranges::sort(people, {}, [](const Standing& one) -> auto& { return one.id.text; });
  }

  const PortionRows residences = rows_of(portion, day, "registry_residence");
  tx.each_at_once(
      "SELECT t.person_id, t.area, t.from_day" + residences.text + std::string(on_the_day),
      residences.values, [&, places = Places(people)](const Row& row) mutable {
        const auto at = places.of(row.text(0));
        if (!at) return;
        people[*at].area = row.area(1);
        people[*at].registered = true;
        people[*at].registered_from = row.day(2);
      });
  const PortionRows valid = rows_of(portion, day, "registry_validity");
  tx.each_at_once(
      "SELECT t.person_id, t.category, t.level, t.from_day" + valid.text + std::string(on_the_day),
      valid.values, [&, places = Places(people)](const Row& row) mutable {
        const auto at = places.of(row.text(0));
        if (!at) return;
        people[*at].category = row.integer(1);
        people[*at].level = row.integer(2);
        people[*at].valid_from = row.day(3);
      });
  return people;
}

void facts_in(Tx& tx, const Portion& portion, Day day, const std::vector<Standing>& people,
              const std::function<void(std::size_t, const StandingFact&)>& take) {
  const PortionRows rows = rows_of(portion, day, "registry_fact");
  tx.each_at_once("SELECT t.person_id, t.kind, t.value, t.from_day, t.recorded_at, t.source" +
                      rows.text + " AND t.from_day <= $1 AND $1 < t.until_day",
                  rows.values, [&, places = Places(people)](const Row& row) mutable {
                    const auto at = places.of(row.text(0));
                    if (!at) return;
                    take(*at, {.kind = row.get<std::string>(1),
                               .value = row.get<std::string>(2),
                               .from = row.day(3),
                               .recorded_at = row.get<Instant>(4),
                               .source = row.get<std::string>(5)});
                  });
}

std::optional<Standing> standing_of(Tx& tx, const PersonId& person, Day day) {
  const auto people = standing_in(tx, only(person), day);
  return people.empty() ? std::nullopt : std::optional(people.front());
}

std::vector<StandingFact> facts_of(Tx& tx, const PersonId& person, Day day) {
  std::vector<StandingFact> found;
  facts_in(tx, only(person), day, {{.id = person}},
           [&](std::size_t, const StandingFact& fact) { found.push_back(fact); });
  std::ranges::sort(found, {}, &StandingFact::kind);
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
