// backup, restore, verify: keeping what the house holds.
#include <iostream>

#include "app/commands.h"
#include "db/upkeep.h"
#include "platform/audit.h"

namespace zhulian::app {
namespace {

constexpr std::string_view database_file = "database";

Result<void> copy_files(const fs::path& from, const fs::path& to) {
  if (!fs::exists(from)) return {};
  fs::create_directories(to);
  fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  return {};
}

}  // namespace

Exit backup(const KeepOptions& options, const Voice& voice) {
  const auto data = data_folder(options.where);
  if (!data) return refuse(data.error(), voice);
  const auto house = House::open(options.where);
  if (!house) return refuse(house.error(), voice);
  if (fs::exists(options.path) && !fs::is_empty(options.path))
    return refuse({.fault = Fault::conflict, .code = "app.backup_exists", .field = options.path},
                  voice);
  fs::create_directories(options.path);
  fs::permissions(options.path, fs::perms::owner_all);
  // Files first would miss one that is added meanwhile: the rows that name them come first.
  if (const auto kept = dump_to((*house)->database(), options.path / database_file); !kept)
    return refuse(kept.error(), voice);
  if (const auto copied = copy_files(*data / "files", options.path / "files"); !copied)
    return refuse(copied.error(), voice);
  if (voice.json)
    print({{"backup", options.path.string()}, {"key", false}});
  else
    std::cerr << messages().say("app.backup_done", {{"path", options.path.string()}},
                                voice.language)
              << '\n';
  return Exit::done;
}

Exit restore(const KeepOptions& options, const Voice& voice) {
  const auto data = data_folder(options.where);
  if (!data) return refuse(data.error(), voice);
  const auto key = key_file(options.where);
  if (!key) return refuse(key.error(), voice);
  if (const auto keys = Keyring::open(*key); !keys) return refuse(keys.error(), voice);
  fs::create_directories(*data);
  auto database = open_database(options.where.db);
  if (const auto made = migrate(*database, migrations()); !made) return refuse(made.error(), voice);
  const auto rows = restore_from(*database, options.path / database_file);
  if (!rows) return refuse(rows.error(), voice);
  if (const auto copied = copy_files(options.path / "files", *data / "files"); !copied)
    return refuse(copied.error(), voice);
  if (voice.json)
    print({{"rows", *rows}});
  else
    std::cerr << *rows << " rows\n";
  return Exit::done;
}

Exit verify(const Where& where, const Voice& voice) {
  const auto house = House::open(where);  // Schema, key and packs.
  if (!house) return refuse(house.error(), voice);
  Database& database = (*house)->database();
  boost::json::array faults;
  const auto broken = integrity(database);
  if (!broken) return refuse(broken.error(), voice);
  for (const std::string& each : *broken) faults.push_back({{"kind", "database"}, {"what", each}});
  const auto log =
      database.read([&](Tx& tx) { return verify_audit(tx, &(*house)->deployment().keys); });
  for (const AuditFault& each : log.faults)
    faults.push_back({{"kind", "audit"},
                      {"what", word(each.kind)},
                      {"chain", each.chain},
                      {"number", each.number}});
  for (const std::string& each : (*house)->deployment().files.damaged(database))
    faults.push_back({{"kind", "file"}, {"what", each}});
  const bool sound = faults.empty();
  if (voice.json) {
    print({{"sound", sound},
           {"sealed", log.sealed},
           {"unsealed", log.unsealed},
           {"faults", std::move(faults)}});
  } else if (sound) {
    std::cerr << messages().say("app.sound", {{"sealed", std::to_string(log.sealed)}},
                                voice.language)
              << '\n';
  } else {
    for (const auto& each : faults) std::cerr << "zhulian: " << each << '\n';
  }
  return sound ? Exit::done : Exit::faults;
}

}  // namespace zhulian::app
