#include "db/postgresql_database.h"

#include <algorithm>
#include <random>
#include <thread>

#include "db/inside.h"

namespace zhulian::postgresql {
namespace {

using Kind = DatabaseError::Kind;
constexpr int tries_max = 6;

// Two that crossed shall not cross again.
void pause(int tried) {
  thread_local std::minstd_rand random(std::random_device{}());
  std::this_thread::sleep_for(std::chrono::milliseconds(random() % (10U << tried)));
}

}  // namespace

PostgresqlDatabase::PostgresqlDatabase(std::string url, OpenOptions options)
    : url_(std::move(url)), options_(options) {
  bool fresh = false;
  give_back(take(fresh));  // A wrong URL is told at once.
}

PostgresqlDatabase::Stats PostgresqlDatabase::stats() const {
  const std::lock_guard lock(mutex_);
  return stats_;
}

std::unique_ptr<Connection> PostgresqlDatabase::take(bool& fresh) {
  std::unique_lock lock(mutex_);
  ++stats_.queued;
  const bool free = free_.wait_for(lock, options_.wait, [&] {
    return !idle_.empty() || open_ < std::max(options_.connections, 1);
  });
  --stats_.queued;
  if (!free) {
    ++stats_.refused;
    throw DatabaseError(Kind::busy, "all connections are busy");
  }
  ++stats_.busy;
  fresh = idle_.empty();
  if (!fresh) {
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }
  ++open_;
  lock.unlock();
  try {
    return std::make_unique<Connection>(url_, options_.wait);
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void PostgresqlDatabase::give_back(std::unique_ptr<Connection> connection) {
  if (connection != nullptr) {
    connection->roll_back();
    if (!connection->sound()) connection.reset();
  }
  const std::lock_guard lock(mutex_);
  if (connection != nullptr)
    idle_.push_back(std::move(connection));
  else
    --open_;
  --stats_.busy;
  free_.notify_one();
}

// A connection for a while, with a transaction begun on it.
class PostgresqlDatabase::Lease {
 public:
  Lease(PostgresqlDatabase& database, const char* begin) : database_(database) {
    for (;;) {
      bool fresh = false;
      connection_ = database_.take(fresh);
      try {
        connection_->run(begin);
        return;
      } catch (const DatabaseError&) {
        const bool stale = !connection_->sound() && !fresh;
        database_.give_back(std::move(connection_));
        // Idle connections die with the server they knew; a fresh one decides.
        if (!stale) throw;
      }
    }
  }
  ~Lease() { database_.give_back(std::move(connection_)); }
  Lease(const Lease&) = delete;
  Connection& operator*() const { return *connection_; }
  Connection* operator->() const { return connection_.get(); }

 private:
  PostgresqlDatabase& database_;
  std::unique_ptr<Connection> connection_;
};

void PostgresqlDatabase::run_write(FunctionRef<bool(Tx&)> work) {
  const detail::Inside inside(*this);
  {
    const std::lock_guard lock(mutex_);
    ++stats_.writes;
  }
  for (int tried = 1; !write_once(work, tried == tries_max); ++tried) {
    {
      const std::lock_guard lock(mutex_);
      ++stats_.repeats;
    }
    pause(tried);
  }
}

// False when it crossed another transaction, or lost its connection before COMMIT was sent:
// then nothing was kept and it may run again. The last try throws instead.
bool PostgresqlDatabase::write_once(FunctionRef<bool(Tx&)> work, bool last) {
  const Lease connection(*this, "BEGIN");
  try {
    PostgresqlTx tx(*connection);
    const bool keep = work(tx);
    if (!keep) return true;  // The lease gives the transaction up.
    if (tx.spoiled()) throw std::logic_error("a statement failed and the work went on");
  } catch (const DatabaseError& error) {
    if (last || (error.kind() != Kind::serialization && error.kind() != Kind::lost)) throw;
    return false;
  }
  try {
    connection->run("COMMIT");
  } catch (const DatabaseError& error) {
    if (last || error.kind() != Kind::serialization) throw;
    return false;
  }
  const std::lock_guard lock(mutex_);
  ++stats_.groups;
  stats_.largest_group = 1;
  return true;
}

void PostgresqlDatabase::run_read(FunctionRef<void(Tx&)> work) {
  const detail::Inside inside(*this);
  {
    const std::lock_guard lock(mutex_);
    ++stats_.reads;
  }
  const Lease connection(*this, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  PostgresqlTx tx(*connection);
  work(tx);
  if (connection->in_transaction()) connection->end_reading();
}

void PostgresqlDatabase::copy_file(const std::string&) {
  throw std::logic_error("PostgreSQL has no file to copy: see db/upkeep.h");
}

}  // namespace zhulian::postgresql
