// One connection to PostgreSQL with its prepared statements, and the transaction on it.
// Used by one thread at a time.
//
// Parameters go with the type of their C++ value, numbers and bytes in binary; answers come
// as text and are read by the type the server says, so that any expression can be selected.
#pragma once

#include <array>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <libpq-fe.h>

#include "db/db.h"

namespace zhulian::postgresql {

struct ResultDeleter {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, ResultDeleter>;

class Connection {
 public:
  Connection(const std::string& url, std::chrono::milliseconds wait);
  Connection(const Connection&) = delete;
  ~Connection();

  PGconn* handle() const { return handle_; }
  bool sound() const { return !lost_ && PQstatus(handle_) == CONNECTION_OK; }
  bool in_transaction() const { return PQtransactionStatus(handle_) == PQTRANS_INTRANS; }

  // Runs statements without parameters; throws unless they end as expected.
  ResultPtr run(const char* sql);
  // Sends COMMIT of a transaction that only read, without waiting for the answer: the next
  // use of the connection takes it.
  void end_reading();
  void settle();  // Takes what end_reading() left.
  // Gives up what is open; never throws. An unsound connection is for the bin.
  void roll_back() noexcept;

  // The name of the prepared statement: made now, or among the last `statements_max` used.
  const char* statement(std::string_view sql, const Values& values);

  // The last error of a call that has no result, or of one.
  // One without an SQLSTATE comes from libpq itself: it lost the server, which PQstatus may
  // not yet admit.
  DatabaseError error(const PGresult* result, std::string_view sql);

 private:
  static constexpr std::size_t statements_max = 200;
  struct Kept {
    std::string key;  // The kinds of the parameters, then the SQL.
    std::string name;
  };
  PGconn* handle_ = nullptr;
  bool settling_ = false;
  bool lost_ = false;
  std::int64_t made_ = 0;
  std::list<Kept> kept_;  // Latest used first.
  std::unordered_map<std::string_view, std::list<Kept>::iterator> by_key_;
};

class PostgresqlTx : public Tx {
 public:
  explicit PostgresqlTx(Connection& connection) : connection_(connection) {}
  Dialect dialect() const override { return Dialect::postgresql; }

 protected:
  void do_select(std::string_view sql, const Values& values, bool whole, TakeRow take) override;
  std::int64_t do_execute(std::string_view sql, const Values& values) override;
  void do_script(std::string_view sql) override;
  std::int64_t do_insert_many(std::string_view table, const std::vector<std::string>& columns,
                              NextRow next) override;

 private:
  Connection& connection_;
};

}  // namespace zhulian::postgresql
