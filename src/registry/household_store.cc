#include "registry/household_store.h"

#include "db/bulk.h"
#include "registry/validity.h"

namespace zhulian::registry::store {
bool has_household(Tx& tx, const Id<Household>& id) {
  return tx.one("SELECT 1 FROM registry_household WHERE id = $1", {id}).has_value();
}

void insert_households(Tx& tx, const std::vector<NewHousehold>& households) {
  insert_each(tx, "registry_household", {"id", "area", "from_day", "until_day"}, households,
              [](const NewHousehold& h) { return Values{h.id, h.area, h.from, open_end}; });
  struct Member {
    const NewHousehold* household;
    const HouseholdMember* member;
  };
  std::vector<Member> members;
  for (const NewHousehold& household : households)
    for (const HouseholdMember& member : household.members)
      members.push_back({&household, &member});
  insert_each(tx, "registry_household_member",
              {"person_id", "from_day", "until_day", "household_id", "relation"}, members,
              [](const Member& m) {
                return Values{m.member->person, m.household->from, open_end, m.household->id,
                              m.member->relation};
              });
}

std::optional<Id<Household>> household_on(Tx& tx, const PersonId& person, Day day) {
  const auto row = tx.one(
      "SELECT household_id FROM registry_household_member WHERE person_id = $1"
      " AND from_day <= $2 AND $2 < until_day ORDER BY from_day DESC LIMIT 1",
      {person, day});
  return row ? std::optional(row->get<Id<Household>>(0)) : std::nullopt;
}

bool lives_in_household(Tx& tx, const PersonId& person) {
  return tx
      .one("SELECT 1 FROM registry_household_member WHERE person_id = $1 AND until_day = $2",
           {person, open_end})
      .has_value();
}

void leave_household(Tx& tx, const PersonId& person, Day day) {
  tx.execute(
      "DELETE FROM registry_household_member"
      " WHERE person_id = $1 AND until_day = $2 AND from_day >= $3",
      {person, open_end, day});
  tx.execute(
      "UPDATE registry_household_member SET until_day = $3 WHERE person_id = $1 AND until_day = $2",
      {person, open_end, day});
}

void insert_residents(const Call& call, const std::vector<ResidentRow>& rows) {
  Tx& tx = call.tx;
  insert_each(tx, "registry_person",
              {"id", "area", "revision", "name", "sort_key", "sex", "birth_day", "guardian",
               "household_kind", "ethnicity", "recorded_at", "recorded_by"},
              rows, [&](const ResidentRow& row) {
                const NewResident& r = *row.resident;
                return Values{r.id,    r.area, 1,  r.name, row.sort_key, word_of(r.sex),
                              r.birth, "",     "", "",     call.now,     call.actor.id};
              });
  insert_each(tx, "registry_residence", {"person_id", "from_day", "until_day", "area"}, rows,
              [](const ResidentRow& row) {
                return Values{row.resident->id, row.resident->from, open_end, row.resident->area};
              });
  std::vector<KeyedPerson> keyed;
  for (const ResidentRow& row : rows)
    keyed.push_back({row.resident->id, row.resident->area, row.keys});
  insert_search_keys(tx, keyed);
}

}  // namespace zhulian::registry::store
