#include "db/upkeep.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "db/migrate.h"
#include "test/databases.h"

namespace zhulian {
namespace {

// A table that points forward by name (a_claim -> need) and one that points to itself.
const std::vector<Migration> shape{
    {1, "0001_first",
     "CREATE TABLE need(id TEXT {bytes} PRIMARY KEY, amount BIGINT, share DOUBLE PRECISION, "
     "secret {blob}, before TEXT {bytes} REFERENCES need(id));\n"
     "CREATE TABLE a_claim(id TEXT {bytes} PRIMARY KEY, "
     "need TEXT {bytes} NOT NULL REFERENCES need(id));\n"
     "CREATE VIEW need_public AS SELECT id FROM need;\n"}};

class Upkeep : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    folder_ = (std::filesystem::temp_directory_path() / "zhulian-up-XXXXXX").string();
    ASSERT_NE(mkdtemp(folder_.data()), nullptr);
    ASSERT_TRUE(migrate(db(), shape));
    db().write([](Tx& tx) {
      tx.execute("INSERT INTO need VALUES ('z', $1, 0.1, $2, NULL)",
                 {std::numeric_limits<std::int64_t>::max(), Blob{std::string("\0\xff", 2)}});
      tx.execute("INSERT INTO need VALUES ('b', NULL, NULL, NULL, 'z')");
      tx.execute("INSERT INTO a_claim VALUES ('c', 'z')");
    });
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void expect_all(Database& other) {
    other.read([](Tx& tx) {
      const auto rows = tx.query("SELECT id, amount, share, secret, before FROM need ORDER BY id");
      ASSERT_EQ(rows.size(), 2U);
      EXPECT_EQ(rows[0].text(4), "z");
      EXPECT_TRUE(rows[0].null(1));
      EXPECT_EQ(rows[1].integer(1), std::numeric_limits<std::int64_t>::max());
      EXPECT_EQ(rows[1].real(2), 0.1);
      EXPECT_EQ(rows[1].blob(3), std::string_view("\0\xff", 2));
      EXPECT_EQ(tx.one("SELECT count(*) FROM a_claim")->integer(0), 1);
    });
  }

  std::string folder_;
};
ON_BOTH_DATABASES(Upkeep);

TEST_P(Upkeep, a_dump_reads_back_on_either_database) {
  const std::string path = folder_ + "/dump";
  ASSERT_EQ(dump_to(db(), path), 4);  // With the row of the migration.
  for (const char* kind : {"sqlite", "postgresql"}) {
    const auto other = open_database(test::fresh_url(kind));
    EXPECT_EQ(restore_from(*other, path).error().code, "db.restore.schema");
    ASSERT_TRUE(migrate(*other, shape));
    EXPECT_EQ(restore_from(*other, path), 4);
    expect_all(*other);
    EXPECT_EQ(restore_from(*other, path).error().code, "db.restore.not_empty");
    EXPECT_TRUE(integrity(*other)->empty());
  }
}

TEST_P(Upkeep, a_damaged_dump_restores_nothing) {
  const std::string path = folder_ + "/dump";
  ASSERT_TRUE(dump_to(db(), path));
  std::ifstream file(path, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(file), {}};
  const auto other = open_database(test::fresh_url(GetParam()));
  ASSERT_TRUE(migrate(*other, shape));
  for (std::size_t i = 0; i < whole.size(); i += 3) {
    std::string cut = whole.substr(0, i);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << cut;
    EXPECT_EQ(restore_from(*other, path).error().code, "db.restore.damaged") << "cut at " << i;
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 0x40);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << changed;
    try {
      EXPECT_FALSE(restore_from(*other, path)) << "changed at " << i;
    } catch (const DatabaseError&) {  // The database itself refused the row.
    }
  }
  EXPECT_EQ(other->read([](Tx& tx) { return tx.one("SELECT count(*) FROM need")->integer(0); }), 0);
  EXPECT_EQ(restore_from(*other, folder_ + "/absent").error().code, "db.restore.unreadable");
}

TEST_P(Upkeep, a_backup_is_complete_and_never_overwrites) {
  const std::string path = folder_ + "/backup";
  ASSERT_TRUE(backup_to(db(), path));
  EXPECT_EQ(backup_to(db(), path).error().code, "db.backup.exists");
  EXPECT_EQ(backup_to(db(), folder_ + "/absent/b").error().code, "db.backup.unwritable");
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  if (!on_sqlite()) return;
  const auto copy = open_database("sqlite:" + path);
  expect_all(*copy);
  EXPECT_EQ(schema_state(*copy, shape), SchemaState::current);
}

TEST_P(Upkeep, the_planner_learns_what_the_tables_hold) {
  learn_statistics(db());
  if (on_sqlite()) return;
  db().read([](Tx& tx) {
    EXPECT_EQ(
        tx.one("SELECT CAST(reltuples AS BIGINT) FROM pg_class WHERE relname = 'need'")->integer(0),
        2);
  });
}

TEST_P(Upkeep, a_sound_database_has_no_faults) {
  EXPECT_TRUE(integrity(db())->empty());
}

}  // namespace
}  // namespace zhulian
