// PostgreSQL for a city: a pool of connections, each transaction on one of them.
// Writes are READ COMMITTED (constraints and FOR UPDATE settle races), reads are one
// REPEATABLE READ state. Connections that died are replaced when they are next wanted.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "db/postgresql.h"

namespace zhulian::postgresql {

class PostgresqlDatabase : public Database {
 public:
  PostgresqlDatabase(std::string url, OpenOptions options);

  Dialect dialect() const override { return Dialect::postgresql; }
  Stats stats() const override;
  void copy_file(const std::string& path) override;

 protected:
  void run_write(FunctionRef<bool(Tx&)> work) override;
  void run_read(FunctionRef<void(Tx&)> work) override;

 private:
  class Lease;
  std::unique_ptr<Connection> take(bool& fresh);
  void give_back(std::unique_ptr<Connection> connection);
  bool write_once(FunctionRef<bool(Tx&)> work, bool last);

  std::string url_;
  OpenOptions options_;
  mutable std::mutex mutex_;
  std::condition_variable free_;
  std::vector<std::unique_ptr<Connection>> idle_;
  int open_ = 0;
  Stats stats_;
};

}  // namespace zhulian::postgresql
