#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "policy/decide.h"
#include "policy/determinations.h"
#include "policy/roll.h"
#include "policy/run.h"
#include "policy/tables.h"
#include "registry/enrol.h"
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
                const char* rules = "test", const char* code = "") {
    const auto result =
        policy::run(world().db(), world().deployment, world().program, world().now,
                    {.as_of = as_of, .area = area(code), .scenario = scenario, .rules = rules});
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
  PersonId add(const std::string& name, int order,
               std::vector<std::pair<std::string, std::string>> facts,
               const char* code = "421102001015") {
    const auto id = read_citizen_id(test::citizen_id("1982-07-09", order)).id.value();
    const registry::Enrolment in{.citizen_id = id,
                                 .name = name,
                                 .area = area(code),
                                 .certificate = CertificateNumber{id.text, 4, 3},
                                 .issued_on = day("2020-01-01"),
                                 .expires_on = day("2029-12-31"),
                                 .source = "test",
                                 .as_of = day("2026-01-01")};
    const PersonId person =
        world()
            .within(world().program, [&](const Call& call) { return registry::enrol(call, in); })
            .value()
            .person;
    if (!facts.empty()) know(person, std::move(facts));
    return person;
  }
  // Who a policy's list names, a page of two at a time: ids, in order, with what is said of them.
  std::string listed(const char* policy, std::optional<Outcome> outcome,
                     std::optional<Area> of = {}, bool with_outcome = false) {
    std::set<std::string> people;
    std::optional<std::string> cursor;
    do {
      const auto page =
          as(world().district, find_determinations,
             {.policy = policy, .outcome = outcome, .area = of, .cursor = cursor, .limit = 2});
      EXPECT_TRUE(page);
      for (const DeterminationLine& line : page->items)
        EXPECT_TRUE(people
                        .insert(line.person.text +
                                (with_outcome ? ' ' + std::string(word(line.outcome)) : ""))
                        .second);
      cursor = page->next_cursor;
    } while (cursor);
    std::string all;
    for (const std::string& person : people) all += person + "\n";
    return all;
  }
  static std::string names(const std::vector<PersonId>& people) {
    std::set<std::string> sorted;
    for (const PersonId& person : people) sorted.insert(person.text);
    std::string all;
    for (const std::string& person : sorted) all += person + "\n";
    return all;
  }
  std::string counts(const std::string& policy) {
    const auto page = as(world().district, open_policy, {.policy = policy, .as_of = today});
    std::string all;
    for (const OutcomeCount& one : page->counts)
      all += std::string(word(one.outcome)) + ' ' + std::to_string(one.persons) + ", ";
    return all;
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
      "INSERT INTO policy_run (id, as_of, area, rules, whole, started_at, started_by) VALUES ("
      "'r', " +
      std::to_string(number(today)) + ", '', 'test', 1, 1, 'u')");
  world().run(
      "INSERT INTO policy_run_portion (run_id, portion, persons, entitled, to_verify, changed,"
      " done_at) VALUES ('r', 'id " +
      world().person.text + "', 7, 5, 1, 3, 1)");
  const RunResult result = run();
  EXPECT_EQ(result.persons, 7);  // The portion was done: its row says what it came to.
  EXPECT_EQ(rows(), 0);
  EXPECT_EQ(world().count("policy_run WHERE ended_at IS NOT NULL"), 1);
  EXPECT_EQ(run().persons, 1);  // A run that ended is not taken up.
}

TEST_P(PolicyRuns, write_no_row_for_who_is_not_entitled_from_the_first) {
  know_all(world().person);
  const PersonId poor = add("\u674e\u56db", 2, {{"dibao", "no"}});
  EXPECT_EQ(run().persons, 2);
  EXPECT_EQ(rows("person_id = '" + poor.text + "'"), 0);
  EXPECT_EQ(listed("living_subsidy", Outcome::not_entitled), names({poor}));
  EXPECT_EQ(listed("living_subsidy", {}), names({world().person, poor}));
  EXPECT_EQ(counts("living_subsidy"), "entitled 1, not_entitled 1, ");
  // Who comes after the run is not decided, whatever is changed of who was there.
  world().now += std::chrono::hours(1);
  const PersonId late = add("\u738b\u4e94", 4, {{"dibao", "no"}});
  ASSERT_TRUE(as(world().town, registry::change_person,
                 {.person = poor, .revision = 1, .phone = {true, "13800000009"}}));
  EXPECT_EQ(listed("living_subsidy", Outcome::not_entitled), names({poor}));
  EXPECT_EQ(counts("living_subsidy"), "entitled 1, not_entitled 1, ");
  world().now += std::chrono::hours(24);
  run(today + std::chrono::days{1});
  EXPECT_EQ(listed("living_subsidy", Outcome::not_entitled), names({poor, late}));
  EXPECT_EQ(counts("living_subsidy"), "entitled 1, not_entitled 2, ");
  EXPECT_EQ(rows("person_id = '" + late.text + "'"), 0);
}

TEST_P(PolicyRuns, of_a_part_of_the_register_write_everybody) {
  know_all(world().person);
  const PersonId poor = add("\u674e\u56db", 2, {{"dibao", "no"}});
  const PersonId elsewhere = add("\u738b\u4e94", 4, {}, "421102002001");
  EXPECT_EQ(run(today, nullptr, "test", "421102001").persons, 2);
  EXPECT_EQ(rows("person_id = '" + poor.text + "' AND outcome = 'not_entitled'"), 2);
  EXPECT_EQ(listed("living_subsidy", {}), names({world().person, poor}));
  EXPECT_EQ(counts("living_subsidy"), "entitled 1, not_entitled 1, ");
  // Where all were met once, a part adds no rows.
  EXPECT_EQ(run().persons, 3);
  EXPECT_EQ(run(today + std::chrono::days{1}, nullptr, "test", "421102002").changed, 0);
  EXPECT_EQ(listed("nursing_subsidy", {}), names({world().person, poor, elsewhere}));
}

// People of two provinces in turn: those under the same rules are decided together, each by theirs.
TEST_P(PolicyRuns, decide_each_by_the_rules_of_the_place) {
  std::vector<PersonId> people;
  for (int i = 0; i < 6; ++i) {
    people.push_back(add("\u738b" + std::string(static_cast<std::size_t>(i) + 1, 'a'), 2 + 2 * i,
                         {}, i % 2 == 0 ? "421102001015" : "440703001001"));
    know_all(people.back());
  }
  run();
  std::set<std::string> found;
  for (const PersonId& person : people) {
    const auto explained =
        as(world().program, explain_person, {.person = person, .as_of = today, .language = "en"});
    ASSERT_TRUE(explained);
    for (const Explanation& one : *explained) {
      const std::string outcome(word(one.outcome));
      const std::string month = std::to_string(one.month.count);
      found.insert(one.policy + outcome + month);
      EXPECT_EQ(rows("person_id = '" + person.text + "' AND policy = '" + one.policy +
                     "' AND outcome = '" + outcome + "' AND month_fen = " + month),
                one.outcome == Outcome::not_entitled ? 0 : 1)
          << one.policy << ' ' << outcome;
    }
  }
  EXPECT_GE(found.size(), 3U);
}

TEST_P(PolicyRuns, list_who_moved_where_they_live) {
  know_all(world().person);
  run();
  const Area there = area("421102002001");
  EXPECT_EQ(listed("living_subsidy", {}, there), "");
  world().within(world().program, [&](const Call& call) {
    return follow_move(call, {.event = "registry.person.moved",
                              .subject = world().person.text,
                              .body = {{"to", there.code()}}});
  });
  EXPECT_EQ(listed("living_subsidy", Outcome::entitled, there), names({world().person}));
}

// Whatever the order of runs, the present says what the run of the latest day found, and a day in
// between what the last run up to it found.
TEST_P(PolicyRuns, agree_with_the_run_of_the_latest_day) {
  std::mt19937_64 random(11);
  std::vector<PersonId> people{world().person};
  for (int i = 0; i < 5; ++i)
    people.push_back(
        add("\u674e" + std::string(static_cast<std::size_t>(i) + 1, 'a'), 2 + 2 * i, {}));
  std::map<std::string, std::map<Day, std::string>> found;  // Of the living subsidy.
  for (int turn = 0; turn < 12; ++turn) {
    for (const PersonId& person : people) {
      const auto yes = [&] { return random() % 3 == 0 ? "no" : "yes"; };
      world().run("DELETE FROM registry_fact WHERE person_id = '" + person.text + "'");
      if (random() % 4 != 0)
        know(person,
             {{"dibao", yes()},
              {"destitute_support", random() % 5 == 0 ? "yes" : "no"},
              {"injury_nursing_benefit", "no"},
              {"orphan_allowance", "no"},
              {"welfare_subsidy", "no"}},
             "2026-01-01");
    }
    world().now += std::chrono::minutes(1);
    const Day day = today + std::chrono::days{static_cast<int>(random() % 6)};
    run(day, nullptr, std::to_string(turn).c_str());
    for (const PersonId& person : people)
      found[person.text][day] = word(explain(person, day)[0].outcome);
    for (const PersonId& person : people)
      EXPECT_EQ(listed("living_subsidy", {}, {}, true)
                    .contains(person.text + ' ' + found[person.text].rbegin()->second),
                true)
          << turn;
    for (const PersonId& person : people)
      for (int days = 0; days < 6; ++days) {
        const Day then = today + std::chrono::days{days};
        const auto after = found[person.text].upper_bound(then);
        if (after == found[person.text].begin()) continue;
        const std::string at = std::to_string(number(then));
        const std::string& outcome = std::prev(after)->second;
        const std::string mine = "policy = 'living_subsidy' AND person_id = '" + person.text +
                                 "' AND from_day <= " + at + " AND until_day > " + at;
        EXPECT_EQ(rows(mine + " AND outcome <> '" + outcome + "'"), 0) << turn;
        if (outcome != "not_entitled") {
          EXPECT_EQ(rows(mine), 1) << turn;
        }
      }
  }
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
