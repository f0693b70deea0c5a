#include "platform/outbox.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "platform/users.h"

namespace zhulian {
namespace {

constexpr int batch = 100;
constexpr std::chrono::milliseconds delay_first = std::chrono::seconds(5);
constexpr std::chrono::milliseconds delay_max = std::chrono::hours(1);
constexpr std::size_t trouble_length_max = 500;

std::chrono::milliseconds delay_after(std::int64_t tries) {
  auto delay = delay_first;
  for (std::int64_t i = 1; i < tries && delay < delay_max; ++i) delay *= 2;
  return std::min(delay, delay_max);
}

// What a failure says of itself, as the database takes it: its bytes may be anything.
std::string told(const std::exception& failure) {
  std::string text = std::string(failure.what()).substr(0, trouble_length_max);
  for (char& c : text)
    if (c < ' ' || c > '~') c = '?';
  return text;
}

}  // namespace

void emit(const Call& call, std::string_view event, std::string_view subject_id,
          const boost::json::object& body) {
  call.tx.execute(
      "INSERT INTO platform_event (id, event, subject, body, happened_at, actor, due_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $5)",
      {new_uuid(call.now), event, subject_id, boost::json::serialize(body), call.now,
       call.actor.id});
}

Dispatcher::Dispatcher(Database& database, const Deployment& deployment,
                       std::vector<Reaction> reactions, Tell tell)
    : database_(database),
      deployment_(deployment),
      reactions_(std::move(reactions)),
      tell_(std::move(tell)) {
  std::set<std::string_view> names;
  for (const Reaction& reaction : reactions_)
    if (!names.insert(reaction.name).second)
      throw std::logic_error("two reactions are called " + reaction.name);
}

int Dispatcher::run_due(Instant now) {
  struct Due {
    Event event;
    std::int64_t tries;
  };
  std::vector<Due> due;
  database_.read([&](Tx& tx) {
    tx.each(
        "SELECT id, event, subject, body, happened_at, actor, tries FROM platform_event"
        " WHERE due_at IS NOT NULL AND due_at <= $1 ORDER BY due_at, id LIMIT $2",
        {now, batch}, [&](const Row& row) {
          due.push_back({{.id = row.get<std::string>(0),
                          .event = row.get<std::string>(1),
                          .subject = row.get<std::string>(2),
                          .body = boost::json::parse(row.text(3)).as_object(),
                          .happened_at = row.instant(4),
                          .actor = row.get<std::string>(5)},
                         row.integer(6)});
        });
  });
  int happened = 0;
  for (const auto& [event, tries] : due) {
    std::string trouble;
    for (const Reaction& reaction : reactions_) {
      if (reaction.event != event.event) continue;
      try {
        if (react(reaction, event, now)) ++happened;
      } catch (const std::exception& failure) {
        trouble = reaction.name + ": " + told(failure);
      }
    }
    settle(event, now, tries, trouble);
  }
  const std::lock_guard lock(mutex_);
  counted_.happened += happened;
  return happened;
}

// Whether it happened now; throws what went wrong.
bool Dispatcher::react(const Reaction& reaction, const Event& event, Instant now) {
  const Actor program = the_program(reaction.name);
  const auto outcome = database_.write([&](Tx& tx) -> Result<bool> {
    const auto ours = tx.execute(
        "INSERT INTO platform_reaction (event_id, reaction, happened_at) VALUES ($1, $2, $3)"
        " ON CONFLICT DO NOTHING",
        {event.id, reaction.name, now});
    if (ours == 0) return false;  // Happened before.
    TRY(reaction.react({tx, program, now, deployment_}, event));
    return true;
  });
  if (!outcome) throw std::runtime_error(outcome.error().code);
  return *outcome;
}

void Dispatcher::settle(const Event& event, Instant now, std::int64_t tries,
                        const std::string& trouble) {
  if (trouble.empty()) {
    database_.write([&](Tx& tx) {
      tx.execute("UPDATE platform_event SET due_at = NULL, trouble = NULL WHERE id = $1",
                 {event.id});
    });
    return;
  }
  database_.write([&](Tx& tx) {
    tx.execute(
        "UPDATE platform_event SET due_at = $2, tries = $3, trouble = $4 WHERE id = $1"
        " AND due_at IS NOT NULL",
        {event.id, now + delay_after(tries + 1), tries + 1, trouble});
  });
  if (tell_) tell_("reactions: " + event.event + ' ' + event.id + ": " + trouble);
  const std::lock_guard lock(mutex_);
  ++counted_.failed;
}

void Dispatcher::start(Clock clock, std::chrono::milliseconds pace) {
  thread_ = std::make_unique<Background>(
      "reactions", pace, [this, clock = std::move(clock)] { return run_due(clock()) > 0; }, tell_);
}

void Dispatcher::stop() {
  thread_.reset();
}

void Dispatcher::wake() {
  if (thread_) thread_->wake();
}

Dispatcher::Stats Dispatcher::stats() const {
  Stats stats;
  {
    const std::lock_guard lock(mutex_);
    stats = counted_;
  }
  database_.read([&](Tx& tx) {
    const auto row = tx.one(
        "SELECT count(*), coalesce(sum(CASE WHEN tries > 0 THEN 1 ELSE 0 END), 0),"
        " min(happened_at) FROM platform_event WHERE due_at IS NOT NULL");
    stats.waiting = row->integer(0);
    stats.troubled = row->integer(1);
    stats.oldest = row->get<std::optional<Instant>>(2);
  });
  return stats;
}

std::int64_t sweep_events(Tx& tx, Instant before) {
  return tx.execute("DELETE FROM platform_event WHERE due_at IS NULL AND happened_at < $1",
                    {before});
}

}  // namespace zhulian
