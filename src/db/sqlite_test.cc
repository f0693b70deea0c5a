// What only SQLite promises: group commit, one writer, a full disk.
#include <cstdlib>
#include <filesystem>
#include <latch>
#include <thread>

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include "db/db.h"
#include "db/upkeep.h"

namespace zhulian {
namespace {

using Kind = DatabaseError::Kind;
using std::chrono::milliseconds;

class SqliteFile : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = (std::filesystem::temp_directory_path() / "zhulian-db-XXXXXX").string();
    ASSERT_NE(mkdtemp(folder_.data()), nullptr);
    open();
    db_->write([](Tx& tx) { tx.script("CREATE TABLE t(a BIGINT PRIMARY KEY, b TEXT)"); });
  }
  void TearDown() override {
    db_.reset();
    std::filesystem::remove_all(folder_);
  }
  void open(OpenOptions options = {}) { db_ = open_database("sqlite:" + path(), options); }
  std::string path() const { return folder_ + "/office.db"; }
  std::int64_t count() {
    return db_->read([](Tx& tx) { return tx.one("SELECT count(*) FROM t")->integer(0); });
  }
  void insert(int a, const std::string& b = "") {
    db_->write([&](Tx& tx) { tx.execute("INSERT INTO t VALUES ($1, $2)", {a, b}); });
  }
  // Starts `threads` writes at once behind one that holds the writer, so that they share a
  // group; `write(i)` is each of them.
  void together(int threads, FunctionRef<void(int)> write) {
    held_ = false;
    std::latch held(1);
    std::jthread holder([&] {
      db_->write([&](Tx&) {
        if (std::exchange(held_, true)) return;  // When the group runs again.
        held.count_down();
        while (db_->stats().queued < threads) std::this_thread::sleep_for(milliseconds(1));
      });
    });
    held.wait();
    std::vector<std::jthread> writers;
    for (int i = 0; i < threads; ++i) writers.emplace_back([&, i] { write(i); });
  }

  std::string folder_;
  std::unique_ptr<Database> db_;
  bool held_ = false;
};

TEST_F(SqliteFile, writes_that_wait_share_a_commit) {
  open({.group_time_max = milliseconds(1000)});
  together(12, [&](int i) { insert(i); });
  EXPECT_EQ(count(), 12);
  EXPECT_GE(db_->stats().largest_group, 12);
  EXPECT_LE(db_->stats().groups, 2);
}

TEST_F(SqliteFile, a_refusal_in_a_group_undoes_itself_alone) {
  open({.group_time_max = milliseconds(1000)});
  std::atomic<int> refused{0};
  std::atomic<int> thrown{0};
  together(9, [&](int i) {
    try {
      const auto done = db_->write([&](Tx& tx) -> Result<void> {
        tx.execute("INSERT INTO t VALUES ($1, '')", {i});
        if (i % 3 == 0) return fail(Fault::conflict, "test.refused");
        if (i % 3 == 1) throw std::runtime_error("broken");
        return {};
      });
      if (!done) ++refused;
    } catch (const std::runtime_error&) {
      ++thrown;
    }
  });
  EXPECT_EQ(count(), 3);
  EXPECT_EQ(refused, 3);
  EXPECT_EQ(thrown, 3);
}

TEST_F(SqliteFile, who_breaks_the_commit_of_a_group_fails_alone) {
  open({.group_time_max = milliseconds(1000)});
  db_->write([](Tx& tx) {
    tx.script("CREATE TABLE part(t BIGINT REFERENCES t(a) DEFERRABLE INITIALLY DEFERRED)");
  });
  std::atomic<int> failed{0};
  together(6, [&](int i) {
    try {
      db_->write([&](Tx& tx) {
        tx.execute("INSERT INTO t VALUES ($1, '')", {i});
        tx.execute("INSERT INTO part VALUES ($1)", {i == 3 ? 99 : i});
      });
    } catch (const DatabaseError& error) {
      EXPECT_EQ(i, 3);
      EXPECT_EQ(error.kind(), Kind::foreign_key);
      ++failed;
    }
  });
  EXPECT_EQ(failed, 1);
  EXPECT_EQ(count(), 5);
  EXPECT_GE(db_->stats().repeats, 6);
}

TEST_F(SqliteFile, a_full_disk_keeps_what_was_acknowledged_and_nothing_by_halves) {
  db_->write([](Tx& tx) { tx.query("PRAGMA max_page_count = 40"); });
  const std::string page(3000, 'x');
  int kept = 0;
  try {
    for (;; ++kept)
      db_->write([&](Tx& tx) {
        tx.execute("INSERT INTO t VALUES ($1, $2)", {2 * kept, page});
        tx.execute("INSERT INTO t VALUES ($1, $2)", {2 * kept + 1, page});
      });
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.kind(), Kind::full) << error.what();
  }
  EXPECT_GT(kept, 10);
  EXPECT_EQ(count(), 2 * kept);
  // Inside a group only the large one fails.
  std::atomic<int> full{0};
  db_->write([&](Tx& tx) { tx.execute("DELETE FROM t WHERE a >= $1", {2 * kept - 2}); });
  together(5, [&](int i) {
    try {
      insert(1000 + i, i == 2 ? std::string(100'000, 'x') : "");
    } catch (const DatabaseError& error) {
      EXPECT_EQ(error.kind(), Kind::full);
      ++full;
    }
  });
  EXPECT_EQ(full, 1);
  EXPECT_EQ(count(), 2 * kept - 2 + 4);
  EXPECT_EQ(db_->read([](Tx& tx) { return tx.one("PRAGMA integrity_check")->get<std::string>(0); }),
            "ok");
  // A part that met the full disk cannot save the rest of its transaction.
  EXPECT_THROW(db_->write([&](Tx& tx) {
    tx.execute("INSERT INTO t VALUES (5000, '')");
    try {
      tx.nested(
          [&] { tx.execute("INSERT INTO t VALUES (5001, $1)", {std::string(100'000, 'x')}); });
    } catch (const DatabaseError&) {
    }
    tx.execute("INSERT INTO t VALUES (5002, '')");
  }),
               std::exception);
  db_->write([](Tx& tx) { tx.query("PRAGMA max_page_count = 100000"); });
  insert(5003);
  EXPECT_EQ(count(), 2 * kept - 2 + 5);
}

TEST_F(SqliteFile, the_file_is_readable_by_its_owner_alone) {
  insert(1);
  for (const char* suffix : {"", "-wal", "-shm"}) {
    struct stat about{};
    ASSERT_EQ(stat((path() + suffix).c_str(), &about), 0);
    EXPECT_EQ(about.st_mode & 0777U, 0600U) << suffix;
  }
}

TEST_F(SqliteFile, another_program_that_writes_is_waited_for) {
  open({.wait = milliseconds(100)});
  const auto other = open_database("sqlite:" + path());
  other->write([&](Tx& tx) {
    tx.execute("INSERT INTO t VALUES (1, '')");
    std::jthread([&] {
      try {
        insert(2);
        ADD_FAILURE();
      } catch (const DatabaseError& error) {
        EXPECT_EQ(error.kind(), Kind::busy);
      }
    }).join();
  });
  insert(3);
  EXPECT_EQ(count(), 2);
}

TEST_F(SqliteFile, what_was_kept_is_there_when_opened_again) {
  insert(7);
  db_.reset();
  open();
  EXPECT_EQ(count(), 1);
  EXPECT_FALSE(std::filesystem::exists(path() + ".part"));
}

TEST_F(SqliteFile, a_row_that_points_nowhere_is_found) {
  db_->write([](Tx& tx) { tx.script("CREATE TABLE part(t BIGINT REFERENCES t(a))"); });
  EXPECT_TRUE(integrity(*db_)->empty());
  sqlite3* careless = nullptr;  // A program that does not ask for foreign keys.
  ASSERT_EQ(sqlite3_open(path().c_str(), &careless), SQLITE_OK);
  sqlite3_exec(careless, "INSERT INTO part VALUES (99)", nullptr, nullptr, nullptr);
  sqlite3_close(careless);
  EXPECT_EQ(integrity(*db_)->size(), 1U);
}

TEST_F(SqliteFile, a_file_that_is_no_database_is_told) {
  db_.reset();
  std::filesystem::remove(path() + "-wal");
  std::FILE* file = std::fopen(path().c_str(), "w");
  std::fputs("this is a letter and by no means a database, however long it may be", file);
  std::fclose(file);
  try {
    open();
    ADD_FAILURE();
  } catch (const DatabaseError& error) {
    EXPECT_EQ(error.kind(), Kind::corrupt);
  }
}

}  // namespace
}  // namespace zhulian
