// The names an expression may use. A FEEL name may hold spaces and signs ("date of birth"), so
// where a name ends depends on which names there are: the longest known one wins (DMN 1.5,
// 10.3.1.2).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "feel/value.h"

namespace zhulian::feel {

struct Names {
  // What stands in the scope, and what its contexts hold: both are found by longest match.
  std::vector<std::string> known{};
  // Types by the names models give them; the types of FEEL itself are always known.
  std::map<std::string, Type> types{};

  // The names of all entries, however deep.
  static Names of(const Context& context);
  void add(const Context& context);
};

// Phrases by their first word, for the longest match.
class Phrases {
 public:
  struct Phrase {
    std::vector<std::string> words;
    std::string name;
  };
  // A name that is no sequence of tokens (from a string key) is passed over: only
  // get value() finds it.
  void add(std::string_view name);
  const std::vector<Phrase>* starting_with(std::string_view word) const;

 private:
  std::map<std::string, std::vector<Phrase>, std::less<>> by_first_;
};

}  // namespace zhulian::feel
