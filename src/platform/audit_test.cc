#include "platform/audit.h"

#include <thread>

#include "platform/platform_world.h"

namespace zhulian {
namespace {

using test::area;
using test::morning;

class Audit : public test::PlatformTest {
 protected:
  void deed(int i, std::string_view where = "421102001015") {
    as(
        admin,
        [&](const Call& call) {
          audit(call, "needs.need.recorded", "needs_need", "need-" + std::to_string(i),
                where.empty() ? Area() : area(where), {{"i", i}});
        },
        morning + std::chrono::milliseconds(i));
  }
  void seal() {
    while (seal_audit(db(), keys, 3) > 0) {
    }
  }
  AuditVerdict verdict() {
    return db().read([&](Tx& tx) { return verify_audit(tx, &keys); });
  }
  // As somebody with the database in his hands would.
  void lift_triggers() {
    for (const auto* name : {"platform_audit_kept", "platform_audit_sealed_once"})
      run("DROP TRIGGER " + std::string(name) + (on_sqlite() ? "" : " ON platform_audit"));
  }
  AuditFault::Kind only_fault() {
    const auto found = verdict();
    EXPECT_EQ(found.faults.size(), 1U);
    if (found.faults.empty()) throw std::runtime_error("no fault was found");
    return found.faults.at(0).kind;
  }
  void seven_deeds() {
    for (int i = 0; i < 7; ++i) deed(i);
    for (int i = 7; i < 10; ++i) deed(i, "370215");
    for (int i = 10; i < 12; ++i) deed(i, "");
    seal();
    ASSERT_TRUE(verdict().sound());
    lift_triggers();
  }
};
ON_BOTH_DATABASES(Audit);

TEST_P(Audit, is_chained_by_county_without_gaps) {
  seven_deeds();
  EXPECT_EQ(verdict().sealed, 12);
  EXPECT_EQ(verdict().unsealed, 0);
  db().read([&](Tx& tx) {
    EXPECT_EQ(tx.one("SELECT max(number) FROM platform_audit WHERE chain = '421102'")->integer(0),
              7);
    EXPECT_EQ(tx.one("SELECT max(number) FROM platform_audit WHERE chain = '370215'")->integer(0),
              3);
    EXPECT_EQ(tx.one("SELECT max(number) FROM platform_audit WHERE chain = ''")->integer(0), 2);
  });
}

TEST_P(Audit, leaves_no_row_when_the_deed_fails) {
  const auto failed = as(admin, [&](const Call& call) -> Result<void> {
    audit(call, "a.b", "c", "d", Area());
    return fail(Fault::conflict, "e");
  });
  EXPECT_FALSE(failed);
  EXPECT_EQ(count("platform_audit"), 0);
}

TEST_P(Audit, rows_are_neither_changed_nor_deleted_by_mistake) {
  deed(1);
  EXPECT_THROW(run("UPDATE platform_audit SET deed = 'x'"), DatabaseError);
  EXPECT_THROW(run("DELETE FROM platform_audit"), DatabaseError);
  seal();
  EXPECT_THROW(run("UPDATE platform_audit SET hash = 'x'"), DatabaseError);
  EXPECT_THROW(run("DELETE FROM platform_audit"), DatabaseError);
  EXPECT_TRUE(verdict().sound());
}

TEST_P(Audit, a_changed_row_is_found) {
  for (const std::string change :
       {"deed = 'x'", "actor = 'x'", "subject = 'x'", "details = '{}'", "area = '421102002'",
        "happened_at = happened_at + 1", "id = 'x'", "subject_kind = 'x'"}) {
    test::PlatformTest::SetUp();
    seven_deeds();
    run("UPDATE platform_audit SET " + change + " WHERE chain = '421102' AND number = 4");
    const auto found = verdict();
    ASSERT_EQ(found.faults.size(), 1U) << change;
    EXPECT_EQ(found.faults[0].kind, AuditFault::Kind::changed) << change;
    EXPECT_EQ(found.faults[0].chain, "421102");
    EXPECT_EQ(found.faults[0].number, 4);
  }
}

TEST_P(Audit, a_deleted_row_is_found_wherever_it_stood) {
  for (const int number : {1, 4, 7}) {
    test::PlatformTest::SetUp();
    seven_deeds();
    run("DELETE FROM platform_audit WHERE chain = '421102' AND number = " + std::to_string(number));
    const auto found = verdict();
    ASSERT_EQ(found.faults.size(), 1U) << number;
    EXPECT_EQ(found.faults[0].number, number);
  }
}

TEST_P(Audit, a_deleted_chain_is_found) {
  seven_deeds();
  run("DELETE FROM platform_audit WHERE chain = '370215'");
  EXPECT_EQ(only_fault(), AuditFault::Kind::cut);
}

TEST_P(Audit, exchanged_rows_are_found) {
  seven_deeds();
  run("UPDATE platform_audit SET number = 100 WHERE chain = '421102' AND number = 2");
  run("UPDATE platform_audit SET number = 2 WHERE chain = '421102' AND number = 3");
  run("UPDATE platform_audit SET number = 3 WHERE number = 100");
  EXPECT_EQ(only_fault(), AuditFault::Kind::changed);
}

TEST_P(Audit, a_chain_computed_anew_without_the_key_is_found) {
  seven_deeds();
  // A thorough forger: takes the last row out and mends the noted end.
  run("DELETE FROM platform_audit WHERE chain = '421102' AND number = 7");
  run("UPDATE platform_audit_chain SET number = 6, hash ="
      " (SELECT hash FROM platform_audit WHERE chain = '421102' AND number = 6)"
      " WHERE chain = '421102'");
  EXPECT_EQ(only_fault(), AuditFault::Kind::end_forged);
  EXPECT_TRUE(db().read([&](Tx& tx) { return verify_audit(tx, nullptr); }).sound());
}

TEST_P(Audit, sealers_and_writers_at_once_leave_one_sound_chain) {
  std::vector<std::jthread> threads;
  for (int writer = 0; writer < 3; ++writer)
    threads.emplace_back([&, writer] {
      for (int i = 0; i < 20; ++i) deed(writer * 100 + i);
    });
  for (int sealer = 0; sealer < 2; ++sealer)
    threads.emplace_back([&] {
      for (int i = 0; i < 15; ++i) seal_audit(db(), keys, 5);
    });
  threads.clear();
  seal();
  const auto found = verdict();
  EXPECT_TRUE(found.sound());
  EXPECT_EQ(found.sealed, 60);
}

TEST_P(Audit, is_read_within_ones_areas_newest_first) {
  for (int i = 0; i < 4; ++i) deed(i, i % 2 == 0 ? "421102001015" : "370215");
  as(admin, [&](const Call& call) {
    const auto all = find_audit(call, {});
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].subject, "need-2");
    EXPECT_EQ(all[0].details.at("i").as_int64(), 2);
    const auto rest = find_audit(call, {.before = all[0].id, .limit = 1});
    ASSERT_EQ(rest.size(), 1U);
    EXPECT_EQ(rest[0].subject, "need-0");
    EXPECT_TRUE(find_audit(call, {.area = area("370215")}).empty());
    EXPECT_EQ(find_audit(call, {.subject = "need-0"}).size(), 1U);
    EXPECT_EQ(find_audit(call, {.actor = "nobody"}).size(), 0U);
  });
}

}  // namespace
}  // namespace zhulian
