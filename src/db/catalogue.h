// What tables a database has, in the order in which their rows can be inserted.
#pragma once

#include <string>
#include <vector>

#include "db/db.h"

namespace zhulian {

struct TableShape {
  std::string name;
  std::vector<std::string> columns;  // In the order of their definition.
  bool operator==(const TableShape&) const = default;
};

// Without the tables of the database itself. A table follows those it has foreign keys to;
// where these go in a circle, the order by name decides.
std::vector<TableShape> tables_of(Tx& tx);

}  // namespace zhulian
