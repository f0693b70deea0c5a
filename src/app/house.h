// The installation: a database, its data folder, its key and its packs, opened together.
//
// A data folder holds everything: with sqlite:PATH it is the folder of PATH, with PostgreSQL it
// is named. In it lie `files/` (attachments, sealed) and `key` (mode 600), unless the key is
// kept elsewhere.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "db/db.h"
#include "db/migrate.h"
#include "packs/load.h"
#include "platform/call.h"
#include "platform/files.h"
#include "platform/keys.h"
#include "platform/messages.h"
#include "platform/users.h"

namespace zhulian::app {

namespace fs = std::filesystem;

struct Where {
  std::string db;                // "sqlite:PATH" or "postgresql://..."
  std::optional<fs::path> data;  // Required with PostgreSQL.
  std::optional<fs::path> key;   // <data>/key when not given.
};

// The folder that holds everything but a PostgreSQL database. app.data_missing.
Result<fs::path> data_folder(const Where&);
Result<fs::path> key_file(const Where&);

// The program's own messages and schema, built in.
const Messages& messages();
const std::vector<Migration>& migrations();

class House {
 public:
  // Opens what `init` made: refuses a database of another schema (app.schema_old, .schema_new),
  // one without packs (app.no_packs) and a key that is not its own.
  static Result<std::unique_ptr<House>> open(const Where&);

  // Makes or migrates the database and keeps the packs. Repeatable: what changed is counted.
  struct Made {
    int migrations = 0;
    bool packs_changed = false;
    bool key_made = false;
    std::int64_t areas_changed = 0;
  };
  static Result<Made> make(const Where&, const std::vector<packs::Source>&, Instant now);

  Database& database() { return *database_; }
  const Deployment& deployment() const { return deployment_; }
  const packs::Catalogue& catalogue() const { return catalogue_; }
  RoleRights roles() const;

  // Who acts on the command line: the program itself, everywhere, with every right.
  const Actor& operator_actor() const { return operator_; }

 private:
  House(std::unique_ptr<Database>, packs::Catalogue, Keyring, const fs::path& data);

  std::unique_ptr<Database> database_;
  packs::Catalogue catalogue_;
  Keyring keys_;
  Files files_;
  Deployment deployment_;
  Actor operator_;
};

}  // namespace zhulian::app
