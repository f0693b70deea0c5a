#include <algorithm>

#include "db/inside.h"
#include "db/postgresql_database.h"
#include "db/sqlite_database.h"

namespace zhulian {
namespace detail {
namespace {
thread_local std::vector<const Database*> inside;
}

Inside::Inside(const Database& database) {
  if (std::ranges::find(inside, &database) != inside.end())
    throw std::logic_error("a transaction was opened inside a transaction");
  inside.push_back(&database);
}

Inside::~Inside() {
  inside.pop_back();
}
}  // namespace detail

std::unique_ptr<Database> open_database(std::string_view url, OpenOptions options) {
  constexpr std::string_view sqlite = "sqlite:";
  if (url == "sqlite::memory:") return std::make_unique<sqlite::SqliteDatabase>("", options);
  if (url.starts_with(sqlite) && url.size() > sqlite.size())
    return std::make_unique<sqlite::SqliteDatabase>(std::string(url.substr(sqlite.size())),
                                                    options);
  if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
    return std::make_unique<postgresql::PostgresqlDatabase>(std::string(url), options);
  throw DatabaseError(DatabaseError::Kind::other,
                      "a database is sqlite:PATH or postgresql://.., not " + std::string(url));
}

}  // namespace zhulian
