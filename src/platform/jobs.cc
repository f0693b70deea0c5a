#include "platform/jobs.h"

#include <algorithm>

#include "platform/audit.h"
#include "platform/disk.h"

namespace zhulian {
namespace {

constexpr std::string_view job_columns =
    "id, kind, area, state, done, total, message, arguments, result, made_at, made_by, started_at,"
    " finished_at, stop_asked_at";

boost::json::value json_or_null(const Row& row, std::size_t i) {
  return row.null(i) ? boost::json::value(nullptr) : boost::json::parse(row.text(i));
}

Job job_from(const Row& row) {
  Job job{.id = row.get<Id<Job>>(0),
          .kind = row.get<std::string>(1),
          .area = row.area(2),
          .state = row.get<JobState>(3),
          .done = row.integer(4),
          .total = row.integer(5),
          .message = row.get<std::optional<std::string>>(6),
          .arguments = json_or_null(row, 7),
          .result = json_or_null(row, 8),
          .made_at = row.instant(9),
          .made_by = row.get<std::string>(10),
          .started_at = row.get<std::optional<Instant>>(11),
          .finished_at = row.get<std::optional<Instant>>(12)};
  job.stopping = !row.null(13) && !job.finished_at;
  return job;
}

std::optional<Job> find(Tx& tx, const Id<Job>& id) {
  const auto row =
      tx.one("SELECT " + std::string(job_columns) + " FROM platform_job WHERE id = $1", {id});
  if (!row) return std::nullopt;
  return job_from(*row);
}

}  // namespace

Result<Job> add_job(const Call& call, const Id<Job>& id, std::string_view kind, const Area& area,
                    const boost::json::object& input) {
  const auto added = call.tx.execute(
      "INSERT INTO platform_job (id, kind, area, input, state, made_at, made_by)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
      {id, kind, area, boost::json::serialize(input), JobState::queued, call.now, call.actor.id});
  const auto job = find(call.tx, id);
  if (!job || job->kind != kind || job->made_by != call.actor.id.text)
    return fail(Fault::conflict, "platform.job.other");
  if (added == 1)
    audit(call, "platform.job.added", "platform_job", id.text, area, {{"kind", kind}});
  return *job;
}

Result<Job> find_job(const Call& call, const Id<Job>& id) {
  const auto job = find(call.tx, id);
  if (!job || (!reaches(call.actor, job->area) && job->made_by != call.actor.id.text))
    return fail(Fault::not_found, "platform.job.absent");
  return *job;
}

std::vector<Job> list_jobs(const Call& call, std::int64_t limit) {
  const auto inside = within_areas(call.actor, "area", 3);
  Values values{call.actor.id, std::clamp<std::int64_t>(limit, 1, 500)};
  values.insert(values.end(), inside.values.begin(), inside.values.end());
  std::vector<Job> jobs;
  call.tx.each("SELECT " + std::string(job_columns) + " FROM platform_job WHERE (made_by = $1 OR " +
                   inside.text + ") ORDER BY made_at DESC, id DESC LIMIT $2",
               values, [&](const Row& row) { jobs.push_back(job_from(row)); });
  return jobs;
}

Result<Job> cancel_job(const Call& call, const Id<Job>& id) {
  const Job job = TRY(find_job(call, id));
  const auto changed = call.tx.execute(
      "UPDATE platform_job SET stop_asked_at = $2,"
      " finished_at = CASE WHEN state = 'queued' THEN $2 END,"
      " state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE state END"
      " WHERE id = $1 AND state IN ('queued', 'running') AND stop_asked_at IS NULL",
      {id, call.now});
  if (changed == 1)
    audit(call, "platform.job.cancelled", "platform_job", id.text, job.area, {{"kind", job.kind}});
  return find_job(call, id);
}

// ---- running -------------------------------------------------------------------------------

JobRun::JobRun(JobRunner& runner, Job job, boost::json::object input, std::string checkpoint)
    : runner_(runner),
      job_(std::move(job)),
      input_(std::move(input)),
      checkpoint_(std::move(checkpoint)),
      done_(job_.done),
      total_(job_.total) {}

void JobRun::progress(std::int64_t done, std::int64_t total) {
  constexpr auto write_every = std::chrono::milliseconds(500);
  {
    const std::lock_guard lock(mutex_);
    done_ = done;
    total_ = total;
    if (std::chrono::steady_clock::now() - written_ < write_every) return;
  }
  beat();
}

void JobRun::keep_checkpoint(Tx& tx, std::string_view checkpoint) {
  const auto kept =
      tx.execute("UPDATE platform_job SET checkpoint = $3 WHERE id = $1 AND runner = $2",
                 {job_.id, runner_.name_, checkpoint});
  // Another runner has it: this step must not be done twice, so nothing of it is kept.
  if (kept == 0) throw std::runtime_error("the job was taken over by another runner");
}

bool JobRun::should_stop() const {
  const std::lock_guard lock(mutex_);
  return stop_asked_ || lost_ || runner_.leaving_;
}

// Says that the runner lives and how far it is, and learns whether to stop.
void JobRun::beat() {
  std::int64_t done = 0;
  std::int64_t total = 0;
  {
    const std::lock_guard lock(mutex_);
    done = done_;
    total = total_;
    written_ = std::chrono::steady_clock::now();
  }
  const Instant now = runner_.clock_();
  const auto row = runner_.database_.write([&](Tx& tx) {
    tx.execute(
        "UPDATE platform_job SET beat_at = $3, done = $4, total = $5"
        " WHERE id = $1 AND runner = $2",
        {job_.id, runner_.name_, now, done, total});
    return tx.one("SELECT stop_asked_at FROM platform_job WHERE id = $1 AND runner = $2",
                  {job_.id, runner_.name_});
  });
  const std::lock_guard lock(mutex_);
  lost_ = !row;
  stop_asked_ = row && !row->null(0);
}

JobRunner::JobRunner(Database& database, Clock clock, Tell tell, JobTimes times)
    : database_(database),
      clock_(std::move(clock)),
      tell_(std::move(tell)),
      times_(times),
      name_(new_uuid(clock_())) {}

JobRunner::~JobRunner() {
  stop();
}

void JobRunner::add_kind(std::string kind, JobWork work) {
  kinds_.insert_or_assign(std::move(kind), std::move(work));
}

void JobRunner::take_up_silent(Instant now) {
  const Instant silent = now - times_.stale;
  const bool any = database_.read([&](Tx& tx) {
    return tx
        .one("SELECT 1 FROM platform_job WHERE state = 'running' AND beat_at < $1 LIMIT 1",
             {silent})
        .has_value();
  });
  if (!any) return;
  database_.write([&](Tx& tx) {
    // Asked to stop: it has. Tried too often: it takes the program down, and is given up.
    tx.execute(
        "UPDATE platform_job SET runner = NULL, finished_at = $2,"
        " state = CASE WHEN stop_asked_at IS NULL THEN 'failed' ELSE 'cancelled' END,"
        " message = CASE WHEN stop_asked_at IS NULL THEN 'platform.job.crashed' END"
        " WHERE state = 'running' AND beat_at < $1"
        " AND (stop_asked_at IS NOT NULL OR attempts >= $3)",
        {silent, now, times_.attempts_max});
    tx.execute(
        "UPDATE platform_job SET state = 'queued', runner = NULL"
        " WHERE state = 'running' AND beat_at < $1",
        {silent});
  });
}

std::unique_ptr<JobRun> JobRunner::take_next(Instant now) {
  std::vector<std::pair<std::string, std::string>> queued;
  database_.read([&](Tx& tx) {
    tx.each(
        "SELECT id, kind FROM platform_job WHERE state = 'queued' ORDER BY made_at, id LIMIT 100",
        {}, [&](const Row& row) { queued.emplace_back(row.text(0), row.text(1)); });
  });
  for (const auto& [id, kind] : queued) {
    if (!kinds_.contains(kind)) continue;
    const auto row = database_.write([&](Tx& tx) -> std::optional<OwnedRow> {
      const auto taken = tx.execute(
          "UPDATE platform_job SET state = 'running', runner = $2, beat_at = $3,"
          " started_at = coalesce(started_at, $3), attempts = attempts + 1"
          " WHERE id = $1 AND state = 'queued'",
          {id, name_, now});
      if (taken == 0) return std::nullopt;  // Another runner was first.
      return tx.one("SELECT " + std::string(job_columns) +
                        ", input, checkpoint FROM platform_job WHERE id = $1",
                    {id});
    });
    if (!row) continue;
    return std::unique_ptr<JobRun>(new JobRun(*this, job_from(*row),
                                              boost::json::parse(row->text(14)).as_object(),
                                              row->get<std::string>(15)));
  }
  return nullptr;
}

void JobRunner::finish(const JobRun& run, const Result<boost::json::object>& outcome) {
  const Instant now = clock_();
  std::int64_t done = 0;
  std::int64_t total = 0;
  {
    const std::lock_guard lock(run.mutex_);
    done = run.done_;
    total = run.total_;
  }
  database_.write([&](Tx& tx) {
    const auto row = tx.one("SELECT stop_asked_at FROM platform_job WHERE id = $1 AND runner = $2" +
                                std::string(tx.for_update()),
                            {run.job_.id, name_});
    if (!row) return;  // Taken over: the other runner's word counts.
    const bool stopped = !row->null(0);
    if (!outcome && !stopped && leaving_) {
      tx.execute(
          "UPDATE platform_job SET state = 'queued', runner = NULL, done = $2, total = $3,"
          " attempts = attempts - 1 WHERE id = $1",
          {run.job_.id, done, total});
      return;
    }
    const JobState state = outcome   ? JobState::done
                           : stopped ? JobState::cancelled
                                     : JobState::failed;
    std::optional<std::string> message;
    std::optional<std::string> arguments;
    std::optional<std::string> result;
    if (outcome) {
      result = boost::json::serialize(*outcome);
    } else if (state == JobState::failed) {
      message = outcome.error().code;
      boost::json::object named;
      for (const auto& [name, value] : outcome.error().arguments) named[name] = value;
      arguments = boost::json::serialize(named);
    }
    tx.execute(
        "UPDATE platform_job SET state = $2, runner = NULL, finished_at = $3, done = $4,"
        " total = $5, message = $6, arguments = $7, result = $8 WHERE id = $1",
        {run.job_.id, state, now, done, total, message, arguments, result});
  });
}

bool JobRunner::run_next() {
  take_up_silent(clock_());
  const auto run = take_next(clock_());
  if (!run) return false;
  Result<boost::json::object> outcome;
  {
    const Background beats(
        "job heartbeat", times_.beat,
        [&run, first = true]() mutable {
          if (!first) run->beat();
          first = false;
          return false;
        },
        tell_);
    try {
      outcome = kinds_.find(run->job().kind)->second(*run);
    } catch (const std::exception& failure) {
      if (tell_) tell_("job " + run->job().kind + ' ' + run->job().id.text + ": " + failure.what());
      outcome = fail(Fault::busy,
                     disk::is_full(failure) ? "platform.job.disk_full" : "platform.job.broke");
    }
  }
  finish(*run, outcome);
  return true;
}

void JobRunner::start() {
  leaving_ = false;
  thread_ = std::make_unique<Background>("jobs", times_.pace, [this] { return run_next(); }, tell_);
}

void JobRunner::stop() {
  leaving_ = true;
  thread_.reset();
}

void JobRunner::wake() {
  if (thread_) thread_->wake();
}

}  // namespace zhulian
