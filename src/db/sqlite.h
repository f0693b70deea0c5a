// One connection to SQLite with its prepared statements, and the transaction on it.
// Used by one thread at a time.
#pragma once

#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <sqlite3.h>

#include "db/db.h"

namespace zhulian::sqlite {

class Statement {
 public:
  Statement(sqlite3* connection, std::string_view sql);
  Statement(const Statement&) = delete;
  ~Statement();

  // Binds $1.. to values; std::logic_error when their number is not that of the statement.
  void bind(const Values& values);
  // Steps to the next row; false at the end.
  bool step();
  Row row();
  // Ends the run and unbinds.
  void reset() noexcept;

 private:
  sqlite3* connection_;
  sqlite3_stmt* statement_ = nullptr;
  std::vector<std::size_t> numbers_;  // Parameter by position -> index into the values.
  std::size_t values_needed_ = 0;
  std::vector<Cell> cells_;
};

class Connection {
 public:
  enum class Use { write, read };
  Connection(const std::string& path, Use use, bool durable, std::chrono::milliseconds wait);
  Connection(const Connection&) = delete;
  ~Connection();

  sqlite3* handle() const { return handle_; }
  // The prepared statement: made now, or among the last `statements_max` used.
  Statement& statement(std::string_view sql);
  std::int64_t run(std::string_view sql);  // Without parameters and rows; rows changed.
  bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
  // Gives up what is open; never throws.
  void roll_back() noexcept;

 private:
  static constexpr std::size_t statements_max = 200;
  struct Kept {
    std::string sql;
    std::unique_ptr<Statement> statement;
  };
  sqlite3* handle_ = nullptr;
  std::list<Kept> kept_;  // Latest used first.
  std::unordered_map<std::string_view, std::list<Kept>::iterator> by_sql_;
};

class SqliteTx : public Tx {
 public:
  explicit SqliteTx(Connection& connection) : connection_(connection) {}
  Dialect dialect() const override { return Dialect::sqlite; }

 protected:
  void do_select(std::string_view sql, const Values& values, bool whole, TakeRow take) override;
  std::int64_t do_execute(std::string_view sql, const Values& values) override;
  void do_script(std::string_view sql) override;
  std::int64_t do_insert_many(std::string_view table, const std::vector<std::string>& columns,
                              NextRow next) override;

 private:
  Connection& connection_;
};

// What the last failed call on `connection` means.
// What an errno of the file means: full, read_only or other.
DatabaseError::Kind kind_of_system(int error);

DatabaseError error_of(sqlite3* connection, std::string_view sql);

}  // namespace zhulian::sqlite
