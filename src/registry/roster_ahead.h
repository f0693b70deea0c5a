// The chunks of a stage, each made ready for its transaction while the one before is written.
//
// The idea: one thread beside the importer does what needs no writing (sealing, hashing, the
// sounds of names), so that a second core halves the wait. At most two chunks are in memory.
#pragma once

#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "registry/enrol.h"
#include "registry/roster_stage.h"

namespace zhulian::registry::roster {

struct ReadyRow {
  int row;  // The sheet's own number.
  Prepared paper;
  Below below;
};

class Ahead {
 public:
  // Begins with the chunk `first`. All arguments outlive this.
  Ahead(Database&, const Deployment&, Instant now, const Stage&, std::string source,
        std::size_t first);
  ~Ahead();
  Ahead(const Ahead&) = delete;

  // The next chunk, in their order; not after the last one. Throws what making it threw.
  std::vector<ReadyRow> next();

 private:
  void work(const std::stop_token&, std::size_t first);
  std::vector<ReadyRow> make(std::size_t chunk);

  Database& database_;
  const Deployment& deployment_;
  Instant now_;
  const Stage& stage_;
  std::string source_;

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<std::vector<ReadyRow>> ready_;
  std::exception_ptr failure_;
  std::jthread thread_;
};

}  // namespace zhulian::registry::roster
