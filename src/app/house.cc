#include "app/house.h"

#include "base/embedded.h"
#include "packs/source.h"
#include "registry/registry.h"
#include "registry/site_weeks.h"

namespace zhulian::app {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

bool is_sqlite(const Where& where) {
  return where.db.starts_with(sqlite_scheme);
}

std::vector<EmbeddedFile> embedded_under(std::string_view folder) {
  std::vector<EmbeddedFile> files;
  for (const EmbeddedFile& file : embedded())
    if (file.path.starts_with(folder)) files.push_back(file);
  return files;
}

Result<void> check_schema(Database& database) {
  switch (schema_state(database, migrations())) {
    case SchemaState::current:
      return {};
    case SchemaState::needs_migration:
      return fail(Fault::invalid, "app.schema_old");
    case SchemaState::changed:
    case SchemaState::newer:
      break;
  }
  return fail(Fault::invalid, "app.schema_new");
}

}  // namespace

Result<fs::path> data_folder(const Where& where) {
  if (where.data) return *where.data;
  if (!is_sqlite(where)) return fail(Fault::invalid, "app.data_missing");
  const fs::path folder = fs::path(where.db.substr(sqlite_scheme.size())).parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

Result<fs::path> key_file(const Where& where) {
  if (where.key) return *where.key;
  return TRY(data_folder(where)) / "key";
}

const Messages& messages() {
  static const Messages all = [] {
    std::vector<std::pair<std::string, std::string>> files;
    for (const EmbeddedFile& file : embedded_under("messages/"))
      files.emplace_back(file.path, file.content);
    auto loaded = packs::load_messages(files);
    if (!loaded)
      throw std::logic_error("messages: " + loaded.error().field + " " + loaded.error().code);
    return *std::move(loaded);
  }();
  return all;
}

const std::vector<Migration>& migrations() {
  static const std::vector<Migration> all = [] {
    std::vector<Migration> steps;
    for (const EmbeddedFile& file : embedded_under("schema/")) {
      const std::string name = fs::path(file.path).stem().string();
      steps.push_back({.number = std::stoi(name), .name = name, .sql = std::string(file.content)});
    }
    return steps;
  }();
  return all;
}

House::House(std::unique_ptr<Database> database, packs::Catalogue catalogue, Keyring keys,
             const fs::path& data)
    : database_(std::move(database)),
      catalogue_(std::move(catalogue)),
      keys_(std::move(keys)),
      files_(data / "files", keys_),
      deployment_{.packs = catalogue_, .keys = keys_, .files = files_, .zone = catalogue_.zone},
      operator_(the_program("command line")) {}

Result<std::unique_ptr<House>> House::open(const Where& where) {
  const fs::path data = TRY(data_folder(where));
  if (is_sqlite(where) && !fs::exists(where.db.substr(sqlite_scheme.size())))
    return fail(Fault::not_found, "app.no_database", {}, {{"db", where.db}});
  const fs::path key = TRY(key_file(where));
  auto keys = TRY(Keyring::open(key));
  auto database = open_database(where.db);
  TRY(check_schema(*database));
  const auto sources = database->read([&](Tx& tx) -> Result<std::vector<packs::Source>> {
    TRY(keys.check(tx));
    return packs::stored(tx);
  });
  if (!sources) return std::unexpected(sources.error());
  if (sources->empty()) return fail(Fault::invalid, "app.no_packs");
  auto catalogue = TRY(packs::load(*sources));
  return std::unique_ptr<House>(
      new House(std::move(database), std::move(catalogue), std::move(keys), data));
}

Result<House::Made> House::make(const Where& where, const std::vector<packs::Source>& sources,
                                Instant now) {
  Made made;
  packs::Catalogue catalogue = TRY(packs::load(sources));  // Nothing is made of unsound packs.
  const fs::path data = TRY(data_folder(where));
  const fs::path key = TRY(key_file(where));
  fs::create_directories(data);
  auto database = open_database(where.db);
  if (!fs::exists(key)) {
    // Only an empty database gets a new key: another one's data would be lost behind it. Empty is
    // also what an init left that found no room.
    const bool is_used = schema_state(*database, {}) != SchemaState::current;
    if (is_used) TRY(Keyring::open(key));
    TRY(Keyring::create(key));
    made.key_made = true;
  }
  Keyring keys = TRY(Keyring::open(key));
  made.migrations = TRY(migrate(*database, migrations()));
  House house(std::move(database), std::move(catalogue), std::move(keys), data);
  const auto done = house.database().write([&](Tx& tx) -> Result<void> {
    TRY(house.deployment().keys.bind(tx, now));
    made.packs_changed = TRY(packs::store(tx, sources, now));
    const Call call{
        .tx = tx, .actor = house.operator_actor(), .now = now, .deployment = house.deployment()};
    made.areas_changed = TRY(registry::load_areas(call));
    // Floors and holidays are the packs': what was measured by others is measured anew.
    if (made.packs_changed) registry::resettle_all_weeks(call);
    return {};
  });
  TRY(done);
  return made;
}

RoleRights House::roles() const {
  return [this](std::string_view role) -> std::optional<Rights> {
    const auto found = catalogue_.roles.find(role);
    if (found == catalogue_.roles.end()) return std::nullopt;
    return found->second.rights;
  };
}

}  // namespace zhulian::app
