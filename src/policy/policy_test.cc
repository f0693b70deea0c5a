#include <random>

#include <gtest/gtest.h>

#include "policy/decide.h"
#include "policy/determinations.h"
#include "policy/roll.h"
#include "policy/run.h"
#include "policy/tables.h"
#include "registry/standing.h"
#include "test/world.h"

namespace zhulian::policy {
namespace {

using packs::Outcome;
using test::area;
using test::day;

const Day today = day("2026-11-05");

class PolicyRuns : public test::InBothWorlds {
 protected:
  void know(const PersonId& person, std::vector<std::pair<std::string, std::string>> facts,
            const char* from = "2026-10-01") {
    world().within(world().town, [&](const Call& call) {
      registry::record_facts(
          call, day(from), "visit",
          {{.person = person, .area = area("421102001015"), .facts = std::move(facts)}});
    });
  }
  void know_all(const PersonId& person) {
    know(person, {{"dibao", "yes"},
                  {"long_term_care", "yes"},
                  {"destitute_support", "no"},
                  {"injury_nursing_benefit", "no"},
                  {"orphan_allowance", "no"},
                  {"welfare_subsidy", "no"}});
  }
  RunResult run(Day as_of = today, const packs::Policies* scenario = nullptr,
                const char* rules = "test") {
    const auto result =
        policy::run(world().db(), world().deployment, world().program, world().now,
                    {.as_of = as_of, .area = {}, .scenario = scenario, .rules = rules});
    EXPECT_TRUE(result);
    return result.value_or(RunResult{});
  }
  std::int64_t rows(const std::string& where = "1 = 1") {
    return world().count("policy_determination WHERE " + where);
  }
  std::vector<Explanation> explain(const PersonId& person, std::optional<Day> as_of = {}) {
    const auto explained =
        as(world().town, explain_person, {.person = person, .as_of = as_of, .language = "en"});
    EXPECT_TRUE(explained);
    return explained.value_or(std::vector<Explanation>{});
  }
  const packs::Policies& policies() { return *world().deployment.packs.policies; }
};
ON_BOTH_DATABASES(PolicyRuns);

TEST_P(PolicyRuns, ask_for_what_nobody_knows) {
  const RunResult result = run();
  EXPECT_EQ(result.persons, 1);
  EXPECT_EQ(result.entitled, 0);
  EXPECT_EQ(result.to_verify, 1);
  EXPECT_EQ(rows("outcome = 'to_verify'"), 2);
}

TEST_P(PolicyRuns, write_only_what_differs) {
  know_all(world().person);
  const RunResult first = run();
  EXPECT_EQ(first.entitled, 1);
  EXPECT_EQ(first.changed, 2);
  EXPECT_EQ(first.by_policy.at("living_subsidy").at(Outcome::entitled).fen, 11000);
  EXPECT_EQ(first.by_policy.at("nursing_subsidy").at(Outcome::entitled).fen, 12500);
  EXPECT_EQ(run().changed, 0);
  EXPECT_EQ(run(today + std::chrono::days{7}).changed, 0);
  EXPECT_EQ(rows(), 2);
}

TEST_P(PolicyRuns, keep_what_was_found_before) {
  know_all(world().person);
  run();
  know(world().person, {{"dibao", "no"}}, "2026-11-05");
  world().now += std::chrono::hours(24 * 10);
  const Day later = today + std::chrono::days{10};
  EXPECT_EQ(run(later).changed, 1);
  EXPECT_EQ(rows("policy = 'living_subsidy'"), 2);
  const std::string until = std::to_string(number(later));
  EXPECT_EQ(rows("policy = 'living_subsidy' AND outcome = 'entitled' AND until_day = " + until), 1);
  EXPECT_EQ(rows("policy = 'living_subsidy' AND outcome = 'not_entitled' AND from_day = " + until),
            1);
  // A day before: that day's determination ends where the later one begins.
  EXPECT_EQ(run(today + std::chrono::days{2}).changed, 1);
  EXPECT_EQ(rows("policy = 'living_subsidy'"), 3);
}

TEST_P(PolicyRuns, put_right_what_the_same_day_found) {
  run();
  know_all(world().person);
  EXPECT_EQ(run(today, nullptr, "other rules").changed, 2);
  EXPECT_EQ(rows(), 2);
  EXPECT_EQ(rows("outcome = 'entitled'"), 2);
}

TEST_P(PolicyRuns, take_up_one_that_was_broken_off) {
  know_all(world().person);
  world().run(
      "INSERT INTO policy_run (id, as_of, area, rules, started_at, started_by) VALUES ("
      "'r', " +
      std::to_string(number(today)) + ", '', 'test', 1, 'u')");
  world().run(
      "INSERT INTO policy_run_portion (run_id, area, persons, entitled, to_verify, changed,"
      " done_at) VALUES ('r', '421102001', 7, 5, 1, 3, 1)");
  const RunResult result = run();
  EXPECT_EQ(result.persons, 7);  // The portion was done: its row says what it came to.
  EXPECT_EQ(rows(), 0);
  EXPECT_EQ(world().count("policy_run WHERE ended_at IS NOT NULL"), 1);
  EXPECT_EQ(run().persons, 1);  // A run that ended is not taken up.
}

TEST_P(PolicyRuns, under_a_scenario_write_nothing_and_tell_who_gains) {
  know_all(world().person);
  std::string content = "key,area,from,to,value,unit,document,article\n";
  for (const packs::Policy& policy : policies().policies) EXPECT_FALSE(policy.id.empty());
  const dmn::ParameterRow* row = nullptr;
  for (const dmn::ParameterRow& one : policies().ground.parameters)
    if (one.area == area("42") && one.value == "110") row = &one;
  ASSERT_TRUE(row);
  for (const std::string& key : policies().parameter_keys())
    if (const auto* known = policies().parameter(key, area("421102"), today))
      if (known->value == "110") content += key + ",42,2026-07-01,2026-12-31,150,yuan,,\n";
  const auto over = overlaid(policies(), "more.csv", content);
  ASSERT_TRUE(over);
  const RunResult result = run(today, &*over);
  EXPECT_EQ(rows(), 0);
  EXPECT_EQ(result.shifts.at("living_subsidy").gain, 1);
  EXPECT_EQ(result.shifts.at("living_subsidy").fen, 4000);
  EXPECT_EQ(result.shifts.at("nursing_subsidy").fen, 0);
  // Before July the old row still holds.
  const auto* before = over->parameter(row->key, area("421102"), day("2026-06-30"));
  ASSERT_TRUE(before);
  EXPECT_EQ(before->value, "110");
  EXPECT_EQ(overlaid(policies(), "more.txt", "").error().code, "policy.scenario.kind");
}

TEST_P(PolicyRuns, do_not_believe_what_is_too_old) {
  know_all(world().person);
  EXPECT_EQ(explain(world().person)[0].outcome, Outcome::entitled);
  world().run("UPDATE registry_fact SET recorded_at = 1600000000000, from_day = 18000");
  const auto explained = explain(world().person);
  EXPECT_EQ(explained[0].outcome, Outcome::to_verify);
  const auto stale = std::ranges::count(explained[0].inputs, "stale", &InputLine::state);
  EXPECT_GE(stale, 2);
}

TEST_P(PolicyRuns, decide_nobody_who_died_or_whose_certificate_ended) {
  know_all(world().person);
  const auto page = as(world().district, registry::open_person, {.person = world().person});
  ASSERT_TRUE(as(world().district, registry::record_event,
                 {.id = new_id<registry::CertificateEvent>(world().now),
                  .certificate = page->certificates.front().id,
                  .kind = "frozen",
                  .on = today,
                  .reason = "refused"}));
  const auto explained = explain(world().person);
  ASSERT_EQ(explained.size(), 2U);
  for (const Explanation& one : explained) {
    EXPECT_EQ(one.outcome, Outcome::not_entitled);
    ASSERT_EQ(one.failed.size(), 1U);
    EXPECT_EQ(one.failed[0].name, "Certificate valid");
    EXPECT_EQ(one.failed[0].is, "no");
  }
}

TEST_P(PolicyRuns, show_a_policy_as_tables_with_the_rates_of_the_place) {
  const auto page = as(world().town, open_policy,
                       {.policy = "nursing_subsidy", .as_of = today, .language = "en"});
  ASSERT_TRUE(page);
  ASSERT_EQ(page->tables.size(), 4U);
  EXPECT_EQ(page->tables.back().name, "Nursing subsidy");
  EXPECT_EQ(page->tables.back().rows.size(), 7U);
  const auto rate = std::ranges::find(page->rates, "125", &RateLine::value);
  ASSERT_NE(rate, page->rates.end());
  EXPECT_EQ(rate->to, day("2026-12-31"));
  EXPECT_FALSE(rate->document.empty());
  EXPECT_EQ(page->exclusions.size(), 4U);
  EXPECT_EQ(as(world().town, open_policy, {.policy = "none"}).error().code, "policy.absent");
}

// Everybody by the plan and everybody by the interpreter, over random facts.
TEST(Decider, says_what_the_interpreter_says) {
  const packs::Catalogue& catalogue = test::shipped_packs();
  const packs::Policies& policies = *catalogue.policies;
  const struct {
    const char* area;
    const char* day;
  } grounds[] = {{"421102", "2026-11-05"}, {"440703", "2020-05-15"}, {"440703", "2023-05-15"},
                 {"350112", "2022-08-01"}, {"3505", "2023-05-15"},   {"370211", "2022-05-15"},
                 {"370215", "2019-05-15"}, {"11", "2026-05-15"}};
  population::Schema schema;
  for (const dmn::Fact& fact : policies.ground.facts) {
    if (fact.source == "run") continue;
    population::Column column{.path = fact.key, .null_means_none = fact.means_none};
    if (fact.type.kind == feel::Kind::date)
      column.held = population::Held::date;
    else if (fact.type.codes) {
      column.held = population::Held::code;
      for (const std::string& code : *fact.type.codes)
        column.codes.push_back(fact.type.kind == feel::Kind::number
                                   ? feel::Value::maybe(feel::Decimal::parse(code))
                                   : feel::Value(code));
    }
    schema.push_back(std::move(column));
  }
  std::mt19937_64 random(7);
  constexpr std::size_t persons = 200;
  for (const auto& ground : grounds) {
    population::Population people(schema, persons);
    for (std::size_t i = 0; i < persons; ++i)
      for (std::size_t c = 0; c < schema.size(); ++c) {
        if (random() % 4 == 0) continue;  // Not known.
        feel::Value value = random() % 2 == 0;
        if (schema[c].held == population::Held::code)
          value = schema[c].codes[random() % schema[c].codes.size()];
        if (schema[c].held == population::Held::date)
          value = *feel::date_of(19000 + static_cast<std::int64_t>(random() % 2000));
        people.put(static_cast<int>(c), i, value);
      }
    auto decider = Decider::make(policies, schema, area(ground.area), day(ground.day));
    ASSERT_TRUE(decider) << decider.error().code;
    for (const population::Refused& refused : decider->interpreted())
      ADD_FAILURE() << refused.decision << ' ' << refused.code;
    std::vector<std::vector<const Verdict*>> verdicts;
    decider->decide(people, 0, persons, verdicts);
    for (std::size_t p = 0; p < decider->policies().size(); ++p)
      for (std::size_t i = 0; i < persons; ++i) {
        packs::Facts facts;
        for (std::size_t c = 0; c < schema.size(); ++c)
          facts[schema[c].path] = people.value(static_cast<int>(c), i);
        const auto judged = packs::judge(policies, *decider->policies()[p], area(ground.area),
                                         day(ground.day), facts);
        ASSERT_TRUE(judged);
        ASSERT_EQ(*verdicts[p][i], verdict_of(*judged))
            << ground.area << ' ' << ground.day << " person " << i;
      }
  }
}

}  // namespace
}  // namespace zhulian::policy
