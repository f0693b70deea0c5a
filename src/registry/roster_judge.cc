#include "registry/roster_judge.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <utility>

namespace zhulian::registry::roster {
namespace {

constexpr std::size_t rows_in_batch = 500;
constexpr std::size_t batches_waiting = 4;  // More would only hold memory.

// Who stands in which row. A citizen id is at most 11 * 10^17, so it is kept as a number.
class PersonsSeen {
 public:
  struct Row {
    int row;
    bool sound;
  };
  // The row of the same person that counts, after this one has been noted; nullptr when this
  // is the first or the ones before it were all refused and this one is not.
  const Row* note(const std::string& id, int row, bool sound) {
    std::uint64_t key = id.back() == 'X' ? 10 : static_cast<std::uint64_t>(id.back() - '0');
    key += 11 * std::stoull(id.substr(0, id.size() - 1));
    const auto [found, is_first] = seen_.try_emplace(key, Row{row, sound});
    if (is_first) return nullptr;
    if (!found->second.sound && sound) {
      found->second = {row, sound};
      return nullptr;
    }
    return &found->second;
  }

 private:
  std::unordered_map<std::uint64_t, Row> seen_;
};

// Rows as they were read: the cells of all of them one after another. Emptied, it keeps its
// memory for the next ones.
class Batch {
 public:
  void add(int row, std::span<const sheet::Cell> cells) {
    if (used_ + cells.size() > cells_.size()) cells_.resize(used_ + cells.size());
    std::ranges::copy(cells, cells_.begin() + static_cast<std::ptrdiff_t>(used_));
    used_ += cells.size();
    rows_.emplace_back(row, used_);
  }
  void clear() {
    rows_.clear();
    used_ = 0;
  }
  std::size_t size() const { return rows_.size(); }
  template <class F>
  void each(F take) const {
    std::size_t from = 0;
    for (const auto& [row, until] : rows_) {
      take(row, std::span(cells_).subspan(from, until - from));
      from = until;
    }
  }

 private:
  std::vector<sheet::Cell> cells_;  // The first `used_` are rows; the others memory.
  std::size_t used_ = 0;
  std::vector<std::pair<int, std::size_t>> rows_;  // With where its cells end.
};

// Takes batches on a thread of its own, in their order.
class Judge {
 public:
  explicit Judge(const RowReader& reader)
      : reader_(reader), thread_([this](const std::stop_token& stop) { work(stop); }) {}
  Judge(const Judge&) = delete;

  // Waits while too many are ahead. Answers an empty one for what comes next. Throws what judging
  // threw.
  Batch take(Batch batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.size() < batches_waiting || failure_; });
    if (failure_) std::rethrow_exception(failure_);
    waiting_.push_back(std::move(batch));
    Batch next;
    if (!done_.empty()) {
      next = std::move(done_.back());
      done_.pop_back();
    }
    changed_.notify_all();
    return next;
  }

  // What came of all of them.
  Judged finish() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return (waiting_.empty() && !busy_) || failure_; });
    if (failure_) std::rethrow_exception(failure_);
    return std::move(judged_);
  }

 private:
  void work(const std::stop_token& stop) {
    try {
      std::unique_lock lock(mutex_);
      while (changed_.wait(lock, stop, [&] { return !waiting_.empty(); })) {
        Batch batch = std::move(waiting_.front());
        waiting_.erase(waiting_.begin());
        busy_ = true;
        lock.unlock();
        changed_.notify_all();
        batch.each([&](int row, std::span<const sheet::Cell> cells) { judge(row, cells); });
        batch.clear();
        lock.lock();
        busy_ = false;
        done_.push_back(std::move(batch));
        changed_.notify_all();
      }
    } catch (...) {
      const std::lock_guard lock(mutex_);
      failure_ = std::current_exception();
      changed_.notify_all();
    }
  }

  void judge(int row, std::span<const sheet::Cell> cells) {
    if (!reader_.is_data(cells)) return;
    Report& report = judged_.report;
    ReadRow read = reader_.read(row, cells);
    if (!read.citizen_id.empty())
      if (const auto* other = persons_.note(read.citizen_id, row, read.faults.empty()))
        read.faults.push_back({.row = row,
                               .column = "citizen_id",
                               .code = "duplicate_person",
                               .message = "roster.duplicate_person",
                               .arguments = {{"row", std::to_string(other->row)}}});
    ++report.rows;
    if (read.faults.empty()) {
      judged_.stage.add(row, read);
    } else {
      ++report.rejected;
      std::ranges::move(read.faults, std::back_inserter(report.faults));
    }
  }

  const RowReader& reader_;
  Judged judged_;  // Of the thread until nothing waits.
  PersonsSeen persons_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::vector<Batch> waiting_;
  std::vector<Batch> done_;  // To be filled again.
  bool busy_ = false;
  std::exception_ptr failure_;
  std::jthread thread_;  // Ends before what it works on.
};

}  // namespace

std::unexpected<Error> stopped() {
  return fail(Fault::conflict, "roster.stopped");
}

Result<Judged> judge(sheet::Workbook& book, const RowReader& reader, Layout layout,
                     const Options& options) {
  Judge beside(reader);
  Batch batch;
  std::int64_t rows = 0;
  bool stop = false;
  TRY(book.rows(layout.sheet, [&](int row, std::span<const sheet::Cell> cells) {
    if (row <= layout.last_row) return true;
    batch.add(row, cells);
    if (batch.size() < rows_in_batch) return true;
    rows += static_cast<std::int64_t>(batch.size());
    batch = beside.take(std::move(batch));
    if (options.progress) options.progress({.done = rows, .total = 0});
    stop = options.should_stop && options.should_stop();
    return !stop;
  }));
  if (stop) return stopped();
  beside.take(std::move(batch));
  Judged judged = beside.finish();
  if (judged.report.rows == 0)
    return fail(Fault::invalid, "roster.empty", {},
                {{"sheet", layout.sheet_name}, {"row", std::to_string(layout.last_row)}});
  judged.report.layout = std::move(layout);
  return judged;
}

}  // namespace zhulian::registry::roster
