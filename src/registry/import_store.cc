#include "registry/import_store.h"

namespace zhulian::registry::store {
namespace {

constexpr std::string_view columns =
    "SELECT id, area, file_id, file_name, mapping, state, result, job_id, created_at, created_by,"
    " expires_at FROM registry_import";

std::string text_of(const roster::Mapping& mapping) {
  boost::json::object object;
  for (const auto& [heading, key] : mapping) object[heading] = key;
  return serialize(object);
}

roster::Mapping mapping_of(std::string_view text) {
  roster::Mapping mapping;
  const boost::json::object kept = boost::json::parse(text).as_object();
  for (const auto& [heading, key] : kept) mapping.emplace(heading, key.as_string());
  return mapping;
}

ImportRecord import_from(const Row& row) {
  return {.id = row.get<Id<Import>>(0),
          .area = row.area(1),
          .file = row.get<Id<StoredFile>>(2),
          .file_name = row.get<std::string>(3),
          .mapping = mapping_of(row.text(4)),
          .state = row.get<ImportState>(5),
          .result = row.get<std::string>(6),
          .job = row.get<std::optional<Id<Job>>>(7),
          .created_at = row.instant(8),
          .created_by = row.get<std::string>(9),
          .expires_at = row.instant(10)};
}

}  // namespace

void sweep_imports(Tx& tx, Instant now) {
  tx.execute("DELETE FROM registry_import WHERE expires_at <= $1", {now});
}

bool insert_import(Tx& tx, const ImportRecord& import) {
  return tx.execute(
             "INSERT INTO registry_import (id, area, file_id, file_name, mapping, state, result,"
             " job_id, created_at, created_by, expires_at)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING",
             {import.id, import.area, import.file, import.file_name, text_of(import.mapping),
              import.state, import.result, import.job, import.created_at, import.created_by,
              import.expires_at}) == 1;
}

std::optional<ImportRecord> find_import(Tx& tx, const Id<Import>& id, bool lock) {
  const std::string end(lock ? tx.for_update() : std::string_view{});
  const auto row = tx.one(std::string(columns) + " WHERE id = $1" + end, {id});
  if (!row) return std::nullopt;
  return import_from(*row);
}

std::vector<ImportRecord> imports(const Call& call, std::int64_t limit) {
  Condition where = within_areas(call.actor, "area", 3);
  Values values{call.now, limit};
  values.insert(values.end(), where.values.begin(), where.values.end());
  std::vector<ImportRecord> found;
  call.tx.each(std::string(columns) + " WHERE expires_at > $1 AND " + where.text +
                   " ORDER BY created_at DESC, id DESC LIMIT $2",
               values, [&](const Row& row) { found.push_back(import_from(row)); });
  return found;
}

void begin_step(Tx& tx, const Id<Import>& id, ImportState state, const roster::Mapping& mapping,
                const Id<Job>& job) {
  tx.execute("UPDATE registry_import SET state = $2, mapping = $3, job_id = $4 WHERE id = $1",
             {id, state, text_of(mapping), job});
}

void end_step(Tx& tx, const Id<Import>& id, ImportState state, const std::string& result) {
  tx.execute("UPDATE registry_import SET state = $2, result = $3 WHERE id = $1",
             {id, state, result});
}

}  // namespace zhulian::registry::store
