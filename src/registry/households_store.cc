#include "registry/households_store.h"

#include "registry/page_store.h"
#include "registry/people_store.h"
#include "registry/scope.h"
#include "registry/site_store.h"
#include "registry/validity.h"

namespace zhulian::registry::store {
namespace {

constexpr std::string_view carer = "carer";

constexpr std::string_view living_columns =
    "SELECT m.household_id, m.person_id, m.relation, m.from_day, m.until_day, m.end_reason"
    " FROM registry_household_member m";

LivingRow living_from(const Row& row) {
  return {.household = row.get<HouseholdId>(0),
          .person = row.get<PersonId>(1),
          .relation = row.get<HouseholdRelation>(2),
          .from = row.day(3),
          .until = until_of(row, 4),
          .end_reason = row.get<std::string>(5)};
}

// What holds today of all that was ever said.
std::vector<FactLine> facts_today(const Call& call, const PersonId& person) {
  auto found = facts(call.tx, person);
  std::erase_if(found, [&](const FactLine& fact) {
    return call.today() < fact.from || (fact.until && *fact.until < call.today());
  });
  return found;
}

}  // namespace

std::optional<HouseholdRow> find_household(Tx& tx, const HouseholdId& id, bool lock) {
  const auto row =
      tx.one("SELECT id, area, from_day, until_day FROM registry_household WHERE id = $1" +
                 std::string(lock ? tx.for_update() : std::string_view{}),
             {id});
  if (!row) return std::nullopt;
  return HouseholdRow{.id = row->get<HouseholdId>(0),
                      .area = row->area(1),
                      .from = row->day(2),
                      .until = until_of(*row, 3)};
}

bool insert_household(const Call& call, const HouseholdRow& household) {
  return call.tx.execute(
             "INSERT INTO registry_household (id, area, from_day, until_day, recorded_at,"
             " recorded_by) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
             {household.id, household.area, household.from, open_end, call.now, call.actor.id}) ==
         1;
}

void end_household(Tx& tx, const HouseholdId& id, Day until) {
  tx.execute("UPDATE registry_household SET until_day = $2 WHERE id = $1", {id, until});
}

void delete_household(Tx& tx, const HouseholdId& id) {
  tx.execute("DELETE FROM registry_household WHERE id = $1", {id});
}

std::vector<LivingRow> livings_of(Tx& tx, const PersonId& person) {
  std::vector<LivingRow> found;
  tx.each(std::string(living_columns) + " WHERE m.person_id = $1 ORDER BY m.from_day DESC",
          {person}, [&](const Row& row) { found.push_back(living_from(row)); });
  return found;
}

std::vector<LivingRow> living_in(Tx& tx, const HouseholdId& household) {
  std::vector<LivingRow> found;
  tx.each(std::string(living_columns) +
              " WHERE m.household_id = $1 AND m.until_day = $2 ORDER BY m.from_day, m.person_id",
          {household, open_end}, [&](const Row& row) { found.push_back(living_from(row)); });
  return found;
}

std::optional<Day> last_left(Tx& tx, const HouseholdId& household) {
  const auto row = tx.one(
      "SELECT max(until_day) FROM registry_household_member"
      " WHERE household_id = $1 AND until_day < $2",
      {household, open_end});
  return row->get<std::optional<Day>>(0);
}

void insert_living(const Call& call, const LivingRow& living) {
  call.tx.execute(
      "INSERT INTO registry_household_member (person_id, from_day, until_day, household_id,"
      " relation, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      {living.person, living.from, open_end, living.household, living.relation, call.now,
       call.actor.id});
}

void end_living(const Call& call, const PersonId& person, Day from, Day on,
                const std::string& reason, const std::optional<HouseholdId>& moved_to) {
  call.tx.execute(
      "UPDATE registry_household_member SET until_day = $3, end_reason = $4, moved_to = $5,"
      " ended_at = $6, ended_by = $7 WHERE person_id = $1 AND from_day = $2",
      {person, from, on, reason, moved_to, call.now, call.actor.id});
}

void reopen_living(Tx& tx, const PersonId& person, Day from) {
  tx.execute(
      "UPDATE registry_household_member SET until_day = $3, end_reason = '', moved_to = NULL,"
      " ended_at = NULL, ended_by = NULL WHERE person_id = $1 AND from_day = $2",
      {person, from, open_end});
}

void delete_living(Tx& tx, const PersonId& person, Day from) {
  tx.execute("DELETE FROM registry_household_member WHERE person_id = $1 AND from_day = $2",
             {person, from});
}

std::optional<LivingRow> came_from(Tx& tx, const PersonId& person, const HouseholdId& household,
                                   Day on) {
  const auto row = tx.one(std::string(living_columns) +
                              " WHERE m.person_id = $1 AND m.moved_to = $2 AND m.until_day = $3",
                          {person, household, on});
  return row ? std::optional(living_from(*row)) : std::nullopt;
}

std::vector<MemberLine> members(const Call& call, const HouseholdId& household) {
  const Day today = call.today();
  const Condition visible = visible_people(call, "p.area", "p.id", 3);
  Values values{household, today};
  values.insert(values.end(), visible.values.begin(), visible.values.end());
  std::vector<MemberLine> found;
  call.tx.each(
      "SELECT p.id, p.name, p.sex, p.birth_day, p.died_on, m.relation, v.category, v.level,"
      " m.from_day, m.until_day, m.end_reason FROM registry_household_member m"
      " JOIN registry_person p ON p.id = m.person_id"
      " LEFT JOIN registry_validity v ON v.person_id = p.id AND v.from_day <= $2"
      " AND $2 < v.until_day WHERE m.household_id = $1 AND " +
          visible.text +
          " ORDER BY CASE WHEN m.relation = 'head' THEN 0 ELSE 1 END, p.sort_key, p.id,"
          " m.from_day",
      values, [&](const Row& row) {
        const auto died = row.get<std::optional<Day>>(4);
        auto until = until_of(row, 9);
        if (died && (!until || *died < *until)) until = died;
        found.push_back({.person = row.get<PersonId>(0),
                         .name = row.get<std::string>(1),
                         .sex = row.get<std::string>(2),
                         .age = years_between(row.day(3), died.value_or(today)),
                         .relation = row.get<HouseholdRelation>(5),
                         .category = row.get<std::optional<std::int64_t>>(6),
                         .level = row.get<std::optional<std::int64_t>>(7),
                         .facts = {},
                         .carers = {},
                         .open_needs = 0,
                         .from = row.day(8),
                         .until = until,
                         .end_reason = row.get<std::string>(10)});
      });
  for (MemberLine& member : found) {
    if (member.until && *member.until <= today) continue;
    member.facts = facts_today(call, member.person);
    member.carers = carers_of(call, member.person, today);
    member.open_needs = std::ssize(waiting_needs(call.tx, member.person));
  }
  return found;
}

std::int64_t count_living(Tx& tx, const HouseholdId& household, Day day) {
  return tx
      .one(
          "SELECT count(*) FROM registry_household_member m JOIN registry_person p"
          " ON p.id = m.person_id WHERE m.household_id = $1 AND m.from_day <= $2"
          " AND $2 < m.until_day AND (p.died_on IS NULL OR $2 < p.died_on)",
          {household, day})
      ->integer(0);
}

std::vector<CarerLine> carers_of(const Call& call, const PersonId& person, Day day) {
  const Condition visible = visible_people(call, "p.area", "p.id", 4);
  Values values{person, day, carer};
  values.insert(values.end(), visible.values.begin(), visible.values.end());
  std::vector<CarerLine> found;
  call.tx.each(
      "SELECT p.id, p.name FROM registry_tie t JOIN registry_person p ON p.id = t.from_id"
      " WHERE t.to_kind = 'person' AND t.to_id = $1 AND t.kind = $3 AND t.from_kind = 'person'"
      " AND t.from_day <= $2 AND $2 < t.until_day AND " +
          visible.text + " ORDER BY p.sort_key, p.id",
      values, [&](const Row& row) {
        found.push_back({.person = row.get<PersonId>(0), .name = row.get<std::string>(1)});
      });
  return found;
}

}  // namespace zhulian::registry::store
