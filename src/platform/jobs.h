// Everything long is a job: it is asked for in a moment, runs on a thread of its own, shows how
// far it is, can be stopped, and goes on where it was after a crash.
//
// The idea: the database holds the queue. A runner takes a job by changing its row and says
// every few seconds that it lives; a job whose runner fell silent is taken up by the next one,
// from the checkpoint it kept. So a job's work is done in steps that may be done again.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/record.h"
#include "platform/background.h"
#include "platform/call.h"

namespace zhulian {

enum class JobState { queued, running, done, failed, cancelled };
constexpr Names<JobState, 5> job_state_names{{{
    {JobState::queued, "queued"},
    {JobState::running, "running"},
    {JobState::done, "done"},
    {JobState::failed, "failed"},
    {JobState::cancelled, "cancelled"},
}}};
constexpr const auto& names_of(JobState) {
  return job_state_names;
}

struct Job {
  Id<Job> id{};
  std::string kind{};  // "registry.import_roster"
  Area area{};
  JobState state{};
  std::int64_t done = 0;
  std::int64_t total = 0;                // 0: not known yet.
  std::optional<std::string> message{};  // Code of what went wrong.
  boost::json::value arguments{};        // What its sentence names, {"name": "value"}.
  boost::json::value result{};           // What the kind says; null until it is done.
  Instant made_at{};
  std::string made_by{};
  std::optional<Instant> started_at{};
  std::optional<Instant> finished_at{};
  bool stopping = false;  // Somebody asked it to stop, and it is about to.
};
ZHULIAN_RECORD(Job, id, kind, area, state, done, total, message, arguments, result, made_at,
               made_by, started_at, finished_at, stopping);

// Queues a job, once: again with the same id is the same job. platform.job.other when the id is
// another kind's or another actor's. `input` is not shown to anybody.
Result<Job> add_job(const Call&, const Id<Job>&, std::string_view kind, const Area&,
                    const boost::json::object& input);
// Within the actor's areas, or its own. platform.job.absent.
Result<Job> find_job(const Call&, const Id<Job>&);
// The newest first, as above.
std::vector<Job> list_jobs(const Call&, std::int64_t limit);
// A queued job is cancelled at once, a running one as soon as it looks; a finished one stays.
Result<Job> cancel_job(const Call&, const Id<Job>&);

class JobRunner;

// What a running job sees of itself.
class JobRun {
 public:
  const Job& job() const { return job_; }
  const boost::json::object& input() const { return input_; }
  // What the run before this one kept; empty at first.
  const std::string& checkpoint() const { return checkpoint_; }

  // Costs nothing when called often: written at most twice a second.
  void progress(std::int64_t done, std::int64_t total);
  // Where to go on after a crash. To be exact, call it in the transaction of the step itself.
  void keep_checkpoint(Tx&, std::string_view checkpoint);

  // Somebody cancelled it, the program is leaving, or another runner has taken it over. Look
  // between steps, and then return any error.
  bool should_stop() const;

 private:
  friend class JobRunner;
  JobRun(JobRunner& runner, Job job, boost::json::object input, std::string checkpoint);
  void beat();

  JobRunner& runner_;
  Job job_;
  boost::json::object input_;
  std::string checkpoint_;
  mutable std::mutex mutex_;
  std::int64_t done_ = 0;
  std::int64_t total_ = 0;
  bool stop_asked_ = false;
  bool lost_ = false;
  std::chrono::steady_clock::time_point written_{};
};

// What a kind does: its result, or why it failed (shown to who asked). It opens its own
// transactions. A throw is a broken machine: platform.job.broke.
using JobWork = std::function<Result<boost::json::object>(JobRun&)>;

struct JobTimes {
  std::chrono::milliseconds beat = std::chrono::seconds(5);
  std::chrono::milliseconds stale = std::chrono::seconds(20);       // Four beats missed.
  std::chrono::milliseconds pace = std::chrono::milliseconds(500);  // Between looks at the queue.
  int attempts_max = 5;  // A job that takes the program down with it is given up.
};

class JobRunner {
 public:
  JobRunner(Database& database, Clock clock, Tell tell = {}, JobTimes times = {});
  ~JobRunner();

  void add_kind(std::string kind, JobWork work);

  // Takes up what fell silent, then runs the oldest queued job of a known kind in this thread;
  // false when there was none.
  bool run_next();

  // The same on a thread of its own. stop() asks the running job to leave and puts it back
  // into the queue.
  void start();
  void stop();
  void wake();

 private:
  friend class JobRun;
  void take_up_silent(Instant now);
  std::unique_ptr<JobRun> take_next(Instant now);
  void finish(const JobRun&, const Result<boost::json::object>&);

  Database& database_;
  Clock clock_;
  Tell tell_;
  JobTimes times_;
  std::string name_;  // Of this runner; another one each start.
  std::map<std::string, JobWork, std::less<>> kinds_;
  std::atomic<bool> leaving_ = false;
  std::unique_ptr<Background> thread_;
};

}  // namespace zhulian
