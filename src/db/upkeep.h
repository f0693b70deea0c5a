// Looking after a database: is it sound, and a copy of it for the day it is not.
//
// A *dump* is one file that either database can read back: the way from SQLite to PostgreSQL
// when an office has grown, and the backup of a PostgreSQL too small for pg_basebackup.
// It is the tables, each after those its rows point to, with every value exact:
//
//   "zhulian-dump 1\n"
//   per table:  'T' name, number of columns, their names
//   per row:    'R' per column 'n' | 'i' int64 | 'd' double | 't' length bytes | 'b' length bytes
//   'E' number of rows, FNV-1a 64 of everything before
//
// Numbers are 8 bytes, little end first; names and texts are length, then bytes.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "db/db.h"

namespace zhulian {

// What is wrong, in the database's own words; empty when it is sound. Reads everything.
Result<std::vector<std::string>> integrity(Database& database);

// Tells the planner what the tables hold, after much was written at once: without it PostgreSQL
// plans as if they were empty until its own housekeeping comes by. SQLite plans from the indexes
// alone, and the queries here name the one that leads.
void learn_statistics(Database& database);

// A complete copy as of one moment, while others write: on SQLite a database file (to restore,
// put it in place), on PostgreSQL a dump. Readable by its owner alone.
//   db.backup.exists       there is a file of that name   (path)
//   db.backup.unwritable   the folder or the disk says no  (path)
Result<void> backup_to(Database& database, const std::string& path);

// The same as a dump on both; answers the number of rows. Errors of backup_to.
Result<std::int64_t> dump_to(Database& database, const std::string& path);

// Reads a dump into a database that was migrated to the same step and holds no rows; answers
// the number of rows. All or nothing.
//   db.restore.unreadable   no such file                              (path)
//   db.restore.damaged      cut off or changed                        (path)
//   db.restore.schema       its tables or migrations are not those of this database  (path)
//   db.restore.not_empty    the database holds rows                   (table)
Result<std::int64_t> restore_from(Database& database, const std::string& path);

}  // namespace zhulian
