// What the tests of this room share: a migrated database, a key, a folder, a fixed clock.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>

#include <sys/stat.h>

#include "db/migrate.h"
#include "platform/files.h"
#include "platform/keys.h"
#include "platform/users.h"
#include "test/databases.h"

namespace zhulian::packs {
struct Catalogue {};
}  // namespace zhulian::packs

namespace zhulian::test {

// A folder that goes with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "zhulian-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline Keyring new_keyring(const TemporaryFolder& folder,
                           CipherFamily family = CipherFamily::standard,
                           std::string_view name = "key") {
  EXPECT_TRUE(Keyring::create(folder / name, family));
  return std::move(Keyring::open(folder / name)).value();
}

inline Area area(std::string_view code) {
  return Area::parse(code).value();
}

inline const Instant morning = parse_instant("2026-11-05T01:00:00Z").value();

// Two roles, as a pack would say them.
inline const RoleRights two_roles = [](std::string_view role) -> std::optional<Rights> {
  if (role == "admin") return Rights{Right::users_manage, Right::audit_read};
  if (role == "town") return Rights{Right::people_read};
  return std::nullopt;
};

class PlatformTest : public OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    std::ifstream file("schema/0001_platform.sql");
    std::stringstream sql;
    sql << file.rdbuf();
    const std::vector<Migration> steps{{1, "0001_platform", sql.str()}};
    ASSERT_TRUE(migrate(db(), steps));
  }

  // Runs `work(const Call&)` in a transaction as `actor`.
  template <class F>
  auto as(const Actor& actor, F&& work, Instant now = morning) {
    return db().write([&](Tx& tx) { return work(Call{tx, actor, now, deployment}); });
  }
  std::int64_t count(const std::string& table) {
    return db().read([&](Tx& tx) { return tx.one("SELECT count(*) FROM " + table)->integer(0); });
  }
  void run(const std::string& sql) {
    db().write([&](Tx& tx) { tx.execute(sql); });
  }

  TemporaryFolder folder;
  Keyring keys = new_keyring(folder);
  Files files{folder / "files", keys};
  packs::Catalogue catalogue;
  Deployment deployment{catalogue, keys, files, std::chrono::hours(8)};
  Actor admin{.id = {"018f0000-0000-7000-8000-000000000001"},
              .name = "Admin",
              .role = "admin",
              .rights = {Right::users_manage},
              .areas = {area("421102")}};
};

}  // namespace zhulian::test
