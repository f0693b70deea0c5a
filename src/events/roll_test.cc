// The roll: two tablets, strangers, the dead, moves.
#include "events/events_world.h"

namespace zhulian::events {
namespace {

class Roll : public EventsTest {
 protected:
  RollMark a_mark(const EventId& event, const PersonId& person, Mark mark) {
    return {.event = event, .person = person, .mark = mark};
  }
};
ON_BOTH_DATABASES(Roll);

TEST_P(Roll, the_same_mark_again_is_the_same_answer) {
  const auto id = recorded(an_activity("2026-11-05"));
  auto present = a_mark(id, wang, Mark::present);
  present.arrived_at = "08:55";
  const auto first = as(world().town, mark, present);
  ASSERT_TRUE(first) << code_of(first);
  EXPECT_EQ(first->arrived_at, "08:55");
  EXPECT_TRUE(as(world().town, mark, present));
  EXPECT_TRUE(as(staff, mark, a_mark(id, wang, Mark::present)));  // Another tablet agrees.
  EXPECT_EQ(rows("events_roll"), 1);
  EXPECT_EQ(rows("events_roll_history"), 0);
  EXPECT_EQ(page(id).roll.at(0).arrived_at, "08:55");
}

TEST_P(Roll, two_tablets_that_disagree_are_told_what_stands) {
  const auto id = recorded(an_activity("2026-11-05"));
  ASSERT_TRUE(as(world().town, mark, a_mark(id, wang, Mark::present)));
  const auto second = as(staff, mark, a_mark(id, wang, Mark::absent));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().fault, Fault::conflict);
  EXPECT_EQ(second.error().code, "events.roll.marked");
  EXPECT_EQ(second.error().arguments.at(0), (Argument{"mark", "present"}));
  auto seen = a_mark(id, wang, Mark::absent);
  seen.replaces = Mark::present;
  ASSERT_TRUE(as(staff, mark, seen));
  EXPECT_EQ(page(id).roll.at(0).mark, Mark::absent);
  EXPECT_EQ(page(id).event.attendance, 0);
  EXPECT_EQ(world().count("events_roll_history WHERE mark = 'present'"), 1);
  seen.mark = Mark::leave;  // What it replaces stands no more.
  EXPECT_EQ(code_of(as(world().town, mark, seen)), "events.roll.marked");
}

TEST_P(Roll, takes_nobody_the_actor_does_not_see) {
  const auto id = recorded(an_activity("2026-11-05"));
  const auto outsider = add_person("\u5f20", "421102002001", "1970-01-01", 21);
  const auto refused = as(world().town, mark, a_mark(id, outsider, Mark::present));
  EXPECT_EQ(code_of(refused), "events.roll.stranger");
  EXPECT_EQ(field_of(refused), "/person");
  EXPECT_EQ(code_of(as(world().town, mark,
                       a_mark(id, new_id<registry::Person>(world().now), Mark::present))),
            "events.roll.stranger");
  EXPECT_EQ(fault_of(as(world().stranger, mark, a_mark(id, wang, Mark::present))),
            Fault::not_found);
  EXPECT_EQ(rows("events_roll"), 0);
}

TEST_P(Roll, takes_nobody_who_was_dead_that_day) {
  const auto id = recorded(an_activity("2026-11-05"));
  die(wang, "2026-11-05");
  EXPECT_EQ(code_of(as(world().town, mark, a_mark(id, wang, Mark::present))), "events.roll.dead");
}

TEST_P(Roll, before_the_day_people_are_expected_or_on_leave) {
  auto event = an_activity("2026-11-07");
  event.persons = {wang};
  const auto id = recorded(event);
  EXPECT_EQ(page(id).roll.at(0).mark, Mark::expected);
  EXPECT_EQ(code_of(as(world().town, mark, a_mark(id, wang, Mark::present))),
            "events.roll.too_early");
  EXPECT_EQ(code_of(as(world().town, mark, a_mark(id, li, Mark::leave))), "fine");
  days_later(2);
  ASSERT_TRUE(as(world().town, mark, a_mark(id, wang, Mark::present)));
  const auto held = as(world().town, hold, {.event = id});
  ASSERT_TRUE(held) << code_of(held);
  EXPECT_EQ(held->event.attendance, 1);
  ASSERT_TRUE(as(world().town, mark, a_mark(id, zhao, Mark::present)));
  EXPECT_EQ(page(id).event.attendance, 2);
  ASSERT_TRUE(as(world().town, close, {.event = id}));
  EXPECT_EQ(code_of(as(world().town, mark, a_mark(id, zhao, Mark::absent))), "events.roll.closed");
}

TEST_P(Roll, of_an_event_for_nobody_by_name_there_is_none) {
  auto training = an_activity("2026-11-05");
  training.kind = "training";
  training.activity_type.reset();
  training.minutes = 120;
  training.held = true;
  training.walk_ins = 30;
  const auto id = recorded(training);
  EXPECT_EQ(code_of(as(world().town, mark, a_mark(id, wang, Mark::present))),
            "events.roll.none_here");
}

TEST_P(Roll, keeps_the_village_of_the_day) {
  // Wang moved to the next village yesterday; what was before counts where it was.
  world().run("UPDATE registry_residence SET until_day = " +
              std::to_string(number(test::day("2026-11-04"))) + " WHERE person_id = '" + wang.text +
              "'");
  world().run("INSERT INTO registry_residence (person_id, from_day, until_day, area) VALUES ('" +
              wang.text + "', " + std::to_string(number(test::day("2026-11-04"))) +
              ", 2932897, '421102001001')");
  const auto before = recorded(a_visit(wang, "2026-11-03"));
  const auto after = recorded(a_visit(wang, "2026-11-04"));
  EXPECT_EQ(page(before).roll.at(0).area, test::area("421102001015"));
  EXPECT_EQ(page(after).roll.at(0).area, test::area("421102001001"));
}

TEST_P(Roll, only_who_was_there_arrived_or_ate) {
  const auto id = recorded(an_activity("2026-11-05"));
  auto absent = a_mark(id, wang, Mark::absent);
  absent.meal = true;
  EXPECT_EQ(code_of(as(world().town, mark, absent)), "events.roll.not_there");
  auto odd = a_mark(id, wang, Mark::present);
  odd.arrived_at = "8:55";
  EXPECT_EQ(code_of(as(world().town, mark, odd)), "events.event.bad_clock");
}

}  // namespace
}  // namespace zhulian::events
