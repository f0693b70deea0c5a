// Tells a transaction opened inside another one on the same database, which would wait for
// itself: on SQLite for the writer thread, on PostgreSQL for the last connection of the pool.
#pragma once

#include "db/db.h"

namespace zhulian::detail {

class Inside {
 public:
  explicit Inside(const Database& database);  // std::logic_error when already inside.
  ~Inside();
  Inside(const Inside&) = delete;
};

}  // namespace zhulian::detail
