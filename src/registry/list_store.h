// The list of people: one statement put together from what was asked, and led by an index of
// the area it is asked in, however many people the register holds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/search.h"

namespace zhulian::registry::store {

struct ListQuery {
  Condition visible;          // On p.area and p.id, placeholders from $1 on.
  std::vector<Area> areas{};  // Where to look; all of them visible. Empty: not led by area.
  std::optional<Question> question{};
  std::optional<std::string> id_hash{};      // Of a whole citizen id ..
  std::optional<std::string> number_hash{};  // .. a certificate number ..
  std::optional<std::string> tail_hash{};    // .. or the last four.
  std::optional<std::int64_t> category{};
  std::optional<std::int64_t> level{};
  std::optional<std::string> state{};
  std::optional<bool> holders{};
  Day today{};
  // Days before the end from which a certificate is called expiring: of the widest place, and
  // of places inside it that have a number of their own.
  std::int64_t expiring_days = 0;
  std::vector<std::pair<Area, std::int64_t>> expiring_here{};
  std::optional<std::string> after_key{};  // The last line of the page before.
  std::string after_id{};
  std::int64_t limit = 0;
};

struct ListedPerson {
  PersonId id;
  std::string name;
  std::string sort_key;
  std::string sex;
  Day birth;
  Area area;
  std::optional<std::int64_t> category;
  std::optional<std::int64_t> level;
  CertificateState state;
  std::optional<Day> expires;
};

// The statement as it is run; for find() and for the test that explains it.
struct Statement {
  std::string text;
  Values values;
};
Statement list_statement(Tx&, const ListQuery&);
std::vector<ListedPerson> list_people(Tx&, const ListQuery&);

struct OpenNeeds {
  std::string person;
  std::int64_t count;
};
std::vector<OpenNeeds> open_needs(Tx&, const std::vector<ListedPerson>&);

}  // namespace zhulian::registry::store

namespace zhulian::registry {

// What find_people() looks for on behalf of the actor. registry.cursor.
Result<store::ListQuery> list_query(const Call&, const PeopleQuery&);

}  // namespace zhulian::registry
