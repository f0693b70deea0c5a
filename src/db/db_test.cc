#include "db/db.h"

#include <atomic>
#include <cstdio>
#include <latch>
#include <thread>

#include <gtest/gtest.h>

#include "test/databases.h"
#include "test/postgres.h"

namespace zhulian {
namespace {

using Kind = DatabaseError::Kind;

enum class State { valid, expired };
constexpr Names<State, 2> state_names{{{{State::valid, "valid"}, {State::expired, "expired"}}}};
constexpr const auto& names_of(State) {
  return state_names;
}

struct Thing;

class Databases : public test::OnBothDatabases {
 protected:
  void SetUp() override {
    OnBothDatabases::SetUp();
    const bool lite = on_sqlite();
    db().write([&](Tx& tx) {
      tx.script(std::string("CREATE TABLE thing(id TEXT PRIMARY KEY, amount BIGINT, level SMALLINT,"
                            " share DOUBLE PRECISION, bytes ") +
                (lite ? "BLOB" : "BYTEA") +
                ", CHECK (amount <> 13));"
                "CREATE TABLE part(id TEXT PRIMARY KEY, thing TEXT NOT NULL REFERENCES thing(id));"
                "INSERT INTO thing(id, amount) VALUES ('counter', 0)");
    });
  }

  Kind kind_of_failure(std::string_view sql, const Values& values = {}) {
    try {
      db().write([&](Tx& tx) { tx.execute(sql, values); });
    } catch (const DatabaseError& error) {
      return error.kind();
    }
    ADD_FAILURE() << "nothing thrown by " << sql;
    return Kind::other;
  }

  std::int64_t count() {
    return db().read([](Tx& tx) { return tx.one("SELECT count(*) FROM thing")->integer(0); });
  }
};
ON_BOTH_DATABASES(Databases);

TEST_P(Databases, values_come_back_exactly) {
  const Values values{"a", std::int64_t{-9007199254740993}, 4, 0.1,
                      Blob{std::string("\0\xff\\x'\n", 6)}};
  db().write([&](Tx& tx) {
    tx.execute("INSERT INTO thing VALUES ($1, $2, $3, $4, $5)", values);
    tx.execute("INSERT INTO thing VALUES ($1, $2, $3, $4, $5)",
               {"b", std::numeric_limits<std::int64_t>::min(), std::optional<int>{}, nullptr,
                std::optional<Blob>{}});
  });
  db().read([&](Tx& tx) {
    const auto rows = tx.query("SELECT * FROM thing WHERE id <> 'counter' ORDER BY id");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].text(0), "a");
    EXPECT_EQ(rows[0].integer(1), -9007199254740993);
    EXPECT_EQ(rows[0].get<int>(2), 4);
    EXPECT_EQ(rows[0].real(3), 0.1);
    EXPECT_EQ(rows[0].get<Blob>(4).bytes, std::string("\0\xff\\x'\n", 6));
    EXPECT_EQ(rows[1].integer(1), std::numeric_limits<std::int64_t>::min());
    EXPECT_FALSE(rows[1].get<std::optional<int>>(2));
    EXPECT_TRUE(rows[1].null(3));
    EXPECT_FALSE(rows[1].get<std::optional<Blob>>(4));
    EXPECT_THROW(rows[1].integer(2), DatabaseError);
    EXPECT_THROW(rows[1].get<int>(1), DatabaseError);
    EXPECT_THROW(rows[0].integer(0), DatabaseError);
    EXPECT_THROW(rows[0].text(1), DatabaseError);
    EXPECT_THROW(rows[0].null(5), std::logic_error);
  });
}

TEST_P(Databases, the_types_of_base_are_parameters_and_columns) {
  const Area area = *Area::parse("421102001015");
  const Day day = *parse_day("1899-12-31");
  const Instant instant = *parse_instant("2026-11-05T01:02:03.456Z");
  const auto id = new_id<Thing>(instant);
  db().write([&](Tx& tx) {
    tx.script(
        "CREATE TABLE typed(id TEXT, area TEXT, day BIGINT, at BIGINT, fen BIGINT,"
        " state TEXT, open SMALLINT)");
    tx.execute("INSERT INTO typed VALUES ($1, $2, $3, $4, $5, $6, $7)",
               {id, area, day, instant, Fen{1234567890123}, State::expired, true});
  });
  db().read([&](Tx& tx) {
    const auto row = tx.one("SELECT * FROM typed");
    EXPECT_EQ(row->get<Id<Thing>>(0), id);
    EXPECT_EQ(row->area(1), area);
    EXPECT_EQ(row->day(2), day);
    EXPECT_EQ(row->instant(3), instant);
    EXPECT_EQ(row->get<Fen>(4), Fen{1234567890123});
    EXPECT_EQ(row->get<State>(5), State::expired);
    EXPECT_TRUE(row->get<bool>(6));
    EXPECT_THROW(row->get<State>(1), DatabaseError);
    EXPECT_THROW(row->get<bool>(4), DatabaseError);
    EXPECT_EQ(tx.one("SELECT count(*) FROM typed WHERE area >= $1 AND area <= $1 || '~'",
                     {*Area::parse("421102")})
                  ->integer(0),
              1);
  });
}

TEST_P(Databases, a_parameter_has_the_type_of_its_value) {
  db().write([&](Tx& tx) {
    const std::optional<std::string> text;
    const std::optional<int> number;
    EXPECT_EQ(tx.one("SELECT $1 || '~'", {"42"})->text(0), "42~");
    EXPECT_EQ(tx.one("SELECT coalesce($1, 'none')", {text})->text(0), "none");
    EXPECT_EQ(tx.one("SELECT coalesce($1, 7)", {number})->integer(0), 7);
    EXPECT_EQ(tx.one("SELECT coalesce($1, 7)", {nullptr})->integer(0), 7);
    EXPECT_TRUE(tx.one("SELECT $1 IS NULL", {number})->get<bool>(0));
    EXPECT_FALSE(tx.one("SELECT $1 IS NULL", {"x"})->get<bool>(0));
    EXPECT_EQ(tx.one("SELECT $1 + 1", {std::int64_t{5000000000}})->integer(0), 5000000001);
    EXPECT_EQ(tx.one("SELECT $2 - $1 + $2", {1, 10})->integer(0), 19);
    EXPECT_EQ(tx.one("SELECT substr($1, 1, CAST($2 AS INTEGER))", {"421102", 4})->text(0), "4211");
    // The same text with a value, then without: a search whose fields may be empty.
    const std::string_view search =
        "SELECT count(*) FROM thing WHERE ($1 IS NULL OR id = $1) AND ($2 IS NULL OR amount = $2)";
    EXPECT_EQ(tx.one(search, {"counter", 0})->integer(0), 1);
    EXPECT_EQ(tx.one(search, {text, number})->integer(0), 1);
    EXPECT_EQ(tx.one(search, {text, 5})->integer(0), 0);
    // Small columns, big parameters; nulls of every kind.
    EXPECT_EQ(tx.execute("UPDATE thing SET level = $1, amount = $2, bytes = $3 WHERE id = $4",
                         {3, number, std::optional<Blob>{}, "counter"}),
              1);
    EXPECT_EQ(
        tx.execute("UPDATE thing SET amount = coalesce(amount, 0) + level WHERE level = $1", {3}),
        1);
    EXPECT_EQ(tx.one("SELECT amount = $1 FROM thing", {3})->integer(0), 1);
    EXPECT_EQ(tx.execute("INSERT INTO thing(id, amount) SELECT $1, $2 WHERE NOT EXISTS "
                         "(SELECT 1 FROM thing WHERE id = $1)",
                         {"new", nullptr}),
              1);
    EXPECT_EQ(
        tx.one("WITH given(a) AS (VALUES ($1), ($2)) SELECT sum(a) FROM given", {4, 5})->integer(0),
        9);
    EXPECT_DOUBLE_EQ(tx.one("SELECT avg(amount) FROM thing")->real(0), 3.0);
    EXPECT_EQ(tx.query("SELECT id FROM thing ORDER BY id LIMIT $1 OFFSET $2", {1, 1}).size(), 1U);
  });
}

TEST_P(Databases, parameters_that_do_not_fit_are_told) {
  EXPECT_THROW(db().read([](Tx& tx) { tx.query("SELECT $1 || $2", {"a"}); }), std::exception);
  EXPECT_EQ(kind_of_failure("INSERT INTO thing(id) VALUES ($1)", {std::string("a\0b", 3)}),
            Kind::check);
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, what_answers_an_error_leaves_no_trace) {
  const auto refused = db().write([](Tx& tx) -> Result<int> {
    tx.execute("INSERT INTO thing(id) VALUES ('x')");
    return fail(Fault::conflict, "test.refused");
  });
  EXPECT_EQ(refused.error().code, "test.refused");
  EXPECT_THROW(db().write([](Tx& tx) {
    tx.execute("INSERT INTO thing(id) VALUES ('x')");
    throw std::runtime_error("broken");
  }),
               std::runtime_error);
  EXPECT_EQ(count(), 1);
  EXPECT_EQ(db().write([](Tx& tx) -> Result<std::int64_t> {
    return tx.execute("INSERT INTO thing(id) VALUES ('x')");
  }),
            1);
  EXPECT_EQ(count(), 2);
}

TEST_P(Databases, a_nested_part_is_undone_alone) {
  db().write([](Tx& tx) {
    tx.execute("INSERT INTO thing(id) VALUES ('before')");
    const auto refused = tx.nested([&]() -> Result<int> {
      tx.execute("INSERT INTO thing(id) VALUES ('refused')");
      tx.nested([&] { tx.execute("INSERT INTO thing(id) VALUES ('deep')"); });
      return fail(Fault::invalid, "test.refused");
    });
    EXPECT_FALSE(refused);
    EXPECT_THROW(tx.nested([&] { tx.execute("INSERT INTO thing(id) VALUES ('before')"); }),
                 DatabaseError);
    EXPECT_FALSE(tx.spoiled());
    EXPECT_EQ(tx.nested([&] { return tx.execute("INSERT INTO thing(id) VALUES ('kept')"); }), 1);
  });
  db().read([](Tx& tx) {
    std::string all;
    tx.each("SELECT id FROM thing ORDER BY id", {},
            [&](const Row& row) { all += row.get<std::string>(0) + " "; });
    EXPECT_EQ(all, "before counter kept ");
  });
}

TEST_P(Databases, a_transaction_that_failed_cannot_go_on) {
  EXPECT_THROW(db().write([](Tx& tx) {
    tx.execute("INSERT INTO thing(id) VALUES ('x')");
    EXPECT_THROW(tx.execute("INSERT INTO thing(id) VALUES ('x')"), DatabaseError);
    EXPECT_THROW(tx.query("SELECT 1"), std::logic_error);
  }),
               std::logic_error);
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, failures_have_kinds) {
  EXPECT_EQ(kind_of_failure("INSERT INTO thing(id) VALUES ('counter')"), Kind::unique);
  EXPECT_EQ(kind_of_failure("INSERT INTO part VALUES ('p', 'absent')"), Kind::foreign_key);
  EXPECT_EQ(kind_of_failure("UPDATE thing SET amount = 13"), Kind::check);
  EXPECT_EQ(kind_of_failure("INSERT INTO part VALUES ('p', NULL)"), Kind::check);
  EXPECT_EQ(kind_of_failure("INSERT INTO absent VALUES (1)"), Kind::other);
  EXPECT_THROW(db().read([](Tx& tx) { tx.execute("DELETE FROM thing"); }), DatabaseError);
  EXPECT_THROW(db().write([](Tx& tx) { tx.script("COMMIT"); }), std::logic_error);
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, rows_changed_tell_who_was_first) {
  db().write([](Tx& tx) {
    const std::string_view insert = "INSERT INTO thing(id) VALUES ($1) ON CONFLICT DO NOTHING";
    EXPECT_EQ(tx.execute(insert, {"one"}), 1);
    EXPECT_EQ(tx.execute(insert, {"one"}), 0);
    EXPECT_EQ(tx.execute("UPDATE thing SET amount = 1"), 2);
    EXPECT_EQ(tx.execute("CREATE TABLE other(id TEXT)"), 0);
    EXPECT_EQ(tx.execute("DELETE FROM thing WHERE id = 'absent'"), 0);
    EXPECT_EQ(tx.one("INSERT INTO thing(id) VALUES ('r') RETURNING id")->text(0), "r");
  });
}

TEST_P(Databases, streaming_stops_early_and_forbids_other_use) {
  db().write([](Tx& tx) {
    for (int i = 0; i < 100; ++i)
      tx.execute("INSERT INTO thing(id) VALUES ($1)", {std::to_string(i)});
    int seen = 0;
    tx.each("SELECT id FROM thing", {}, [&](const Row&) { return ++seen < 3; });
    EXPECT_EQ(seen, 3);
    seen = 0;
    tx.each_at_once("SELECT id FROM thing", {}, [&](const Row& row) {
      EXPECT_FALSE(row.text(0).empty());
      return ++seen < 90;
    });
    EXPECT_EQ(seen, 90);
    EXPECT_THROW(tx.each("SELECT id FROM thing", {}, [&](const Row&) { tx.query("SELECT 1"); }),
                 std::logic_error);
    EXPECT_THROW(tx.one("SELECT id FROM thing"), std::logic_error);
    EXPECT_FALSE(tx.one("SELECT id FROM thing WHERE id = 'absent'"));
    EXPECT_EQ(tx.one("SELECT count(*) FROM thing")->integer(0), 101);
  });
}

TEST_P(Databases, a_transaction_inside_another_is_a_mistake) {
  EXPECT_THROW(db().write([&](Tx&) { db().read([](Tx&) {}); }), std::logic_error);
  EXPECT_THROW(db().read([&](Tx&) { db().write([](Tx&) {}); }), std::logic_error);
}

TEST_P(Databases, eight_threads_lose_no_increment) {
  std::vector<std::jthread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i)
        db().write([](Tx& tx) {
          const std::int64_t old = tx.one(std::string("SELECT amount FROM thing WHERE id = $1") +
                                              std::string(tx.for_update()),
                                          {"counter"})
                                       ->integer(0);
          tx.execute("UPDATE thing SET amount = $1 WHERE id = $2",
                     {old + (old == 12 ? 2 : 1), "counter"});
        });
    });
  threads.clear();
  // One more: 13 is what the CHECK refuses.
  EXPECT_EQ(db().read([](Tx& tx) { return tx.one("SELECT amount FROM thing")->integer(0); }), 401);
}

TEST_P(Databases, of_two_at_once_one_is_first) {
  std::atomic<int> first{0};
  std::latch start(2);
  std::vector<std::jthread> threads;
  for (int t = 0; t < 2; ++t)
    threads.emplace_back([&] {
      start.arrive_and_wait();
      for (int i = 0; i < 50; ++i) {
        const auto mine = db().write([&](Tx& tx) -> Result<void> {
          if (tx.execute("INSERT INTO thing(id) VALUES ($1) ON CONFLICT DO NOTHING",
                         {"claim" + std::to_string(i)}) == 0)
            return fail(Fault::conflict, "test.taken");
          return {};
        });
        if (mine) ++first;
      }
    });
  threads.clear();
  EXPECT_EQ(first, 50);
}

TEST_P(Databases, a_deadlock_is_repeated) {
  db().write([](Tx& tx) { tx.script("INSERT INTO thing(id, amount) VALUES ('other', 0)"); });
  std::vector<std::jthread> threads;
  for (int t = 0; t < 2; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 5; ++i)
        db().write([&](Tx& tx) {
          tx.execute("UPDATE thing SET level = 1 WHERE id = $1", {t == 0 ? "counter" : "other"});
          std::this_thread::sleep_for(std::chrono::milliseconds(20));
          tx.execute("UPDATE thing SET level = 1 WHERE id = $1", {t == 0 ? "other" : "counter"});
        });
    });
  threads.clear();
  db().read([](Tx& tx) {
    EXPECT_EQ(tx.one("SELECT count(*) FROM thing WHERE level = 1")->integer(0), 2);
  });
}

TEST_P(Databases, a_reader_sees_one_state_while_writers_go_on) {
  db().read([&](Tx& tx) {
    const auto before = tx.one("SELECT count(*) FROM thing")->integer(0);
    std::jthread([&] {
      db().write([](Tx& other) { other.execute("INSERT INTO thing(id) VALUES ('late')"); });
    }).join();
    EXPECT_EQ(tx.one("SELECT count(*) FROM thing")->integer(0), before);
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(Databases, many_rows_go_in_fast_and_exactly) {
  constexpr int rows = 100'000;
  const auto start = std::chrono::steady_clock::now();
  const auto inserted = db().write([&](Tx& tx) {
    int i = 0;
    return tx.insert_many("thing", {"id", "amount", "share", "bytes"}, [&](Values& row) {
      if (i == rows) return false;
      row = {"row\t" + std::to_string(i) + "\\N\r\n", i == 13 ? Value() : Value(i), i / 8.0,
             Blob{std::string("\0\\", 2)}};
      ++i;
      return true;
    });
  });
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::printf("%s: insert_many %.0f rows/s\n", GetParam().c_str(), rows / took.count());
  EXPECT_EQ(inserted, rows);
  db().read([](Tx& tx) {
    const auto row = tx.one("SELECT id, amount, share, bytes FROM thing WHERE amount = 99999");
    EXPECT_EQ(row->text(0), "row\t99999\\N\r\n");
    EXPECT_EQ(row->real(2), 99999 / 8.0);
    EXPECT_EQ(row->blob(3), std::string_view("\0\\", 2));
  });
  EXPECT_THROW(db().write([&](Tx& tx) {
    int i = 0;
    tx.insert_many("thing", {"id"}, [&](Values& row) {
      row = {i++ != 10 ? "new" + std::to_string(i) : "counter"};
      return i < 1000;
    });
  }),
               DatabaseError);
  EXPECT_THROW(db().write([&](Tx& tx) {
    tx.insert_many("thing", {"id"}, [&](Values&) -> bool { throw std::runtime_error("sheet"); });
  }),
               std::runtime_error);
  EXPECT_EQ(count(), rows + 1);
}

TEST_P(Databases, an_unknown_url_is_refused) {
  EXPECT_THROW(open_database("mysql://x"), DatabaseError);
  EXPECT_THROW(open_database("sqlite:"), DatabaseError);
  EXPECT_THROW(open_database("sqlite:/absent/folder/x.db"), DatabaseError);
  EXPECT_THROW(open_database("postgresql://nobody@/x?host=%2Fabsent"), DatabaseError);
}

class FewConnections : public test::OnBothDatabases {
  OpenOptions options() const override {
    return {.readers = 1, .connections = 1, .wait = std::chrono::milliseconds(50)};
  }
};
ON_BOTH_DATABASES(FewConnections);

TEST_P(FewConnections, waiting_has_an_end) {
  db().read([&](Tx& tx) {
    tx.query("SELECT 1");
    std::jthread([&] {
      try {
        db().read([](Tx&) {});
        ADD_FAILURE();
      } catch (const DatabaseError& error) {
        EXPECT_EQ(error.kind(), Kind::busy);
      }
    }).join();
  });
  EXPECT_EQ(db().stats().refused, 1);
  EXPECT_EQ(db().stats().queued, 0);
  db().write([&](Tx&) {
    std::jthread([&] {
      try {
        db().write([](Tx&) {});
        ADD_FAILURE();
      } catch (const DatabaseError& error) {
        EXPECT_EQ(error.kind(), Kind::busy);
      }
    }).join();
  });
  db().write([](Tx& tx) { tx.query("SELECT 1"); });
}

TEST(Postgresql, connections_that_died_are_replaced) {
  const auto db = open_database(test::fresh_database());
  db->write([](Tx& tx) { tx.script("CREATE TABLE t(a BIGINT)"); });
  test::crash_postgres();
  db->write([](Tx& tx) { tx.execute("INSERT INTO t VALUES (1)"); });
  int tried = 0;
  db->write([&](Tx& tx) {
    tx.execute("INSERT INTO t VALUES (2)");
    if (++tried == 1) test::crash_postgres();
    tx.execute("INSERT INTO t VALUES (3)");
  });
  EXPECT_EQ(tried, 2);
  EXPECT_EQ(db->read([](Tx& tx) { return tx.one("SELECT sum(a) FROM t")->integer(0); }), 6);
}

}  // namespace
}  // namespace zhulian
