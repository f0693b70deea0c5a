#include "registry/people_store.h"

#include <algorithm>
#include <cstdint>

#include "db/bulk.h"
#include "platform/keys.h"
#include "registry/validity.h"

namespace zhulian::registry::store {
namespace {

// A sealed field opens only in the row and column it was sealed for.
std::string place_of(std::string_view column, const PersonId& id) {
  return "registry_person." + std::string(column) + ':' + id.text;
}

Value sealed(const Keyring& keys, std::string_view column, const PersonId& id,
             const std::string& plain) {
  if (plain.empty()) return std::optional<Blob>{};
  return Blob{keys.seal(plain, place_of(column, id))};
}

std::string opened(const Call& call, std::string_view column, const PersonId& id, const Row& row,
                   std::size_t at) {
  if (row.null(at)) return {};
  auto plain = call.deployment.keys.open(row.blob(at), place_of(column, id));
  // The key was checked at the start: what does not open now is damaged.
  if (!plain) throw std::runtime_error("registry_person." + std::string(column) + " is damaged");
  return *std::move(plain);
}

// Under which the keys of who lives there stand; "" for what is wider.
std::string county_code(const Area& area) {
  const auto county = area.at(AreaLevel::county);
  return county ? county->code() : std::string();
}

constexpr std::string_view select_person =
    "SELECT area, revision, name, sort_key, sex, birth_day, citizen_id_sealed, phone_sealed,"
    " address_sealed, registered_address_sealed, guardian_phone_sealed, remark_sealed, guardian,"
    " household_kind, ethnicity, died_on, recorded_at, recorded_by"
    " FROM registry_person WHERE id = $1";

}  // namespace

std::string_view word_of(Sex sex) {
  return sex == Sex::male ? "male" : "female";
}

std::string identity_hash(const Keyring& keys, std::string_view citizen_id) {
  return keys.lookup_hash("citizen_id", citizen_id);
}

std::string tail_hash(const Keyring& keys, std::string_view last_four) {
  return keys.lookup_hash("citizen_id.tail", last_four);
}

std::string number_hash(const Keyring& keys, std::string_view certificate_number) {
  return keys.lookup_hash("certificate_number", certificate_number);
}

Values sealed_columns(const Keyring& keys, const PersonRecord& p) {
  return {sealed(keys, "citizen_id", p.id, p.citizen_id),
          sealed(keys, "phone", p.id, p.phone),
          sealed(keys, "address", p.id, p.address),
          sealed(keys, "registered_address", p.id, p.registered_address),
          sealed(keys, "guardian_phone", p.id, p.guardian_phone),
          sealed(keys, "remark", p.id, p.remark)};
}

std::optional<PersonId> person_of_identity(Tx& tx, const std::string& hash) {
  const auto row = tx.one("SELECT person_id FROM registry_identity WHERE id_hash = $1", {hash});
  if (!row) return std::nullopt;
  return row->get<PersonId>(0);
}

std::optional<PersonRecord> find_person(const Call& call, const PersonId& id, bool lock) {
  const auto row = call.tx.one(
      std::string(select_person) + std::string(lock ? call.tx.for_update() : std::string_view{}),
      {id});
  if (!row) return std::nullopt;
  return PersonRecord{.id = id,
                      .area = row->area(0),
                      .revision = row->integer(1),
                      .name = row->get<std::string>(2),
                      .sort_key = row->get<std::string>(3),
                      .sex = row->text(4) == "male" ? Sex::male : Sex::female,
                      .birth = row->day(5),
                      .citizen_id = opened(call, "citizen_id", id, *row, 6),
                      .phone = opened(call, "phone", id, *row, 7),
                      .address = opened(call, "address", id, *row, 8),
                      .registered_address = opened(call, "registered_address", id, *row, 9),
                      .guardian_phone = opened(call, "guardian_phone", id, *row, 10),
                      .remark = opened(call, "remark", id, *row, 11),
                      .guardian = row->get<std::string>(12),
                      .household_kind = row->get<std::string>(13),
                      .ethnicity = row->get<std::string>(14),
                      .died_on = row->get<std::optional<Day>>(15),
                      .recorded_at = row->instant(16),
                      .recorded_by = row->get<std::string>(17)};
}

std::optional<Area> area_of_person(Tx& tx, const PersonId& id) {
  const auto row = tx.one("SELECT area FROM registry_person WHERE id = $1", {id});
  if (!row) return std::nullopt;
  return row->area(0);
}

void change_person(const Call& call, const PersonRecord& before, PersonRecord& after) {
  // The sealed columns move as they are: the row's id, which they are bound to, stays.
  call.tx.execute(
      "INSERT INTO registry_person_history (person_id, revision, area, name, phone_sealed,"
      " address_sealed, registered_address_sealed, guardian_phone_sealed, remark_sealed, guardian,"
      " household_kind, ethnicity, died_on, recorded_at, recorded_by)"
      " SELECT id, revision, area, name, phone_sealed, address_sealed, registered_address_sealed,"
      " guardian_phone_sealed, remark_sealed, guardian, household_kind, ethnicity, died_on,"
      " recorded_at, recorded_by FROM registry_person WHERE id = $1",
      {before.id});
  after.revision = before.revision + 1;
  after.recorded_at = call.now;
  after.recorded_by = call.actor.id.text;
  const PersonId& id = after.id;
  const Keyring& keys = call.deployment.keys;
  call.tx.execute(
      "UPDATE registry_person SET revision = $2, area = $3, name = $4, sort_key = $5,"
      " phone_sealed = $6, address_sealed = $7, registered_address_sealed = $8,"
      " guardian_phone_sealed = $9, remark_sealed = $10, guardian = $11, household_kind = $12,"
      " ethnicity = $13, died_on = $14, recorded_at = $15, recorded_by = $16 WHERE id = $1",
      {id, after.revision, after.area, after.name, after.sort_key,
       sealed(keys, "phone", id, after.phone), sealed(keys, "address", id, after.address),
       sealed(keys, "registered_address", id, after.registered_address),
       sealed(keys, "guardian_phone", id, after.guardian_phone),
       sealed(keys, "remark", id, after.remark), after.guardian, after.household_kind,
       after.ethnicity, after.died_on, call.now, call.actor.id});
}

std::vector<Version> versions(Tx& tx, const PersonId& id) {
  std::vector<Version> found;
  tx.each(
      "SELECT revision, recorded_at, recorded_by FROM registry_person_history"
      " WHERE person_id = $1 ORDER BY revision",
      {id}, [&](const Row& row) {
        found.push_back({row.integer(0), row.instant(1), row.get<std::string>(2)});
      });
  return found;
}

// ---- where registered ------------------------------------------------------------------------

void open_residence(Tx& tx, const PersonId& id, Day from, const Area& area) {
  tx.execute(
      "INSERT INTO registry_residence (person_id, from_day, until_day, area)"
      " VALUES ($1, $2, $3, $4)",
      {id, from, open_end, area});
}

void move_residence(Tx& tx, const PersonId& id, Day day, const Area& area) {
  const auto put_right = tx.execute(
      "UPDATE registry_residence SET area = $2"
      " WHERE person_id = $1 AND until_day = $3 AND from_day >= $4",
      {id, area, open_end, day});
  if (put_right > 0) return;
  const auto ended = tx.execute(
      "UPDATE registry_residence SET until_day = $2 WHERE person_id = $1 AND until_day = $3",
      {id, day, open_end});
  if (ended > 0) open_residence(tx, id, day, area);
}

void end_residence(Tx& tx, const PersonId& id, Day day) {
  tx.execute(
      "DELETE FROM registry_residence WHERE person_id = $1 AND until_day = $2 AND from_day >= $3",
      {id, open_end, day});
  tx.execute("UPDATE registry_residence SET until_day = $2 WHERE person_id = $1 AND until_day = $3",
             {id, day, open_end});
}

void move_copies(Tx& tx, const PersonId& id, const Area& area) {
  tx.execute("UPDATE registry_certificate SET area = $2 WHERE person_id = $1", {id, area});
  tx.execute("UPDATE registry_fact SET area = $2 WHERE person_id = $1", {id, area});
}

// ---- what is searched ------------------------------------------------------------------------

std::string search_entry(std::string_view county, const SearchKey& key) {
  return std::string(county) + key.kind + key.key;
}

namespace {

std::uint64_t head_of(const SearchKey& key) {
  auto head = static_cast<std::uint64_t>(static_cast<unsigned char>(key.kind));
  for (std::size_t i = 0; i < 7; ++i)
    head = head << 8 | (i < key.key.size() ? static_cast<unsigned char>(key.key[i]) : 0u);
  return head;
}

}  // namespace

void insert_search_keys(Tx& tx, const std::vector<KeyedPerson>& people) {
  struct Entry {
    std::uint64_t head;  // The first bytes of what follows the county, as a number.
    const KeyedPerson* person;
    const SearchKey* key;
  };
  std::vector<Entry> entries;
  entries.reserve(people.size() * 6);
  for (const KeyedPerson& person : people)
    for (const SearchKey& key : person.keys) entries.push_back({head_of(key), &person, &key});
  // Nearly in the order of the primary key: the pages of the tree are met one after another. A
  // county and eight bytes put the entries near enough, at a tenth of the cost of whole keys.
  std::ranges::sort(entries, {}, &Entry::head);
  insert_each(tx, "registry_search", {"key", "area", "person_id"}, entries, [](const Entry& entry) {
    const KeyedPerson& person = *entry.person;
    return Values{search_entry(county_code(person.area), *entry.key), person.area, person.id};
  });
}

void add_search_keys(Tx& tx, const PersonId& id, const Area& area,
                     const std::vector<SearchKey>& keys) {
  if (keys.empty()) return;
  const std::string county = county_code(area);
  Values values{area, id};
  std::string rows;
  for (const SearchKey& key : keys) {
    values.emplace_back(search_entry(county, key));
    rows += (rows.empty() ? "($" : ", ($") + std::to_string(values.size()) + ", $1, $2)";
  }
  tx.execute("INSERT INTO registry_search (key, area, person_id) VALUES " + rows +
                 " ON CONFLICT DO NOTHING",
             values);
}

void drop_search_keys(Tx& tx, const PersonId& id, const Area& area,
                      const std::vector<SearchKey>& keys) {
  for (const SearchKey& key : keys)
    tx.execute("DELETE FROM registry_search WHERE key = $1 AND area = $2 AND person_id = $3",
               {search_entry(county_code(area), key), area, id});
}

// ---- what is said of somebody ------------------------------------------------------------------

std::optional<FactRecord> open_fact(Tx& tx, const PersonId& id, std::string_view kind) {
  const auto row = tx.one(
      "SELECT value, from_day FROM registry_fact"
      " WHERE person_id = $1 AND kind = $2 AND until_day = $3",
      {id, kind, open_end});
  if (!row) return std::nullopt;
  return FactRecord{row->get<std::string>(0), row->day(1)};
}

void add_fact(const Call& call, const PersonId& id, const Area& area, std::string_view kind,
              std::string_view value, Day from, std::string_view source) {
  call.tx.execute(
      "INSERT INTO registry_fact (person_id, kind, from_day, until_day, area, value, source,"
      " recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {id, kind, from, open_end, area, value, source, call.now, call.actor.id});
}

void end_fact(Tx& tx, const PersonId& id, std::string_view kind, Day from, Day until) {
  tx.execute(
      "UPDATE registry_fact SET until_day = $4"
      " WHERE person_id = $1 AND kind = $2 AND from_day = $3",
      {id, kind, from, until});
}

void correct_fact(Tx& tx, const PersonId& id, std::string_view kind, Day from,
                  std::string_view value) {
  tx.execute(
      "UPDATE registry_fact SET value = $4"
      " WHERE person_id = $1 AND kind = $2 AND from_day = $3",
      {id, kind, from, value});
}

std::vector<FactLine> facts(Tx& tx, const PersonId& id) {
  std::vector<FactLine> found;
  tx.each(
      "SELECT kind, value, from_day, until_day, source FROM registry_fact"
      " WHERE person_id = $1 ORDER BY from_day, kind",
      {id}, [&](const Row& row) {
        FactLine fact{.kind = row.get<std::string>(0),
                      .value = row.get<std::string>(1),
                      .from = row.day(2),
                      .until = {},
                      .source = row.get<std::string>(4)};
        if (row.day(3) < open_end) fact.until = row.day(3) - std::chrono::days{1};
        found.push_back(std::move(fact));
      });
  return found;
}

}  // namespace zhulian::registry::store
