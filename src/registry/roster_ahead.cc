#include "registry/roster_ahead.h"

#include <utility>

namespace zhulian::registry::roster {

Ahead::Ahead(Database& database, const Deployment& deployment, Instant now, const Stage& stage,
             std::string source, std::size_t first)
    : database_(database),
      deployment_(deployment),
      now_(now),
      stage_(stage),
      source_(std::move(source)),
      thread_([this, first](const std::stop_token& stop) { work(stop, first); }) {}

Ahead::~Ahead() = default;  // The thread is asked to stop, and waited for, before all else.

std::vector<ReadyRow> Ahead::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return ready_ || failure_; });
  if (!ready_) std::rethrow_exception(failure_);
  std::vector<ReadyRow> rows = *std::exchange(ready_, std::nullopt);
  changed_.notify_all();
  return rows;
}

void Ahead::work(const std::stop_token& stop, std::size_t first) {
  try {
    for (std::size_t chunk = first; chunk < stage_.chunks() && !stop.stop_requested(); ++chunk) {
      std::vector<ReadyRow> rows = make(chunk);
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [&] { return !ready_; })) return;
      ready_ = std::move(rows);
      changed_.notify_all();
    }
  } catch (...) {
    const std::lock_guard lock(mutex_);
    failure_ = std::current_exception();
    changed_.notify_all();
  }
}

std::vector<ReadyRow> Ahead::make(std::size_t chunk) {
  std::vector<Stage::Row> rows = stage_.chunk(chunk, source_);
  std::vector<ReadyRow> ready;
  std::vector<std::string> identities;
  ready.reserve(rows.size());
  identities.reserve(rows.size());
  for (Stage::Row& row : rows) {
    ready.push_back({.row = row.row,
                     .paper = prepare(deployment_, std::move(row.enrolment)),
                     .below = std::move(row.below)});
    identities.push_back(ready.back().paper.identity);
  }
  const store::Owners known =
      database_.read([&](Tx& tx) { return store::owners_of(tx, identities); });
  for (ReadyRow& row : ready)
    if (!known.contains(row.paper.identity)) expect_new(deployment_, now_, row.paper);
  return ready;
}

}  // namespace zhulian::registry::roster
