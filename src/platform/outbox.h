// What happened, for others to act on: a visit that meets a need, a death that stops a payment.
//
// The idea: the deed writes an event in its own transaction and knows nothing of who cares.
// Afterwards each reaction runs in a transaction of its own, together with the row that says it
// has happened. So a reaction happens once in effect, however often the program falls over, and
// one that fails neither undoes the deed nor stops the others: it is tried again, later and
// later.
//
// Reactions to one event run in the order of the table. Events run in the order they happened
// as long as nothing fails; a reaction must not count on it.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "platform/background.h"
#include "platform/call.h"

namespace zhulian {

struct Event {
  std::string id;
  std::string event;    // "registry.person.died"
  std::string subject;  // Its id.
  boost::json::object body;
  Instant happened_at;
  std::string actor;  // Who did it.
};

// In the caller's transaction. `body` holds ids and codes, never personal data.
void emit(const Call&, std::string_view event, std::string_view subject_id,
          const boost::json::object& body = {});

struct Reaction {
  std::string event;
  std::string name;  // "stop payments": kept in the database, so never changed.
  std::function<Result<void>(const Call&, const Event&)> react;
};

class Dispatcher {
 public:
  // `deployment` and `database` outlive it.
  Dispatcher(Database& database, const Deployment& deployment, std::vector<Reaction> reactions,
             Tell tell = {});

  // Runs the reactions that are due at `now`, in this thread: how many happened.
  int run_due(Instant now);

  // The same on a thread of its own, until stop() or the end.
  void start(Clock clock, std::chrono::milliseconds pace = std::chrono::milliseconds(500));
  void stop();
  void wake();  // There may be something to do.

  struct Stats {
    std::int64_t happened = 0;  // Reactions since the start.
    std::int64_t failed = 0;    // Tries that failed.
    std::int64_t waiting = 0;   // Events with reactions to come, now.
    std::int64_t troubled = 0;  // .. of them, those that have failed.
    std::optional<Instant> oldest{};
  };
  Stats stats() const;

 private:
  bool react(const Reaction&, const Event&, Instant now);
  void settle(const Event&, Instant now, std::int64_t tries, const std::string& trouble);

  Database& database_;
  const Deployment& deployment_;
  std::vector<Reaction> reactions_;
  Tell tell_;
  mutable std::mutex mutex_;
  Stats counted_;
  std::unique_ptr<Background> thread_;
};

// Takes away events all of whose reactions happened before `before`: how many.
std::int64_t sweep_events(Tx&, Instant before);

}  // namespace zhulian
