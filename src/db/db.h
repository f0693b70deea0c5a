// One SQL text on two databases: SQLite (one office, one file) and PostgreSQL (a city).
//
//   auto db = open_database("sqlite:/var/lib/zhulian/zhulian.db");
//   Result<void> done = db->write([&](Tx& tx) -> Result<void> {
//     if (tx.execute("INSERT INTO claim(need, by_party) VALUES ($1, $2) ON CONFLICT DO NOTHING",
//                    {need, party}) == 0)
//       return fail(Fault::conflict, "needs.claim.taken");
//     return {};
//   });
//
// The idea: work is a function of a transaction. What it answers decides whether its rows are
// kept; nobody calls COMMIT. The database, not the program, settles races.
//
// SQL both databases read
// - Parameters are $1, $2 ..; the same one may stand several times. Their type is that of
//   the C++ value (db/value.h): integers are BIGINT. A PostgreSQL function of INTEGER wants
//   CAST($1 AS INTEGER), as in  substr(code, 1, CAST($1 AS INTEGER)). Never  $1::text.
// - BIGINT, SMALLINT (also for booleans, 0 and 1), DOUBLE PRECISION, TEXT, {blob}; see
//   db/migrate.h for the DDL. A comparison may be selected: it reads as 0 or 1.
// - Text is UTF-8 without NUL bytes and compares bytewise.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"
#include "db/error.h"
#include "db/function_ref.h"
#include "db/row.h"
#include "db/value.h"

namespace zhulian {

enum class Dialect { sqlite, postgresql };

namespace detail {
// Whether an answer means "keep": an error does not, every other value does.
template <class T>
bool kept(const T&) {
  return true;
}
template <class T>
bool kept(const std::expected<T, Error>& result) {
  return result.has_value();
}
}  // namespace detail

// One transaction, used by one thread, valid inside the work it was given to.
//
// After a statement has thrown, the transaction (or the innermost nested() part of it) can
// only be given up: further use is a programmer's mistake (std::logic_error). PostgreSQL
// insists on that, and SQLite is held to it too.
class Tx {
 public:
  Tx() = default;
  Tx(const Tx&) = delete;
  Tx& operator=(const Tx&) = delete;
  virtual ~Tx() = default;

  // Streams the rows through `take(const Row&)`, which answers void, or false for "enough".
  // The transaction is busy meanwhile: `take` may not use it (std::logic_error). Stopping
  // early still reads the rest on PostgreSQL: say LIMIT where it matters.
  template <class F>
  void each(std::string_view sql, const Values& values, F&& take) {
    stream(sql, values, false, answering(take));
  }
  // The same of many rows that fit in memory together: on PostgreSQL half the work for each.
  template <class F>
  void each_at_once(std::string_view sql, const Values& values, F&& take) {
    stream(sql, values, true, answering(take));
  }

  // All rows. For what fits in memory.
  std::vector<OwnedRow> query(std::string_view sql, const Values& values = {});

  // The only row, or nullopt; two rows are a programmer's mistake (std::logic_error).
  std::optional<OwnedRow> one(std::string_view sql, const Values& values = {});

  // Rows inserted, updated or deleted: 0 after ON CONFLICT DO NOTHING met a row.
  std::int64_t execute(std::string_view sql, const Values& values = {});

  // Several statements without parameters, as in a migration. No BEGIN or COMMIT.
  void script(std::string_view sql);

  // Many rows into one table, at the speed of COPY on PostgreSQL: rows inserted.
  // `next` fills the row it is given (which comes empty) and answers true, or answers false
  // at the end. It may not use the transaction. A row that conflicts throws; PostgreSQL
  // says so at the end only.
  using NextRow = FunctionRef<bool(Values& row)>;
  std::int64_t insert_many(std::string_view table, const std::vector<std::string>& columns,
                           NextRow next);
  std::int64_t insert_many(std::string_view table, const std::vector<std::string>& columns,
                           std::vector<Values> rows);

  // Part of the work, undone alone when `f` answers an error or throws.
  template <class F>
  auto nested(F f) {
    using Answer = std::invoke_result_t<F&>;
    if constexpr (std::is_void_v<Answer>) {
      inside_savepoint([&] {
        f();
        return true;
      });
    } else {
      std::optional<Answer> answer;
      inside_savepoint([&] {
        answer.emplace(f());
        return detail::kept(*answer);
      });
      return *std::move(answer);
    }
  }

  virtual Dialect dialect() const = 0;

  // What ends a SELECT whose rows this transaction is about to change. SQLite has one writer
  // and needs nothing.
  std::string_view for_update() const {
    return dialect() == Dialect::postgresql ? " FOR UPDATE" : "";
  }

  // Whether a statement has thrown since the transaction or its nested part began.
  bool spoiled() const { return spoiled_; }

 protected:
  using TakeRow = FunctionRef<bool(const Row&)>;
  // `whole`: the answer fits in memory and is wanted at once.
  virtual void do_select(std::string_view sql, const Values& values, bool whole, TakeRow take) = 0;
  virtual std::int64_t do_execute(std::string_view sql, const Values& values) = 0;
  virtual void do_script(std::string_view sql) = 0;
  virtual std::int64_t do_insert_many(std::string_view table,
                                      const std::vector<std::string>& columns, NextRow next) = 0;

 private:
  template <class F>
  static auto answering(F& take) {
    return [&take](const Row& row) {
      if constexpr (std::is_void_v<std::invoke_result_t<F&, const Row&>>) {
        take(row);
        return true;
      } else {
        return static_cast<bool>(take(row));
      }
    };
  }
  void stream(std::string_view sql, const Values& values, bool whole, TakeRow take);
  void inside_savepoint(FunctionRef<bool()> part);
  template <class F>
  auto guarded(F&& deed);

  bool streaming_ = false;
  bool spoiled_ = false;
  int depth_ = 0;
};

struct OpenOptions {
  int readers = 4;                               // SQLite: connections that read.
  int connections = 8;                           // PostgreSQL: connections of the pool.
  std::chrono::milliseconds wait{5000};          // For a connection or a lock, then `busy`.
  int group_writes_max = 256;                    // SQLite: writes that share one COMMIT ..
  std::chrono::milliseconds group_time_max{20};  // .. and how long a group takes more in.
};

class Database {
 public:
  Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  virtual ~Database() = default;

  // Runs `work(Tx&)` in one transaction and returns what it answers, once that is on disk.
  // Kept when the answer is a value, nothing is kept when it is an error or when work throws.
  //
  // *Work may run more than once*: two transactions crossed on PostgreSQL, or others that
  // shared a COMMIT on SQLite failed. So it changes nothing but the database. It does not
  // wait for people, the network or another write. On SQLite it runs on the one writer
  // thread. A transaction inside a transaction is a programmer's mistake (std::logic_error).
  template <class F>
  auto write(F&& work) {
    return run<F, true>(work);
  }

  // Runs `work(Tx&)` on one unchanging state of the database; it cannot write.
  template <class F>
  auto read(F&& work) {
    return run<F, false>(work);
  }

  virtual Dialect dialect() const = 0;

  // Since it was opened; for /metrics.
  struct Stats {
    std::int64_t writes = 0;         // Asked for.
    std::int64_t groups = 0;         // COMMITs that kept them: fewer on SQLite under load.
    std::int64_t largest_group = 0;  // Writes in the largest of them.
    std::int64_t repeats = 0;        // Works that ran again.
    std::int64_t reads = 0;
    std::int64_t queued = 0;   // Now: waiting for the writer or a connection.
    std::int64_t busy = 0;     // Now: connections at work.
    std::int64_t refused = 0;  // Gave up waiting.
  };
  virtual Stats stats() const = 0;

  // A copy of a running SQLite database, complete as of one moment, as a file that
  // open_database can open. std::system_error where it cannot be written; std::logic_error on
  // PostgreSQL. Callers use backup_to of db/upkeep.h.
  virtual void copy_file(const std::string& path) = 0;

 protected:
  // `work` answers whether its rows are to be kept.
  virtual void run_write(FunctionRef<bool(Tx&)> work) = 0;
  virtual void run_read(FunctionRef<void(Tx&)> work) = 0;

 private:
  template <class F, bool writing>
  auto run(F& work) {
    using Answer = std::invoke_result_t<F&, Tx&>;
    if constexpr (std::is_void_v<Answer>) {
      start<writing>([&](Tx& tx) {
        work(tx);
        return true;
      });
    } else {
      std::optional<Answer> answer;
      start<writing>([&](Tx& tx) {
        answer.emplace(work(tx));
        return detail::kept(*answer);
      });
      return *std::move(answer);
    }
  }
  template <bool writing, class G>
  void start(G&& work) {
    if constexpr (writing)
      run_write(work);
    else
      run_read([&](Tx& tx) { work(tx); });
  }
};

// "sqlite:PATH" makes the file where it is absent; "sqlite::memory:" is a database of its own
// that goes when it is closed; "postgresql://user@host/name" as libpq reads it.
// Throws DatabaseError when it cannot be opened.
std::unique_ptr<Database> open_database(std::string_view url, OpenOptions options = {});

}  // namespace zhulian
