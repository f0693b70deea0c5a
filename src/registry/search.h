// What a search box may be given, and under which keys a person is found.
//
//   n  the name, and its given part     found by the first characters typed
//   p  the sound of both                wangxiaoming, xiaoming
//   i  the initials                     wxm
//   t  keyed hash of the last four characters of the citizen id
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/people_store.h"

namespace zhulian::registry {

// Name keys of a person (without t); `name` is normalised.
std::vector<store::SearchKey> name_keys(std::string_view name);

// All keys of a person; "" is no citizen id.
std::vector<store::SearchKey> search_keys(const Keyring&, std::string_view name,
                                          std::string_view citizen_id);

// One thing that must be true of a person: any of `keys`, each a beginning, or exactly that.
struct Criterion {
  std::vector<store::SearchKey> keys;
  bool exact = false;
};

struct Question {
  std::string citizen_id{};          // A whole citizen id, upper case; then nothing else is set.
  std::string certificate_number{};  // A whole certificate number.
  std::string last_four{};           // Of the citizen id, beside a name or alone.
  std::vector<Criterion> names{};    // All must hold; the first is the one to look up by.
  bool hopeless = false;             // Nothing can be found by it: "12345".
};

// nullopt for a box with nothing in it.
std::optional<Question> read_question(std::string_view typed);

}  // namespace zhulian::registry
