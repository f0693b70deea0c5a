// The rows of people: the person, what was known before, where registered, what is said of them.
// Only what stands here and in the other *_store files knows SQL.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/registry.h"

namespace zhulian::registry::store {

// A row of registry_person with its sealed fields open. "" is: nothing known.
struct PersonRecord {
  PersonId id{};
  Area area{};
  std::int64_t revision = 1;
  std::string name{};
  std::string sort_key{};
  Sex sex{};
  Day birth{};
  std::string citizen_id{};
  std::string phone{};
  std::string address{};
  std::string registered_address{};
  std::string guardian_phone{};
  std::string remark{};
  std::string guardian{};
  std::string household_kind{};
  std::string ethnicity{};
  std::optional<Day> died_on{};
  Instant recorded_at{};
  std::string recorded_by{};
};

std::string_view word_of(Sex);

// Hashes by which people are found; the kinds of key are named in one place.
std::string identity_hash(const Keyring&, std::string_view citizen_id);
std::string tail_hash(const Keyring&, std::string_view last_four);
std::string number_hash(const Keyring&, std::string_view certificate_number);

std::optional<PersonId> person_of_identity(Tx&, const std::string& hash);

// citizen_id, phone, address, registered_address, guardian_phone and remark, sealed.
Values sealed_columns(const Keyring&, const PersonRecord&);
// Without regard to areas. `lock` for who is about to change it.
std::optional<PersonRecord> find_person(const Call&, const PersonId&, bool lock);
std::optional<Area> area_of_person(Tx&, const PersonId&);
// Keeps the old version and writes the new one with the next revision, this actor and now.
void change_person(const Call&, const PersonRecord& before, PersonRecord& after);

struct Version {
  std::int64_t revision;
  Instant recorded_at;
  std::string recorded_by;
};
std::vector<Version> versions(Tx&, const PersonId&);  // What was known before, oldest first.

void open_residence(Tx&, const PersonId&, Day from, const Area&);
// The open span ends on `day` and another one begins there; one that began on `day` or later
// is put right instead. Nothing for who has no open span.
void move_residence(Tx&, const PersonId&, Day day, const Area&);
void end_residence(Tx&, const PersonId&, Day day);
// The copies of the area that other tables bear.
void move_copies(Tx&, const PersonId&, const Area&);

struct SearchKey {
  char kind;
  std::string key;
};
// As the search table keeps it: the county's digits, the kind, the text.
std::string search_entry(std::string_view county, const SearchKey&);
// Somebody who has no keys yet.
struct KeyedPerson {
  const PersonId& id;
  const Area& area;
  const std::vector<SearchKey>& keys;
};
// In bulk, in the order of the index: thousands of keys meet each of its pages once.
void insert_search_keys(Tx&, const std::vector<KeyedPerson>&);
void add_search_keys(Tx&, const PersonId&, const Area&, const std::vector<SearchKey>&);
// The same keys the person was added with: they follow from name, id and area, so that no index
// has to lead from the person to them. (It was a sixth of the database.)
void drop_search_keys(Tx&, const PersonId&, const Area&, const std::vector<SearchKey>&);

struct FactRecord {
  std::string value;
  Day from;
};
std::optional<FactRecord> open_fact(Tx&, const PersonId&, std::string_view kind);
void add_fact(const Call&, const PersonId&, const Area&, std::string_view kind,
              std::string_view value, Day from, std::string_view source);
// Of the fact of a kind that holds since `from`.
void end_fact(Tx&, const PersonId&, std::string_view kind, Day from, Day until);
void correct_fact(Tx&, const PersonId&, std::string_view kind, Day from, std::string_view value);
std::vector<FactLine> facts(Tx&, const PersonId&);

}  // namespace zhulian::registry::store
