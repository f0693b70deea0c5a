// Looking in on somebody again and again.
#include "events/plans.h"

#include <algorithm>

#include "events/events_world.h"

namespace zhulian::events {
namespace {

class Plans : public EventsTest {
 protected:
  NewPlan a_plan(const PersonId& person) {
    return {.id = new_id<Plan>(world().now), .kind = "solo_living", .person = person};
  }
  PlanLine line_of(const PersonId& person) {
    return as(world().town, find_plans, {.person = person}).value().at(0);
  }
};
ON_BOTH_DATABASES(Plans);

TEST_P(Plans, are_due_a_cycle_after_the_last_contact_and_tell_ever_higher) {
  ASSERT_TRUE(as(world().liaison, add_plan, a_plan(wang)));  // On 2026-11-05, every 7 days.
  EXPECT_EQ(line_of(wang).due_on, test::day("2026-11-12"));
  days_later(7);
  EXPECT_EQ(line_of(wang).days_overdue, 0);
  EXPECT_EQ(line_of(wang).told, "");
  EXPECT_EQ(line_of(wang).told_steps, 0);
  days_later(1);
  EXPECT_EQ(line_of(wang).days_overdue, 1);
  EXPECT_EQ(line_of(wang).told, "liaison");
  days_later(3);
  EXPECT_EQ(line_of(wang).told, "association");
  EXPECT_EQ(line_of(wang).told_steps, 2);  // The liaison before.
  days_later(4);
  EXPECT_EQ(line_of(wang).told, "town");
  days_later(7);
  EXPECT_EQ(line_of(wang).told, "district");
  recorded(a_visit(wang, "2026-11-26"));
  EXPECT_EQ(line_of(wang).last_contact, test::day("2026-11-26"));
  EXPECT_EQ(line_of(wang).due_on, test::day("2026-12-03"));
  EXPECT_EQ(line_of(wang).days_overdue, 0);
}

TEST_P(Plans, count_only_contacts_that_stand_and_are_of_their_kinds) {
  auto plan = a_plan(wang);
  plan.cycle_days = 2;
  plan.from = test::day("2026-11-01");
  ASSERT_TRUE(as(world().liaison, add_plan, plan));
  EXPECT_EQ(line_of(wang).days_overdue, 2);
  auto activity = an_activity("2026-11-04");  // Coming to an activity is no looking in.
  activity.persons = {wang};
  recorded(activity);
  EXPECT_EQ(line_of(wang).days_overdue, 2);
  const auto kinds = line_of(wang).kinds;
  EXPECT_EQ(std::ranges::count(kinds, "home_visit"), 1);
  EXPECT_EQ(std::ranges::count(kinds, "activity"), 0);
  const auto visit = recorded(a_visit(wang, "2026-11-04"));
  EXPECT_EQ(line_of(wang).days_overdue, 0);
  ASSERT_TRUE(as(world().town, correct,
                 {.event = visit,
                  .reason = "nobody was in",
                  .took_place = false,
                  .instead = a_visit(wang, "2026-11-04")}));
  EXPECT_EQ(line_of(wang).days_overdue, 2);
  EXPECT_EQ(as(world().town, find_plans, {.overdue = true})->size(), 1U);
  EXPECT_TRUE(as(world().town, find_plans, {.overdue = false})->empty());
}

TEST_P(Plans, are_one_of_a_kind_and_end_with_a_reason) {
  const auto plan = a_plan(wang);
  ASSERT_TRUE(as(world().liaison, add_plan, plan));
  EXPECT_TRUE(as(world().liaison, add_plan, plan));
  EXPECT_EQ(code_of(as(world().town, add_plan, a_plan(wang))), "events.plan.there_already");
  EXPECT_EQ(fault_of(as(world().stranger, add_plan, a_plan(wang))), Fault::not_found);
  EXPECT_TRUE(as(world().stranger, find_plans, {})->empty());
  days_later(1);
  const PlanEnd end{.plan = plan.id, .on = test::day("2026-11-06"), .reason = "moved in"};
  ASSERT_TRUE(as(world().town, end_plan, end));
  EXPECT_TRUE(as(world().town, end_plan, end));
  EXPECT_EQ(code_of(as(world().liaison, end_plan, end)), "events.plan.ended");
  EXPECT_TRUE(as(world().town, find_plans, {})->empty());
  EXPECT_EQ(code_of(as(world().town, add_plan, a_plan(wang))), "fine");
}

TEST_P(Plans, that_ended_are_listed_with_day_and_reason_the_latest_first) {
  const auto ended = [&](const PlanQuery& query = {}) {
    PlanQuery asked = query;
    asked.state = PlanState::ended;
    return as(world().town, find_plans, asked).value();
  };
  auto first = a_plan(wang);
  first.from = test::day("2026-10-01");
  auto second = a_plan(zhao);
  second.from = test::day("2026-10-01");
  ASSERT_TRUE(as(world().liaison, add_plan, first));
  ASSERT_TRUE(as(world().town, add_plan, second));
  EXPECT_TRUE(ended().empty());
  recorded(a_visit(wang, "2026-10-03"));
  recorded(a_visit(wang, "2026-11-04"));  // After the plan; it says nothing of it.
  ASSERT_TRUE(as(world().town, end_plan,
                 {.plan = first.id, .on = test::day("2026-10-20"), .reason = "a carer moved in"}));
  // An end still to come has not come.
  ASSERT_TRUE(as(world().town, end_plan,
                 {.plan = second.id, .on = test::day("2026-11-06"), .reason = "a home"}));
  ASSERT_EQ(ended().size(), 1U);
  EXPECT_EQ(ended()[0].id, first.id);
  EXPECT_EQ(ended()[0].until, test::day("2026-10-20"));
  EXPECT_EQ(ended()[0].end_reason, "a carer moved in");
  EXPECT_EQ(ended()[0].last_contact, test::day("2026-10-03"));
  EXPECT_EQ(ended()[0].days_overdue, 0);
  EXPECT_EQ(ended()[0].told, "");
  ASSERT_EQ(as(world().town, find_plans, {})->size(), 1U);
  EXPECT_EQ(as(world().town, find_plans, {})->at(0).end_reason, "a home");
  days_later(1);
  ASSERT_EQ(ended().size(), 2U);
  EXPECT_EQ(ended()[0].id, second.id);
  EXPECT_EQ(ended({.person = wang}).size(), 1U);
  EXPECT_EQ(ended({.area = test::area("421102001001")}).size(), 1U);
  EXPECT_TRUE(as(world().stranger, find_plans, {.state = PlanState::ended})->empty());
  EXPECT_TRUE(as(world().town, find_plans, {.state = PlanState::live})->empty());
}

}  // namespace
}  // namespace zhulian::events
