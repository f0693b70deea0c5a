#include "db/upkeep.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "db/catalogue.h"
#include "db/dump_file.h"

namespace zhulian {
namespace {
namespace fs = std::filesystem;

constexpr std::string_view steps_table = "db_migration";

std::string sql_name(std::string_view name) {
  return "\"" + std::string(name) + "\"";
}

std::vector<std::string> sqlite_faults(Tx& tx) {
  std::vector<std::string> faults;
  tx.each("PRAGMA integrity_check", {}, [&](const Row& row) {
    if (row.text(0) != "ok") faults.push_back(row.get<std::string>(0));
  });
  tx.each("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check", {}, [&](const Row& row) {
    faults.push_back(row.get<std::string>(0) + " row " +
                     (row.null(1) ? "?" : std::to_string(row.integer(1))) +
                     " points to no row of " + row.get<std::string>(2));
  });
  return faults;
}

// PostgreSQL keeps its constraints itself; what can be known from outside is that none is
// switched off, that no index is half made, and that every row can be read.
std::vector<std::string> postgresql_faults(Tx& tx) {
  std::vector<std::string> faults;
  const auto add = [&](const Row& row) { faults.push_back(row.get<std::string>(0)); };
  tx.each(
      "SELECT 'index ' || indexrelid::regclass || ' is not valid' FROM pg_index "
      "WHERE NOT indisvalid OR NOT indisready",
      {}, add);
  tx.each(
      "SELECT 'constraint ' || conname || ' of ' || conrelid::regclass || ' is not checked' "
      "FROM pg_constraint WHERE NOT convalidated",
      {}, add);
  tx.each(
      "SELECT 'trigger ' || tgname || ' of ' || tgrelid::regclass || ' is switched off' "
      "FROM pg_trigger WHERE tgenabled = 'D'",
      {}, add);
  for (const TableShape& table : tables_of(tx))
    tx.each("SELECT count(row.*::text) FROM " + sql_name(table.name) + " row", {},
            [](const Row&) {});
  return faults;
}

std::uint64_t write_tables(Tx& tx, DumpWriter& file) {
  std::uint64_t rows = 0;
  for (const TableShape& table : tables_of(tx)) {
    file.mark('T');
    file.text(table.name);
    file.number(table.columns.size());
    std::string names;
    for (const std::string& column : table.columns) {
      file.text(column);
      names += (names.empty() ? "" : ", ") + sql_name(column);
    }
    tx.each("SELECT " + names + " FROM " + sql_name(table.name), {}, [&](const Row& row) {
      file.mark('R');
      for (std::size_t i = 0; i < row.size(); ++i) file.cell(row.cell(i));
      ++rows;
    });
  }
  return rows;
}

std::unexpected<Error> refused(std::string code, const char* name, const std::string& value) {
  return fail(Fault::conflict, std::move(code), "", {{name, value}});
}

// Reads one dump into an empty database.
class Restoring {
 public:
  Restoring(Tx& tx, DumpReader& file, const std::string& path)
      : tx_(tx), file_(file), path_(path), shapes_(tables_of(tx)) {}

  Result<std::int64_t> run() {
    if (tx_.dialect() == Dialect::sqlite) tx_.execute("PRAGMA defer_foreign_keys = ON");
    file_.head();
    std::size_t tables = 0;
    mark_ = file_.mark();
    for (; mark_ == 'T'; ++tables) TRY(table());
    if (mark_ != 'E') throw DumpDamaged{};
    file_.finish(static_cast<std::uint64_t>(rows_));
    if (tables != shapes_.size()) return refused("db.restore.schema", "path", path_);
    return rows_;
  }

 private:
  // Reads a table up to the mark of the next.
  Result<void> table() {
    TableShape shape{.name = file_.text(), .columns = {}};
    const std::uint64_t columns = file_.number();
    for (std::uint64_t i = 0; i < columns; ++i) shape.columns.push_back(file_.text());
    bool known = false;
    for (const TableShape& have : shapes_)
      if (have.name == shape.name) known = same_columns(have, shape);
    if (!known) return refused("db.restore.schema", "path", path_);
    if (shape.name == steps_table) return steps(shape);
    if (tx_.one("SELECT count(*) FROM " + sql_name(shape.name))->integer(0) > 0)
      return refused("db.restore.not_empty", "table", shape.name);
    std::vector<std::string> names;
    for (const std::string& column : shape.columns) names.push_back(sql_name(column));
    rows_ += tx_.insert_many(sql_name(shape.name), names,
                             [&](Values& row) { return next(row, shape.columns.size()); });
    return {};
  }

  bool next(Values& row, std::size_t columns) {
    mark_ = file_.mark();
    if (mark_ != 'R') return false;
    row.clear();
    for (std::size_t i = 0; i < columns; ++i) row.push_back(file_.value());
    return true;
  }

  // ALTER TABLE may have added columns in another order: their names decide.
  static bool same_columns(TableShape have, TableShape want) {
    std::ranges::sort(have.columns);
    std::ranges::sort(want.columns);
    return have == want;
  }

  // The steps of the dump must be those this database has made already.
  Result<void> steps(const TableShape& shape) {
    std::vector<std::pair<std::int64_t, std::string>> want;
    std::vector<std::pair<std::int64_t, std::string>> have;
    for (Values row; next(row, shape.columns.size()); ++rows_) {
      std::pair<std::int64_t, std::string> step;
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (shape.columns[i] == "number") step.first = row[i].integer();
        if (shape.columns[i] == "checksum") step.second = row[i].bytes();
      }
      want.push_back(step);
    }
    tx_.each("SELECT number, checksum FROM db_migration ORDER BY number", {},
             [&](const Row& row) { have.emplace_back(row.integer(0), row.get<std::string>(1)); });
    std::ranges::sort(want);
    if (want != have) return refused("db.restore.schema", "path", path_);
    return {};
  }

  Tx& tx_;
  DumpReader& file_;
  const std::string& path_;
  std::vector<TableShape> shapes_;
  std::int64_t rows_ = 0;
  char mark_ = 0;
};

// Runs `make`, which writes `path`; what it could not finish it does not leave behind.
template <class F>
auto made(const std::string& path, F make) -> Result<std::invoke_result_t<F>> {
  std::error_code fault;
  if (fs::exists(path, fault)) return refused("db.backup.exists", "path", path);
  const std::string part = path + ".part";
  fs::remove(part, fault);
  try {
    return make();
  } catch (const std::system_error&) {  // Of which std::ios::failure is one.
    fs::remove(part, fault);
    return refused("db.backup.unwritable", "path", path);
  } catch (const DatabaseError& error) {
    fs::remove(part, fault);
    if (error.kind() != DatabaseError::Kind::full) throw;
    return refused("db.backup.unwritable", "path", path);
  } catch (...) {
    fs::remove(part, fault);
    throw;
  }
}

}  // namespace

void learn_statistics(Database& database) {
  if (database.dialect() != Dialect::postgresql) return;
  database.write([](Tx& tx) { tx.script("ANALYZE"); });
}

Result<std::vector<std::string>> integrity(Database& database) {
  try {
    return database.read([](Tx& tx) {
      return tx.dialect() == Dialect::sqlite ? sqlite_faults(tx) : postgresql_faults(tx);
    });
  } catch (const DatabaseError& error) {
    if (error.kind() != DatabaseError::Kind::corrupt) throw;
    return std::vector<std::string>{error.what()};
  }
}

Result<void> backup_to(Database& database, const std::string& path) {
  if (database.dialect() == Dialect::postgresql) {
    TRY(dump_to(database, path));
    return {};
  }
  TRY(made(path, [&] {
    database.copy_file(path);
    return true;
  }));
  return {};
}

Result<std::int64_t> dump_to(Database& database, const std::string& path) {
  return made(path, [&] {
    const std::string part = path + ".part";
    DumpWriter file(part);
    const auto rows = database.read([&](Tx& tx) { return write_tables(tx, file); });
    file.finish(rows);
    fs::rename(part, path);
    return static_cast<std::int64_t>(rows);
  });
}

Result<std::int64_t> restore_from(Database& database, const std::string& path) {
  try {
    return database.write([&](Tx& tx) -> Result<std::int64_t> {
      DumpReader file(path);  // Here, because work may run again.
      if (!file.open()) return refused("db.restore.unreadable", "path", path);
      return Restoring(tx, file, path).run();
    });
  } catch (const DumpDamaged&) {
    return refused("db.restore.damaged", "path", path);
  }
}

}  // namespace zhulian
