#include "db/sqlite_database.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "db/inside.h"

namespace zhulian::sqlite {
namespace fs = std::filesystem;
namespace {

using Kind = DatabaseError::Kind;

std::string temporary_folder() {
  const bool shm = fs::is_directory("/dev/shm") && access("/dev/shm", W_OK) == 0;
  std::string name =
      ((shm ? fs::path("/dev/shm") : fs::temp_directory_path()) / "zhulian-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr)
    throw DatabaseError(Kind::full, "no temporary folder at " + name);
  return name;
}

// Before the first connection of the process. SQLite need not keep count of its memory: the
// count is a lock around every allocation of every thread.
void configure_once() {
  static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)done;  // SQLITE_MISUSE where somebody began earlier: then it counts, and works.
}

// The file holds people's lives: only its owner may read it. SQLite gives the same mode to
// the files beside it.
void make_private(const std::string& path) {
  const int file = open(path.c_str(), O_CREAT | O_CLOEXEC | O_RDWR, 0600);
  if (file < 0) throw std::system_error(errno, std::generic_category(), path);
  close(file);
}

}  // namespace

SqliteDatabase::SqliteDatabase(const std::string& path, OpenOptions options)
    : options_(options), folder_(path.empty() ? temporary_folder() : "") {
  configure_once();
  path_ = path.empty() ? folder_ + "/zhulian.db" : path;
  try {
    make_private(path_);
  } catch (const std::system_error& error) {
    throw DatabaseError(kind_of_system(error.code().value()), error.what());
  }
  writer_ =
      std::make_unique<Connection>(path_, Connection::Use::write, folder_.empty(), options_.wait);
  thread_ = std::jthread([this](std::stop_token stop) { writer_loop(std::move(stop)); });
}

SqliteDatabase::~SqliteDatabase() {
  thread_.request_stop();
  thread_.join();
  readers_.clear();
  writer_.reset();  // The last one: SQLite folds the log into the file.
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

SqliteDatabase::Stats SqliteDatabase::stats() const {
  const std::lock_guard lock(mutex_);
  Stats stats = stats_;
  stats.queued = static_cast<std::int64_t>(queue_.size()) + readers_waiting_;
  return stats;
}

void SqliteDatabase::run_write(FunctionRef<bool(Tx&)> work) {
  const detail::Inside inside(*this);
  Job job{.work = work};
  std::unique_lock lock(mutex_);
  ++stats_.writes;
  queue_.push_back(&job);
  arrived_.notify_one();
  const auto started = [&] { return job.state != Job::State::queued; };
  if (!job.changed.wait_for(lock, options_.wait, started)) {
    std::erase(queue_, &job);
    ++stats_.refused;
    throw DatabaseError(Kind::busy, "the writer is busy");
  }
  job.changed.wait(lock, [&] { return job.state == Job::State::done; });
  if (job.thrown) std::rethrow_exception(job.thrown);
}

void SqliteDatabase::writer_loop(std::stop_token stop) {
  for (;;) {
    Job* first = nullptr;
    {
      std::unique_lock lock(mutex_);
      if (!arrived_.wait(lock, stop, [&] { return !queue_.empty(); })) return;
      ++stats_.busy;
    }
    first = next_job();
    if (first != nullptr) run_group(*first);
    const std::lock_guard lock(mutex_);
    --stats_.busy;
  }
}

SqliteDatabase::Job* SqliteDatabase::next_job() {
  const std::lock_guard lock(mutex_);
  if (queue_.empty()) return nullptr;
  Job* const job = queue_.front();
  queue_.pop_front();
  job->state = Job::State::taken;
  return job;
}

// Answers a group. Nobody is answered before COMMIT, not even with a refusal: it may rest on
// rows of the same group that a failing COMMIT takes away.
void SqliteDatabase::answer(const Group& group, std::exception_ptr thrown) {
  const std::lock_guard lock(mutex_);
  for (Job* const job : group) {
    if (thrown) job->thrown = thrown;
    job->state = Job::State::done;
    job->changed.notify_all();  // Under the lock: the job ends with its caller's stack.
  }
}

void SqliteDatabase::run_group(Job& first) {
  Group group{&first};
  bool whole = true;  // Whether the transaction still stands.
  std::exception_ptr failure;
  try {
    writer_->run("BEGIN IMMEDIATE");
    const auto end = std::chrono::steady_clock::now() + options_.group_time_max;
    const auto most = static_cast<std::size_t>(std::max(options_.group_writes_max, 1));
    whole = run_part(first);
    while (whole && group.size() < most && std::chrono::steady_clock::now() < end) {
      Job* const job = next_job();
      if (job == nullptr) break;
      group.push_back(job);
      whole = run_part(*job);
    }
    if (whole) writer_->run("COMMIT");
  } catch (...) {
    whole = false;
    failure = std::current_exception();
  }
  if (whole) {
    {
      const std::lock_guard lock(mutex_);
      ++stats_.groups;
      stats_.largest_group =
          std::max(stats_.largest_group, static_cast<std::int64_t>(group.size()));
    }
    return answer(group, nullptr);
  }
  writer_->roll_back();
  if (group.size() == 1) return answer(group, failure);
  // One of them broke the transaction of all (a full disk, a deferred constraint): each again
  // by itself, so that only the one at fault fails.
  for (Job* const job : group) {
    {
      const std::lock_guard lock(mutex_);
      ++stats_.repeats;
    }
    run_alone(*job);
  }
}

void SqliteDatabase::run_alone(Job& job) {
  job.thrown = nullptr;
  std::exception_ptr failure;
  try {
    writer_->run("BEGIN IMMEDIATE");
    if (run_part(job)) {
      writer_->run("COMMIT");
      const std::lock_guard lock(mutex_);
      ++stats_.groups;
    }
  } catch (...) {
    failure = std::current_exception();
  }
  writer_->roll_back();
  answer({&job}, failure);
}

// One write in its savepoint. False when the transaction around it is gone as well.
bool SqliteDatabase::run_part(Job& job) {
  const detail::Inside inside(*this);
  writer_->run("SAVEPOINT job");
  bool keep = false;
  try {
    SqliteTx tx(*writer_);
    keep = job.work(tx);
    if (keep && tx.spoiled()) throw std::logic_error("a statement failed and the work went on");
  } catch (...) {
    keep = false;
    job.thrown = std::current_exception();
  }
  if (!writer_->in_transaction()) return false;
  if (!keep) writer_->run("ROLLBACK TO SAVEPOINT job");
  writer_->run("RELEASE SAVEPOINT job");
  return true;
}

// A reading connection for a while.
class SqliteDatabase::Reader {
 public:
  explicit Reader(SqliteDatabase& database)
      : database_(database), connection_(database.take_reader()) {}
  ~Reader() {
    connection_->roll_back();
    const std::lock_guard lock(database_.mutex_);
    database_.readers_.push_back(std::move(connection_));
    --database_.stats_.busy;
    database_.reader_free_.notify_one();
  }
  Reader(const Reader&) = delete;
  Connection& operator*() const { return *connection_; }

 private:
  SqliteDatabase& database_;
  std::unique_ptr<Connection> connection_;
};

std::unique_ptr<Connection> SqliteDatabase::take_reader() {
  std::unique_lock lock(mutex_);
  ++stats_.reads;
  ++readers_waiting_;
  const bool free = reader_free_.wait_for(lock, options_.wait, [&] {
    return !readers_.empty() || readers_open_ < std::max(options_.readers, 1);
  });
  --readers_waiting_;
  if (!free) {
    ++stats_.refused;
    throw DatabaseError(Kind::busy, "all readers are busy");
  }
  ++stats_.busy;
  if (!readers_.empty()) {
    auto reader = std::move(readers_.back());  // The one used last: its cache is warm.
    readers_.pop_back();
    return reader;
  }
  ++readers_open_;
  lock.unlock();
  try {
    return std::make_unique<Connection>(path_, Connection::Use::read, true, options_.wait);
  } catch (...) {
    lock.lock();
    --readers_open_;
    --stats_.busy;
    reader_free_.notify_one();
    throw;
  }
}

void SqliteDatabase::run_read(FunctionRef<void(Tx&)> work) {
  const detail::Inside inside(*this);
  const Reader reader(*this);
  (*reader).run("BEGIN DEFERRED");
  SqliteTx tx(*reader);
  work(tx);
  (*reader).run("COMMIT");
}

void SqliteDatabase::copy_file(const std::string& path) {
  const std::string part = path + ".part";
  std::error_code ignored;
  fs::remove(part, ignored);
  make_private(part);
  try {
    const Connection from(path_, Connection::Use::read, true, options_.wait);
    sqlite3* to = nullptr;
    const int opened = sqlite3_open_v2(part.c_str(), &to, SQLITE_OPEN_READWRITE, nullptr);
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closing(to, sqlite3_close);
    if (opened != SQLITE_OK) throw error_of(to, part);
    sqlite3_backup* const copy = sqlite3_backup_init(to, "main", from.handle(), "main");
    if (copy == nullptr) throw error_of(to, part);
    // All pages in one step: one moment, and writers go on (WAL).
    sqlite3_backup_step(copy, -1);
    if (sqlite3_backup_finish(copy) != SQLITE_OK) throw error_of(to, part);
  } catch (...) {
    fs::remove(part, ignored);
    throw;
  }
  fs::rename(part, path);
  const std::string folder = fs::absolute(path).parent_path().string();
  if (const int file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); file >= 0) {
    fsync(file);
    close(file);
  }
}

}  // namespace zhulian::sqlite
