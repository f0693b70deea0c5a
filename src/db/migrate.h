// The shape of the database grows in numbered steps, in one order, never changed once shipped.
//
// A migration is one SQL text for both databases. The little they disagree on is a token:
//
//   {blob}    bytes:                 BLOB    on SQLite, BYTEA       on PostgreSQL
//   {bytes}   after TEXT, a key that (none)             COLLATE "C"
//             compares bytewise:     area TEXT {bytes} NOT NULL
//   {without_rowid}  after a table:  WITHOUT ROWID on SQLite
//
// and what exists on one of them only (a trigger's body) stands between lines of their own:
//
//   -- only sqlite
//   ..
//   -- only postgresql
//   ..
//   -- both
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "db/db.h"

namespace zhulian {

struct Migration {
  int number = 0;    // 1, 2, 3 .. without a gap.
  std::string name;  // "0002_registry", for people.
  std::string sql;
};

// Applies what is missing, each in its own transaction together with its row in db_migration;
// answers how many. Two programs starting at once apply each step once.
//   db.migration.gap      the numbers are not 1, 2, 3 ..             (number)
//   db.migration.changed  an applied one reads differently now       (number, name)
//   db.migration.newer    the database has steps this program lacks  (number, name)
// A step whose SQL fails throws DatabaseError; the steps before it stand.
Result<int> migrate(Database& database, std::span<const Migration> migrations);

enum class SchemaState {
  current,
  needs_migration,
  changed,  // An applied step reads differently in this program.
  newer,    // Made by a later program.
};
SchemaState schema_state(Database& database, std::span<const Migration> migrations);

// The SQL of a migration as `dialect` reads it. An unknown {token} is a programmer's mistake
// (std::logic_error).
std::string sql_for(Dialect dialect, std::string_view sql);

}  // namespace zhulian
