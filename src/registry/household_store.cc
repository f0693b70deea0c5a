#include "registry/household_store.h"

#include "registry/validity.h"

namespace zhulian::registry::store {
namespace {

// Feeds insert_many from a list, one row an element.
template <class T, class F>
void insert_all(Tx& tx, std::string_view table, const std::vector<std::string>& columns,
                const std::vector<T>& list, F values_of) {
  std::size_t at = 0;
  tx.insert_many(table, columns, [&](Values& row) {
    if (at == list.size()) return false;
    row = values_of(list[at++]);
    return true;
  });
}

}  // namespace

bool has_household(Tx& tx, const Id<Household>& id) {
  return tx.one("SELECT 1 FROM registry_household WHERE id = $1", {id}).has_value();
}

void insert_households(Tx& tx, const std::vector<NewHousehold>& households) {
  insert_all(tx, "registry_household", {"id", "area", "from_day", "until_day"}, households,
             [](const NewHousehold& h) { return Values{h.id, h.area, h.from, open_end}; });
  struct Member {
    const NewHousehold* household;
    const HouseholdMember* member;
  };
  std::vector<Member> members;
  for (const NewHousehold& household : households)
    for (const HouseholdMember& member : household.members)
      members.push_back({&household, &member});
  insert_all(tx, "registry_household_member",
             {"person_id", "from_day", "until_day", "household_id", "relation"}, members,
             [](const Member& m) {
               return Values{m.member->person, m.household->from, open_end, m.household->id,
                             m.member->relation};
             });
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
  insert_all(tx, "registry_person",
             {"id", "area", "revision", "name", "sort_key", "sex", "birth_day", "guardian",
              "household_kind", "ethnicity", "recorded_at", "recorded_by"},
             rows, [&](const ResidentRow& row) {
               const NewResident& r = *row.resident;
               return Values{r.id,    r.area, 1,  r.name, row.sort_key, word_of(r.sex),
                             r.birth, "",     "", "",     call.now,     call.actor.id};
             });
  insert_all(tx, "registry_residence", {"person_id", "from_day", "until_day", "area"}, rows,
             [](const ResidentRow& row) {
               return Values{row.resident->id, row.resident->from, open_end, row.resident->area};
             });
  struct Key {
    const NewResident* resident;
    const SearchKey* key;
  };
  std::vector<Key> keys;
  for (const ResidentRow& row : rows)
    for (const SearchKey& key : row.keys) keys.push_back({row.resident, &key});
  insert_all(tx, "registry_search", {"county", "kind", "key", "area", "person_id"}, keys,
             [](const Key& k) {
               return Values{*k.resident->area.at(AreaLevel::county), std::string(1, k.key->kind),
                             k.key->key, k.resident->area, k.resident->id};
             });
}

}  // namespace zhulian::registry::store
