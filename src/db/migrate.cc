#include "db/migrate.h"

#include <chrono>
#include <map>

#include <fmt/format.h>

namespace zhulian {
namespace {

struct Applied {
  std::string name;
  std::string checksum;
};

// FNV-1a, 64 bits: tells a changed file, and is not meant against forgery.
std::string checksum_of(std::string_view sql) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : sql) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return fmt::format("{:016x}", hash);
}

bool has_table(Tx& tx) {
  const std::string_view sql =
      tx.dialect() == Dialect::sqlite
          ? "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'db_migration'"
          : "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND "
            "tablename = 'db_migration'";
  return tx.one(sql)->integer(0) > 0;
}

std::map<int, Applied> applied_in(Tx& tx) {
  std::map<int, Applied> applied;
  if (!has_table(tx)) return applied;
  tx.each("SELECT number, name, checksum FROM db_migration ORDER BY number", {},
          [&](const Row& row) {
            applied[row.get<int>(0)] = {.name = row.get<std::string>(1),
                                        .checksum = row.get<std::string>(2)};
          });
  return applied;
}

SchemaState compare(const std::map<int, Applied>& applied, std::span<const Migration> migrations) {
  for (const auto& [number, step] : applied) {
    const auto i = static_cast<std::size_t>(number);
    if (number < 1 || i > migrations.size()) return SchemaState::newer;
    if (step.checksum != checksum_of(migrations[i - 1].sql)) return SchemaState::changed;
  }
  return applied.size() == migrations.size() ? SchemaState::current : SchemaState::needs_migration;
}

std::unexpected<Error> refusal(const std::map<int, Applied>& applied,
                               std::span<const Migration> migrations) {
  for (const auto& [number, step] : applied) {
    const auto i = static_cast<std::size_t>(number);
    const bool known = number >= 1 && i <= migrations.size();
    if (known && step.checksum == checksum_of(migrations[i - 1].sql)) continue;
    return fail(Fault::conflict, known ? "db.migration.changed" : "db.migration.newer", "",
                {{"number", std::to_string(number)}, {"name", step.name}});
  }
  return fail(Fault::conflict, "db.migration.changed");
}

// Another program may be migrating too: it waits here, then finds the step applied.
void lock(Tx& tx) {
  if (tx.dialect() == Dialect::postgresql)
    tx.script("LOCK TABLE db_migration IN ACCESS EXCLUSIVE MODE");
}

void make_table(Tx& tx) {
  // IF NOT EXISTS alone races on PostgreSQL: two at once may both see no table.
  if (tx.dialect() == Dialect::postgresql) tx.query("SELECT pg_advisory_xact_lock(7311091)");
  tx.script(
      "CREATE TABLE IF NOT EXISTS db_migration ("
      "number BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, "
      "applied_at BIGINT NOT NULL)");
}

// Milliseconds; for people who look at the table. Nothing reckons with it.
Instant now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// 1 when applied, 0 when it stood already.
Result<int> apply(Tx& tx, const Migration& step, std::span<const Migration> all) {
  lock(tx);
  const auto applied = applied_in(tx);
  const SchemaState state = compare(applied, all);
  if (state == SchemaState::newer || state == SchemaState::changed) return refusal(applied, all);
  if (applied.contains(step.number)) return 0;
  tx.script(sql_for(tx.dialect(), step.sql));
  tx.execute(
      "INSERT INTO db_migration(number, name, checksum, applied_at) "
      "VALUES ($1, $2, $3, $4)",
      {step.number, step.name, checksum_of(step.sql), now()});
  return 1;
}

}  // namespace

Result<int> migrate(Database& database, std::span<const Migration> migrations) {
  for (std::size_t i = 0; i < migrations.size(); ++i)
    if (migrations[i].number != static_cast<int>(i) + 1)
      return fail(Fault::invalid, "db.migration.gap", "",
                  {{"number", std::to_string(migrations[i].number)}});
  database.write(make_table);
  // The newer and the changed are told before anything is touched.
  TRY(database.read([&](Tx& tx) -> Result<void> {
    const auto applied = applied_in(tx);
    const SchemaState state = compare(applied, migrations);
    if (state == SchemaState::newer || state == SchemaState::changed)
      return refusal(applied, migrations);
    return {};
  }));
  int count = 0;
  for (const Migration& step : migrations)
    count += TRY(database.write([&](Tx& tx) { return apply(tx, step, migrations); }));
  return count;
}

SchemaState schema_state(Database& database, std::span<const Migration> migrations) {
  return compare(database.read(applied_in), migrations);
}

std::string sql_for(Dialect dialect, std::string_view sql) {
  const bool sqlite = dialect == Dialect::sqlite;
  std::string out;
  bool wanted = true;
  while (!sql.empty()) {
    const std::size_t end = std::min(sql.find('\n'), sql.size() - 1) + 1;
    std::string_view line = sql.substr(0, end);
    sql.remove_prefix(end);
    const std::string_view words = line.substr(0, line.find_last_not_of(" \t\r\n") + 1);
    if (words.starts_with("-- only ") || words == "-- both") {
      wanted = words == "-- both" || words == (sqlite ? "-- only sqlite" : "-- only postgresql");
      continue;
    }
    if (!wanted) continue;
    for (std::size_t open = 0; (open = line.find('{')) != std::string_view::npos;) {
      const std::size_t close = line.find('}', open);
      const std::string_view token = line.substr(open, close - open + 1);
      out += line.substr(0, open);
      if (token == "{blob}")
        out += sqlite ? "BLOB" : "BYTEA";
      else if (token == "{without_rowid}")
        out += sqlite ? "WITHOUT ROWID" : "";
      else if (token == "{bytes}")
        out += sqlite ? "" : "COLLATE \"C\"";
      else
        throw std::logic_error("an unknown token in a migration: " + std::string(line));
      line.remove_prefix(close + 1);
    }
    out += line;
  }
  return out;
}

}  // namespace zhulian
