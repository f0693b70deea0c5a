// SQLite for a whole office: one writer thread with group commit, and a pool of readers.
//
// fsync costs milliseconds and is the price of "nothing acknowledged is lost". So writes that
// wait while one COMMIT is on its way to the disk share the next: they run one after another
// in one transaction, each in its own savepoint, and are answered together when it is on disk.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <string>
#include <thread>

#include "db/sqlite.h"

namespace zhulian::sqlite {

class SqliteDatabase : public Database {
 public:
  // An empty path is a database of its own, removed when closed. It is a file too (in memory
  // where the system has /dev/shm), so that tests walk the same paths as an office.
  SqliteDatabase(const std::string& path, OpenOptions options);
  ~SqliteDatabase() override;

  Dialect dialect() const override { return Dialect::sqlite; }
  Stats stats() const override;
  void copy_file(const std::string& path) override;

 protected:
  void run_write(FunctionRef<bool(Tx&)> work) override;
  void run_read(FunctionRef<void(Tx&)> work) override;

 private:
  // One write: lives on its caller's stack while the caller waits.
  struct Job {
    FunctionRef<bool(Tx&)> work;
    enum class State { queued, taken, done } state = State::queued;
    std::exception_ptr thrown{};
    std::condition_variable changed{};
  };
  using Group = std::vector<Job*>;
  class Reader;

  void writer_loop(std::stop_token stop);
  Job* next_job();
  void run_group(Job& first);
  void run_alone(Job& job);
  bool run_part(Job& job);
  void answer(const Group& group, std::exception_ptr thrown);
  std::unique_ptr<Connection> take_reader();

  OpenOptions options_;
  std::string folder_;  // To remove, or empty.
  std::string path_;
  std::unique_ptr<Connection> writer_;

  mutable std::mutex mutex_;  // Guards what follows.
  std::condition_variable_any arrived_;
  std::condition_variable reader_free_;
  std::deque<Job*> queue_;
  std::vector<std::unique_ptr<Connection>> readers_;
  int readers_open_ = 0;
  int readers_waiting_ = 0;
  Stats stats_;

  std::jthread thread_;
};

}  // namespace zhulian::sqlite
