#include "db/catalogue.h"

#include <map>
#include <set>

namespace zhulian {
namespace {

constexpr std::string_view sqlite_tables =
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
    "ESCAPE '\\' ORDER BY name";
constexpr std::string_view postgresql_tables =
    "SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition "
    "ORDER BY c.relname::text COLLATE \"C\"";

constexpr std::string_view sqlite_columns = "SELECT name FROM pragma_table_info($1) ORDER BY cid";
constexpr std::string_view postgresql_columns =
    "SELECT column_name::text FROM information_schema.columns WHERE table_schema = "
    "current_schema() AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position";

constexpr std::string_view sqlite_targets =
    "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list($1)";
constexpr std::string_view postgresql_targets =
    "SELECT DISTINCT t.relname::text FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid "
    "JOIN pg_class t ON t.oid = k.confrelid JOIN pg_namespace n ON n.oid = c.relnamespace "
    "WHERE k.contype = 'f' AND n.nspname = current_schema() AND c.relname = $1";

std::vector<std::string> names(Tx& tx, std::string_view sql, const Values& values = {}) {
  std::vector<std::string> found;
  tx.each(sql, values, [&](const Row& row) { found.push_back(row.get<std::string>(0)); });
  return found;
}

}  // namespace

std::vector<TableShape> tables_of(Tx& tx) {
  const bool sqlite = tx.dialect() == Dialect::sqlite;
  std::map<std::string, std::vector<std::string>> targets;
  for (const std::string& table : names(tx, sqlite ? sqlite_tables : postgresql_tables))
    targets[table] = names(tx, sqlite ? sqlite_targets : postgresql_targets, {table});

  std::vector<TableShape> ordered;
  std::set<std::string> visited;
  const auto visit = [&](const auto& again, const std::string& table) -> void {
    if (!targets.contains(table) || !visited.insert(table).second) return;
    for (const std::string& target : targets[table]) again(again, target);
    ordered.push_back(
        {.name = table,
         .columns = names(tx, sqlite ? sqlite_columns : postgresql_columns, {table})});
  };
  for (const auto& [table, _] : targets) visit(visit, table);
  return ordered;
}

}  // namespace zhulian
