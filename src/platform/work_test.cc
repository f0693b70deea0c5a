// Jobs, reactions, kept answers, sentences: what happens behind a request.
#include <atomic>
#include <thread>

#include "platform/idempotency.h"
#include "platform/jobs.h"
#include "platform/messages.h"
#include "platform/outbox.h"
#include "platform/platform_world.h"
#include "platform/upkeep.h"

namespace zhulian {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using test::area;
using test::morning;

class KeptAnswers : public test::PlatformTest {
 protected:
  const std::string print = fingerprint("POST", "/needs", "{}");
  // What a router does; `writes` counts how often the work was done.
  Result<KeptAnswer> request(const std::string& key, const std::string& body = "{}",
                             bool works = true, Instant now = morning) {
    return as(
        admin,
        [&](const Call& call) -> Result<KeptAnswer> {
          if (const auto kept = TRY(begin_answer(call, key, fingerprint("POST", "/needs", body))))
            return *kept;
          call.tx.execute(
              "INSERT INTO platform_setting (name, value, changed_at)"
              " SELECT 'work' || count(*), '', 0 FROM platform_setting");
          if (!works) return fail(Fault::conflict, "needs.taken");
          const KeptAnswer answer{201, "made " + body};
          keep_answer(call, key, answer);
          return answer;
        },
        now);
  }
  std::int64_t works() { return count("platform_setting"); }
};
ON_BOTH_DATABASES(KeptAnswers);

TEST_P(KeptAnswers, the_second_time_answers_like_the_first_and_does_nothing) {
  const auto first = request("key-1");
  EXPECT_EQ(request("key-1").value(), first.value());
  EXPECT_EQ(first->status, 201);
  EXPECT_EQ(works(), 1);
  EXPECT_TRUE(request("key-2"));
  EXPECT_EQ(works(), 2);
}

TEST_P(KeptAnswers, another_body_under_the_same_key_is_refused) {
  ASSERT_TRUE(request("key"));
  EXPECT_EQ(request("key", "{\"a\":1}").error().code, "platform.idempotency.other_body");
  EXPECT_EQ(works(), 1);
  EXPECT_NE(fingerprint("POST", "/a", "b"), fingerprint("POST", "/ab", ""));
}

TEST_P(KeptAnswers, what_was_refused_may_be_asked_again) {
  EXPECT_FALSE(request("key", "{}", false));
  EXPECT_EQ(works(), 0);
  EXPECT_TRUE(request("key"));
}

TEST_P(KeptAnswers, keys_belong_to_their_actor_and_expire) {
  ASSERT_TRUE(request("key"));
  admin.id.text.back() = '9';
  ASSERT_TRUE(request("key"));
  EXPECT_EQ(works(), 2);
  ASSERT_TRUE(request("key", "other", true, morning + answers_kept));
  EXPECT_EQ(works(), 3);
  sweep(db(), files, morning + answers_kept);
  EXPECT_EQ(count("platform_idempotency"), 1);
}

TEST_P(KeptAnswers, senseless_keys_are_refused) {
  for (const std::string key : {"", "a b", "\xe5\xa7\x93", "a\n"}) EXPECT_FALSE(request(key));
  EXPECT_FALSE(request(std::string(201, 'a')));
}

TEST_P(KeptAnswers, are_unreadable_without_the_key) {
  ASSERT_TRUE(request("key"));
  db().read([&](Tx& tx) {
    const auto row = tx.one("SELECT body FROM platform_idempotency");
    EXPECT_EQ(row->blob(0).find("made"), std::string_view::npos);
  });
}

TEST_P(KeptAnswers, many_at_once_with_one_key_work_once) {
  std::atomic<int> answered = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 6; ++i)
      threads.emplace_back([&] {
        if (request("key")) ++answered;
      });
  }
  EXPECT_EQ(answered, 6);
  EXPECT_EQ(works(), 1);
}

// ---- reactions -----------------------------------------------------------------------------

class Reactions : public test::PlatformTest {
 protected:
  void happen(const std::string& subject, const std::string& event = "person.died") {
    as(admin, [&](const Call& call) { emit(call, event, subject, {{"why", "test"}}); });
  }
  Reaction note(const std::string& name, std::function<bool(const Event&)> works) {
    return {
        .event = "person.died", .name = name, .react = [=](const Call& call, const Event& event) {
          call.tx.execute(
              "INSERT INTO platform_setting (name, value, changed_at)"
              " VALUES ($1, '', $2)",
              {name + event.subject, call.now});
          return works(event) ? Result<void>{} : fail(Fault::conflict, "test.failed");
        }};
  }
};
ON_BOTH_DATABASES(Reactions);

TEST_P(Reactions, happen_once_each_in_a_transaction_of_their_own) {
  const auto works = [](const Event& event) { return event.body.at("why") == "test"; };
  Dispatcher dispatcher(db(), deployment, {note("a", works), note("b", works)});
  happen("1");
  happen("2", "person.moved");
  EXPECT_EQ(dispatcher.stats().waiting, 2);
  EXPECT_EQ(dispatcher.run_due(morning), 2);
  EXPECT_EQ(dispatcher.run_due(morning + hours(1)), 0);
  EXPECT_EQ(count("platform_setting"), 2);
  EXPECT_EQ(dispatcher.stats().waiting, 0);
  sweep(db(), files, morning + hours(24 * 91));
  EXPECT_EQ(count("platform_event"), 0);
  EXPECT_EQ(count("platform_reaction"), 0);
}

TEST_P(Reactions, that_fail_leave_nothing_stop_nobody_and_are_tried_later_and_later) {
  std::atomic<bool> mended = false;
  std::string told;
  Dispatcher dispatcher(db(), deployment,
                        {note("a", [&](const Event&) { return mended.load(); }),
                         note("b", [](const Event&) { return true; })},
                        [&](const std::string& text) { told = text; });
  happen("1");
  EXPECT_EQ(dispatcher.run_due(morning), 1);
  EXPECT_EQ(count("platform_setting"), 1) << "the failed one left its row";
  EXPECT_NE(told.find("test.failed"), std::string::npos);
  EXPECT_EQ(dispatcher.stats().troubled, 1);
  EXPECT_EQ(dispatcher.run_due(morning + seconds(4)), 0);
  EXPECT_EQ(dispatcher.stats().failed, 1) << "tried too early";
  EXPECT_EQ(dispatcher.run_due(morning + seconds(5)), 0);
  EXPECT_EQ(dispatcher.stats().failed, 2);
  mended = true;
  EXPECT_EQ(dispatcher.run_due(morning + seconds(14)), 0);
  EXPECT_EQ(dispatcher.run_due(morning + seconds(15)), 1);
  EXPECT_EQ(dispatcher.stats().waiting, 0);
  EXPECT_EQ(count("platform_setting"), 2);
}

TEST_P(Reactions, that_throw_are_failures_and_others_go_on) {
  Dispatcher dispatcher(
      db(), deployment,
      {{"person.died", "throws", [](const Call&, const Event& event) -> Result<void> {
          if (event.subject == "1") throw std::runtime_error("no \xff disk");
          return {};
        }}});
  happen("1");
  happen("2");
  EXPECT_EQ(dispatcher.run_due(morning), 1);
  EXPECT_EQ(dispatcher.stats().waiting, 1);
}

TEST_P(Reactions, of_two_programs_at_once_happen_once) {
  for (int i = 0; i < 20; ++i) happen(std::to_string(i));
  const auto works = [](const Event&) { return true; };
  Dispatcher one(db(), deployment, {note("a", works)});
  Dispatcher two(db(), deployment, {note("a", works)});
  {
    const std::jthread first([&] { one.run_due(morning); });
    const std::jthread second([&] { two.run_due(morning); });
  }
  EXPECT_EQ(one.stats().happened + two.stats().happened, 20);
  EXPECT_EQ(count("platform_setting"), 20);
}

TEST_P(Reactions, come_by_themselves_on_a_thread) {
  Dispatcher dispatcher(db(), deployment, {note("a", [](const Event&) { return true; })});
  dispatcher.start([] { return morning; }, milliseconds(5));
  happen("1");
  for (int i = 0; i < 400 && dispatcher.stats().happened == 0; ++i)
    std::this_thread::sleep_for(milliseconds(5));
  dispatcher.stop();
  EXPECT_EQ(dispatcher.stats().happened, 1);
}

// ---- jobs ----------------------------------------------------------------------------------

class Jobs : public test::PlatformTest {
 protected:
  const Id<Job> id{"018f0000-0000-7000-8000-0000000000b1"};
  std::atomic<std::int64_t> later_ms = 0;
  Clock clock = [this] { return morning + milliseconds(later_ms); };

  Job add(const std::string& kind = "test.count") {
    return as(admin,
              [&](const Call& call) {
                return add_job(call, id, kind, area("421102"), {{"to", 10}});
              })
        .value();
  }
  Job job() {
    return as(admin, [&](const Call& call) { return find_job(call, id); }).value();
  }
  void cancel() {
    as(admin, [&](const Call& call) { EXPECT_TRUE(cancel_job(call, id)); });
  }
  static Result<boost::json::object> count_up(JobRun& run) {
    const auto to = run.input().at("to").as_int64();
    for (std::int64_t i = 1; i <= to; ++i) run.progress(i, to);
    return boost::json::object{{"counted", to}};
  }
};
ON_BOTH_DATABASES(Jobs);

TEST_P(Jobs, are_asked_for_once_run_and_keep_their_result) {
  JobRunner runner(db(), clock);
  runner.add_kind("test.count", count_up);
  EXPECT_FALSE(runner.run_next());
  EXPECT_EQ(add().state, JobState::queued);
  add();
  EXPECT_EQ(count("platform_job"), 1);
  EXPECT_TRUE(runner.run_next());
  EXPECT_FALSE(runner.run_next());
  const Job done = job();
  EXPECT_EQ(done.state, JobState::done);
  EXPECT_EQ(done.done, 10);
  EXPECT_EQ(done.total, 10);
  EXPECT_EQ(done.result.at("counted").as_int64(), 10);
  EXPECT_EQ(as(admin, [&](const Call& call) { return add_job(call, id, "test.other", Area(), {}); })
                .error()
                .code,
            "platform.job.other");
}

TEST_P(Jobs, that_fail_say_why_and_those_that_throw_are_told) {
  std::string told;
  JobRunner runner(db(), clock, [&](const std::string& text) { told = text; });
  runner.add_kind("test.count", [](JobRun&) -> Result<boost::json::object> {
    return fail(Fault::invalid, "sheet.zip_bomb", {}, {{"size", "4 GB"}});
  });
  add();
  runner.run_next();
  EXPECT_EQ(job().state, JobState::failed);
  EXPECT_EQ(job().message, "sheet.zip_bomb");
  EXPECT_EQ(job().arguments.at("size"), "4 GB");

  test::PlatformTest::SetUp();
  JobRunner other(db(), clock, [&](const std::string& text) { told = text; });
  other.add_kind("test.count", [](JobRun&) -> Result<boost::json::object> {
    throw std::runtime_error("disk full");
  });
  add();
  other.run_next();
  EXPECT_EQ(job().message, "platform.job.broke");
  EXPECT_NE(told.find("disk full"), std::string::npos);
}

TEST_P(Jobs, are_cancelled_while_they_wait_and_while_they_run) {
  JobRunner runner(db(), clock, {}, {.beat = milliseconds(5)});
  runner.add_kind("test.count", [&](JobRun& run) -> Result<boost::json::object> {
    EXPECT_FALSE(run.should_stop());
    cancel();
    EXPECT_TRUE(job().stopping);
    for (int i = 0; i < 1000 && !run.should_stop(); ++i)
      std::this_thread::sleep_for(milliseconds(2));
    return fail(Fault::busy, "stopped");
  });
  add();
  runner.run_next();
  EXPECT_EQ(job().state, JobState::cancelled);
  EXPECT_FALSE(job().stopping);

  test::PlatformTest::SetUp();
  add();
  cancel();
  cancel();
  EXPECT_EQ(job().state, JobState::cancelled);
  JobRunner other(db(), clock);
  other.add_kind("test.count", count_up);
  EXPECT_FALSE(other.run_next());
}

TEST_P(Jobs, whose_program_died_go_on_from_their_checkpoint) {
  add();
  run("UPDATE platform_job SET state = 'running', runner = 'dead', attempts = 1,"
      " checkpoint = 'row 7', beat_at = " +
      std::to_string(number(morning)));
  std::string resumed_at;
  JobRunner runner(db(), clock);
  runner.add_kind("test.count", [&](JobRun& job_run) {
    resumed_at = job_run.checkpoint();
    db().write([&](Tx& tx) { job_run.keep_checkpoint(tx, "row 8"); });
    return count_up(job_run);
  });
  const auto stale = JobTimes{}.stale.count();
  later_ms = stale;
  EXPECT_FALSE(runner.run_next()) << "it may still live";
  later_ms = stale + 1;
  EXPECT_TRUE(runner.run_next());
  EXPECT_EQ(resumed_at, "row 7");
  EXPECT_EQ(job().state, JobState::done);
}

TEST_P(Jobs, that_take_the_program_down_again_and_again_are_given_up) {
  add();
  run("UPDATE platform_job SET state = 'running', runner = 'dead', attempts = 5, beat_at = 0");
  JobRunner runner(db(), clock);
  runner.add_kind("test.count", count_up);
  EXPECT_FALSE(runner.run_next());
  EXPECT_EQ(job().message, "platform.job.crashed");
}

TEST_P(Jobs, taken_over_by_another_runner_are_the_others) {
  add();
  JobRunner runner(db(), clock, {}, {.beat = milliseconds(5)});
  runner.add_kind("test.count", [&](JobRun& job_run) -> Result<boost::json::object> {
    run("UPDATE platform_job SET runner = 'other'");
    EXPECT_THROW(db().write([&](Tx& tx) { job_run.keep_checkpoint(tx, "x"); }), std::runtime_error);
    for (int i = 0; i < 1000 && !job_run.should_stop(); ++i)
      std::this_thread::sleep_for(milliseconds(2));
    EXPECT_TRUE(job_run.should_stop());
    return boost::json::object{};
  });
  runner.run_next();
  EXPECT_EQ(job().state, JobState::running);
}

TEST_P(Jobs, go_back_into_the_queue_when_the_program_leaves) {
  add();
  std::atomic<bool> begun = false;
  JobRunner runner(db(), clock, {}, {.pace = milliseconds(5)});
  runner.add_kind("test.count", [&](JobRun& job_run) -> Result<boost::json::object> {
    begun = true;
    while (!job_run.should_stop()) std::this_thread::sleep_for(milliseconds(1));
    return fail(Fault::busy, "leaving");
  });
  runner.start();
  while (!begun) std::this_thread::sleep_for(milliseconds(1));
  runner.stop();
  EXPECT_EQ(job().state, JobState::queued);
}

TEST_P(Jobs, are_seen_in_their_area_and_by_who_asked) {
  add();
  Actor other = admin;
  other.id.text.back() = '9';
  const auto sees = [&](const Actor& actor) {
    return as(actor, [&](const Call& call) {
      EXPECT_EQ(find_job(call, id).has_value(), !list_jobs(call, 10).empty());
      return find_job(call, id).has_value();
    });
  };
  EXPECT_TRUE(sees(other));
  other.areas = {area("370215")};
  EXPECT_FALSE(sees(other));
  EXPECT_FALSE(as(other, [&](const Call& call) { return cancel_job(call, id); }));
  other.id = admin.id;
  EXPECT_TRUE(sees(other));
}

// ---- sentences -----------------------------------------------------------------------------

TEST(Sentences, name_their_arguments_and_nothing_else) {
  Messages messages;
  messages.add("a.b", "zh {size}", "{size} of {size}, {unknown} {");
  const Error error{.code = "a.b", .arguments = {{"size", "{unknown} 4 GB"}, {"unknown2", "x"}}};
  EXPECT_EQ(messages.say(error, Language::zh), "zh {unknown} 4 GB");
  EXPECT_EQ(messages.say(error, Language::en), "{unknown} 4 GB of {unknown} 4 GB, {unknown} {");
  EXPECT_EQ(messages.say("c.d", {{"a", "1"}}, Language::en), "c.d a=1");
  // Worded in each language: what is meant for one never stands in the other.
  messages.add("e.f", "zh {kind}", "en {kind}");
  const std::vector<Argument> worded{{"kind@zh", "dang"}, {"kind@en", "branch"}};
  EXPECT_EQ(messages.say("e.f", worded, Language::zh), "zh dang");
  EXPECT_EQ(messages.say("e.f", worded, Language::en), "en branch");
  messages.add("a.b", "", "later");
  EXPECT_EQ(messages.say(error, Language::en), "later");
}

}  // namespace
}  // namespace zhulian
