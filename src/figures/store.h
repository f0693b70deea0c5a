// The SQL of figures: views only, and nothing else. Only figures.cc includes this.
#pragma once

#include "figures/query.h"

namespace zhulian::figures::store {

struct Total {
  std::int64_t records = 0;      // Distinct keys of a count, rows of a sum or mean.
  std::optional<double> amount;  // Of a sum or mean.
};
Total total(Tx&, const packs::Figure&, const Rows&);

// The records behind a count, sum or mean, in the order of their keys, after `after`.
struct Record {
  std::string key;
  std::string area;
  std::optional<Day> on;
  std::optional<double> amount;
};
std::vector<Record> records(Tx&, const packs::Figure&, const Rows&, const std::string& after,
                            std::int64_t limit);

// What a record is called: a name, or a code of the list `codes`; "" when it has no words.
struct Label {
  std::string text{};
  std::string_view codes{};
  bool of_person = false;  // A person's name: masked for who may not read people.
};
// `subject` is the counted column less "_id".
Label label(Tx&, std::string_view subject, const std::string& key);
std::string place(Tx&, const Area&);
// The area's own name; "" when the register does not know it.
std::string area_name(Tx&, const Area&);

}  // namespace zhulian::figures::store
