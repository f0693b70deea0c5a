#include "db/migrate.h"

#include <thread>

#include <gtest/gtest.h>

#include "test/databases.h"

namespace zhulian {
namespace {

class Migrations : public test::OnBothDatabases {
 protected:
  std::vector<Migration> steps() const {
    return {{1, "0001_first",
             "CREATE TABLE thing(area TEXT {bytes} NOT NULL, secret {blob});\n"
             "CREATE INDEX thing_area ON thing(area);\n"},
            {2, "0002_second",
             "-- only sqlite\n"
             "CREATE TRIGGER thing_stays BEFORE DELETE ON thing\n"
             "BEGIN SELECT raise(ABORT, 'things stay'); END;\n"
             "-- only postgresql\n"
             "CREATE FUNCTION thing_stays() RETURNS trigger LANGUAGE plpgsql AS\n"
             "$$ BEGIN RAISE EXCEPTION 'things stay'; END $$;\n"
             "CREATE TRIGGER thing_stays BEFORE DELETE ON thing\n"
             "FOR EACH ROW EXECUTE FUNCTION thing_stays();\n"
             "-- both\n"
             "INSERT INTO thing(area) VALUES ('42');\n"}};
  }
};
ON_BOTH_DATABASES(Migrations);

TEST_P(Migrations, each_is_applied_once) {
  auto all = steps();
  EXPECT_EQ(schema_state(db(), all), SchemaState::needs_migration);
  EXPECT_EQ(migrate(db(), std::span(all).first(1)), 1);
  EXPECT_EQ(schema_state(db(), all), SchemaState::needs_migration);
  EXPECT_EQ(migrate(db(), all), 1);
  EXPECT_EQ(migrate(db(), all), 0);
  EXPECT_EQ(schema_state(db(), all), SchemaState::current);
  try {
    db().write([](Tx& tx) { tx.execute("DELETE FROM thing"); });
    ADD_FAILURE();
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.kind(), DatabaseError::Kind::check);
  }
}

TEST_P(Migrations, a_changed_or_newer_one_is_refused_by_name) {
  auto all = steps();
  ASSERT_TRUE(migrate(db(), all));
  EXPECT_EQ(schema_state(db(), std::span(all).first(1)), SchemaState::newer);
  const auto older = migrate(db(), std::span(all).first(1));
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().code, "db.migration.newer");
  EXPECT_EQ(older.error().arguments[1].value, "0002_second");
  all[0].sql += " ";
  EXPECT_EQ(schema_state(db(), all), SchemaState::changed);
  EXPECT_EQ(migrate(db(), all).error().code, "db.migration.changed");
  all[0].number = 7;
  EXPECT_EQ(migrate(db(), all).error().code, "db.migration.gap");
}

TEST_P(Migrations, one_that_fails_leaves_no_trace_and_those_before_it_stand) {
  auto all = steps();
  all.push_back({3, "0003_broken", "CREATE TABLE half(a BIGINT); INSERT INTO absent VALUES (1);"});
  EXPECT_THROW((void)migrate(db(), all), DatabaseError);
  EXPECT_EQ(schema_state(db(), std::span(all).first(2)), SchemaState::current);
  EXPECT_THROW(db().read([](Tx& tx) { tx.query("SELECT * FROM half"); }), DatabaseError);
  all[2].sql = "CREATE TABLE half(a BIGINT);";
  EXPECT_EQ(migrate(db(), all), 1);
}

TEST_P(Migrations, two_programs_at_once_apply_each_once) {
  const auto all = steps();
  std::atomic<int> applied{0};
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) threads.emplace_back([&] { applied += *migrate(db(), all); });
  threads.clear();
  EXPECT_EQ(applied, 2);
}

TEST(MigrationText, an_unknown_token_is_a_mistake) {
  EXPECT_THROW(sql_for(Dialect::sqlite, "CREATE TABLE t(a {json})"), std::logic_error);
  EXPECT_EQ(sql_for(Dialect::postgresql, "a TEXT {bytes}, b {blob}"),
            "a TEXT COLLATE \"C\", b BYTEA");
  EXPECT_EQ(sql_for(Dialect::sqlite, "a\n-- only postgresql\nb\n-- both\nc"), "a\nc");
}

}  // namespace
}  // namespace zhulian
