// The rows of imports in the browser.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/files.h"
#include "platform/jobs.h"
#include "registry/import.h"

namespace zhulian::registry::store {

struct ImportRecord {
  Id<Import> id{};
  Area area{};
  Id<StoredFile> file{};
  std::string file_name{};
  roster::Mapping mapping{};
  ImportState state{};
  std::string result{};  // JSON as import_work.cc keeps it; "" before.
  std::optional<Id<Job>> job{};
  Instant created_at{};
  std::string created_by{};
  Instant expires_at{};
};

// What has expired goes, with what it said of people.
void sweep_imports(Tx&, Instant now);
// False when the id is taken.
bool insert_import(Tx&, const ImportRecord&);
std::optional<ImportRecord> find_import(Tx&, const Id<Import>&, bool lock);
// Of the actor's areas, the newest first; what has expired is left out.
std::vector<ImportRecord> imports(const Call&, std::int64_t limit);
// Another step of it is asked for.
void begin_step(Tx&, const Id<Import>&, ImportState, const roster::Mapping&, const Id<Job>&);
void end_step(Tx&, const Id<Import>&, ImportState, const std::string& result);

}  // namespace zhulian::registry::store
