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

// What a record is called: a person's or organisation's name, a need's category; "" when it
// has none of its own.
std::string label(Tx&, std::string_view subject, const std::string& id);
std::string place(Tx&, const Area&);

}  // namespace zhulian::figures::store
