// The names an expression may use. A FEEL name may hold spaces and signs ("date of birth"), so
// where a name ends depends on which names there are: the longest known one wins (DMN 1.5,
// 10.3.1.2).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "feel/value.h"

namespace zhulian::feel {

struct Names {
  // What stands in the scope, and what its contexts hold: both are found by longest match.
  std::vector<std::string> known{};
  // What only contexts hold: found after a dot and within a filter, nowhere else.
  std::vector<std::string> members{};
  // Types by the names models give them; the types of FEEL itself are always known.
  std::map<std::string, Type> types{};

  // The names of all entries, however deep.
  static Names of(const Context& context);
  void add(const Context& context);
};

// Phrases by their first word, for the longest match. A look-up costs the length of the longest
// phrase that starts like it, however many there are.
class Phrases {
 public:
  struct Starting {
    std::size_t words_max = 1;
    std::unordered_map<std::string, std::string> names{};  // By the words, each after a separator.
  };
  static constexpr char separator = '\x1f';
  static constexpr std::size_t words_max = 100;
  // A name that is no sequence of tokens (from a string key) is passed over: only
  // get value() finds it.
  void add(std::string_view name);
  const Starting* starting_with(std::string_view word) const;

 private:
  std::map<std::string, Starting, std::less<>> by_first_;
};

// Names made ready for many texts. One within another (a boxed context, a function) sees both.
struct Vocabulary {
  explicit Vocabulary(const Names& names = {});
  explicit Vocabulary(const Vocabulary* outer) : parent(outer) {}
  const Vocabulary* parent = nullptr;
  Phrases known{}, members{};
  std::map<std::string, Type, std::less<>> types{};
  bool in_filter = false;  // The entries of an item stand in the scope by themselves.
  const Type* type(std::string_view name) const;
};

}  // namespace zhulian::feel
