// Enrolment, and the roll call of a day.
#include <thread>

#include "events/events_world.h"

namespace zhulian::events {
namespace {

class CentreDays : public EventsTest {
 protected:
  void components(const PersonId& person, const std::string& parts) {
    const auto known = as(world().town, registry::add_fact,
                          {.person = person,
                           .key = "components",
                           .value = parts,
                           .from = test::day("2026-10-01"),
                           .source = "visit"});
    EXPECT_TRUE(known) << code_of(known);
  }
  DayMark a_mark(const PersonId& person, Mark mark, std::optional<Day> on = {}) {
    return {.site = centre, .on = on, .person = person, .mark = mark};
  }
  CentreDay day_of(std::optional<Day> on = {}) {
    return as(staff, open_day, {.site = centre, .on = on}).value();
  }
};
ON_BOTH_DATABASES(CentreDays);

TEST_P(CentreDays, enrol_whom_the_packs_condition_admits) {
  EXPECT_EQ(code_of(enrolled(wang, "2026-11-01")), "fine");  // Category 4, level 2.
  const auto mild = add_person("\u5f20", "421102001015", "1990-01-01", 21, "43");
  const auto mind = add_person("\u8bb8", "421102001015", "1990-01-01", 22, "53");
  EXPECT_EQ(code_of(enrolled(mild, "2026-11-01")), "events.enrolment.not_eligible");
  EXPECT_EQ(code_of(enrolled(mind, "2026-11-01")), "fine");
}

TEST_P(CentreDays, tell_what_is_not_known_instead_of_guessing) {
  const auto unknown = enrolled(li, "2026-11-01");  // No certificate.
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, "events.enrolment.unknown.category");
  EXPECT_EQ(unknown.error().field, "/person");
  const auto several = add_person("\u5f20", "421102001015", "1990-01-01", 21, "71");
  EXPECT_EQ(code_of(enrolled(several, "2026-11-01")), "events.enrolment.unknown.components");
  components(several, "1,2");
  EXPECT_EQ(code_of(enrolled(several, "2026-11-01")), "events.enrolment.not_eligible");
  const auto other = add_person("\u8bb8", "421102001015", "1990-01-01", 22, "71");
  components(other, "1,6");
  // What is known since October says nothing of September.
  EXPECT_EQ(code_of(enrolled(other, "2026-09-30")), "events.enrolment.unknown.components");
  EXPECT_EQ(code_of(enrolled(other, "2026-11-01")), "fine");
}

TEST_P(CentreDays, enrol_once_at_a_time_and_in_one_mode) {
  const auto first = enrolled(wang, "2026-11-01");
  ASSERT_TRUE(first) << code_of(first);
  EXPECT_EQ(code_of(enrolled(wang, "2026-11-02")), "events.enrolment.there_already");
  const auto elsewhere = add_site("care_centre", "421102001001");
  const NewEnrolment other{.id = new_id<Enrolment>(world().now),
                           .site = elsewhere,
                           .person = wang,
                           .care_mode = "boarding",
                           .from = test::day("2026-11-05")};
  EXPECT_EQ(code_of(as(world().district, enrol, other)), "events.enrolment.other_mode");
  const EnrolmentEnd end{
      .enrolment = first->id, .on = test::day("2026-11-04"), .reason = "works now"};
  const auto ended = as(world().district, end_enrolment, end);
  ASSERT_TRUE(ended) << code_of(ended);
  EXPECT_EQ(ended->until, test::day("2026-11-04"));
  EXPECT_TRUE(as(world().district, end_enrolment, end));
  EXPECT_EQ(code_of(as(world().town, end_enrolment, end)), "events.enrolment.ended");
  EXPECT_EQ(code_of(as(world().district, enrol, other)), "fine");
  EXPECT_TRUE(as(world().district, enrol, other));
  EXPECT_EQ(rows("events_enrolment"), 2);
}

TEST_P(CentreDays, are_enrolled_at_sites_one_sees_with_people_one_sees) {
  const NewEnrolment in{.id = new_id<Enrolment>(world().now),
                        .site = centre,
                        .person = wang,
                        .care_mode = "day_care"};
  EXPECT_EQ(fault_of(as(world().stranger, enrol, in)), Fault::not_found);
  const auto outsider = add_person("\u5f20", "421102002001", "1990-01-01", 21, "52");
  auto strange = in;
  strange.person = outsider;
  EXPECT_EQ(field_of(as(staff, enrol, strange)), "/person");
  die(wang, "2026-11-04");
  EXPECT_EQ(code_of(as(staff, enrol, in)), "events.roll.dead");
  EXPECT_EQ(fault_of(as(world().stranger, open_day, {.site = centre})), Fault::not_found);
}

TEST_P(CentreDays, begin_with_the_first_mark_and_are_one_event) {
  const auto xu = add_person("\u8bb8", "421102001015", "1990-11-05", 22, "52");
  ASSERT_TRUE(enrolled(wang, "2026-11-01"));
  ASSERT_TRUE(enrolled(xu, "2026-11-01"));
  EXPECT_FALSE(day_of().event);
  EXPECT_EQ(day_of().people.size(), 2U);
  auto first = a_mark(wang, Mark::present);
  first.arrived_at = "08:40";
  first.meal = true;
  ASSERT_TRUE(as(staff, mark_day, first));
  ASSERT_TRUE(as(world().town, mark_day, a_mark(xu, Mark::leave)));
  EXPECT_EQ(rows("events_event"), 1);
  const auto day = day_of();
  ASSERT_EQ(day.people.size(), 2U);
  EXPECT_EQ(day.state, Stage::held);
  const auto wang_line = std::ranges::find(day.people, wang, &DayPerson::person);
  EXPECT_EQ(wang_line->mark, Mark::present);
  EXPECT_EQ(wang_line->arrived_at, "08:40");
  EXPECT_TRUE(wang_line->meal);
  EXPECT_TRUE(std::ranges::find(day.people, xu, &DayPerson::person)->birthday);
  ASSERT_EQ(day.birthdays.size(), 1U);
  EXPECT_EQ(day.birthdays[0].turns, 36);
  // The day may not be made a second time by another door.
  NewEvent again{.id = new_id<Event>(world().now),
                 .kind = std::string(day_kind),
                 .site = centre,
                 .on = test::day("2026-11-05")};
  EXPECT_EQ(code_of(as(staff, record_event, again)), "events.day.there_already");
}

TEST_P(CentreDays, begun_by_two_tablets_at_once_are_one) {
  std::vector<PersonId> people;
  for (int i = 0; i < 6; ++i) {
    people.push_back(add_person("\u8bb8", "421102001015", "1990-01-01", 30 + i, "52"));
    ASSERT_TRUE(enrolled(people.back(), "2026-11-01"));
  }
  std::vector<std::string> answers(people.size());
  {
    std::vector<std::jthread> tablets;
    for (std::size_t i = 0; i < people.size(); ++i)
      tablets.emplace_back([&, i] {
        answers[i] = code_of(world().as(staff, mark_day, a_mark(people[i], Mark::present)));
      });
  }
  EXPECT_EQ(answers, std::vector<std::string>(people.size(), "fine"));
  EXPECT_EQ(rows("events_event"), 1);
  EXPECT_EQ(rows("events_site_day"), 1);
  EXPECT_EQ(page(*day_of().event).event.attendance, 6);
}

TEST_P(CentreDays, mark_only_who_was_enrolled_and_never_ahead) {
  ASSERT_TRUE(enrolled(wang, "2026-11-03"));
  EXPECT_EQ(code_of(as(staff, mark_day, a_mark(li, Mark::present))), "events.day.not_enrolled");
  EXPECT_EQ(code_of(as(staff, mark_day, a_mark(wang, Mark::present, test::day("2026-11-02")))),
            "events.day.not_enrolled");
  EXPECT_EQ(code_of(as(staff, mark_day, a_mark(wang, Mark::present, test::day("2026-11-06")))),
            "events.event.in_future");
  EXPECT_EQ(code_of(as(staff, mark_day, a_mark(wang, Mark::present, test::day("2026-11-04")))),
            "fine");
  ASSERT_TRUE(as(staff, mark_day, a_mark(wang, Mark::present)));
  EXPECT_EQ(code_of(as(world().town, mark_day, a_mark(wang, Mark::absent))), "events.roll.marked");
  EXPECT_EQ(rows("events_event"), 2);
}

TEST_P(CentreDays, of_a_wrong_day_are_voided_and_begin_anew) {
  ASSERT_TRUE(enrolled(wang, "2026-11-01"));
  ASSERT_TRUE(as(staff, mark_day, a_mark(wang, Mark::present)));
  const EventId old = *day_of().event;
  NewEvent instead{.id = new_id<Event>(world().now),
                   .kind = std::string(day_kind),
                   .site = centre,
                   .on = test::day("2026-11-04")};
  EXPECT_EQ(code_of(as(staff, correct, {.event = old, .reason = "r", .instead = instead})),
            "events.day.other_day");
  instead.on = test::day("2026-11-05");
  ASSERT_TRUE(as(staff, correct,
                 {.event = old, .reason = "closed", .took_place = false, .instead = instead}));
  EXPECT_FALSE(day_of().event);
  ASSERT_TRUE(as(staff, mark_day, a_mark(wang, Mark::present)));
  EXPECT_EQ(rows("events_attendance_public"), 1);
}

TEST_P(CentreDays, keep_leap_birthdays_on_the_first_of_march) {
  const auto leap = add_person("\u8bb8", "421102001015", "2004-02-29", 22, "52");
  ASSERT_TRUE(enrolled(leap, "2023-01-01"));
  EXPECT_TRUE(day_of(test::day("2023-02-15")).birthdays.empty());
  ASSERT_EQ(day_of(test::day("2023-03-15")).birthdays.size(), 1U);
  EXPECT_EQ(day_of(test::day("2024-02-01")).birthdays.at(0).on, test::day("2024-02-29"));
}

TEST_P(CentreDays, drop_the_dead_from_the_call_but_keep_what_was_marked) {
  ASSERT_TRUE(enrolled(wang, "2026-11-01"));
  ASSERT_TRUE(as(staff, mark_day, a_mark(wang, Mark::present, test::day("2026-11-03"))));
  die(wang, "2026-11-04");
  EXPECT_TRUE(day_of().people.empty());
  EXPECT_EQ(day_of(test::day("2026-11-03")).people.size(), 1U);
  EXPECT_EQ(code_of(as(staff, mark_day, a_mark(wang, Mark::present))), "events.roll.dead");
}

TEST_P(CentreDays, move_with_their_site) {
  ASSERT_TRUE(enrolled(wang, "2026-11-01"));
  ASSERT_TRUE(as(world().district, registry::move_site,
                 {.site = centre,
                  .area = test::area("421102001001"),
                  .address = "2",
                  .from = test::day("2026-11-04")}));
  ASSERT_TRUE(as(staff, mark_day, a_mark(wang, Mark::present, test::day("2026-11-03"))));
  ASSERT_TRUE(as(staff, mark_day, a_mark(wang, Mark::present, test::day("2026-11-04"))));
  EXPECT_EQ(world().count("events_event WHERE area = '421102001015'"), 1);
  EXPECT_EQ(world().count("events_event WHERE area = '421102001001'"), 1);
  EXPECT_EQ(world().count("events_enrolment_public WHERE area = '421102001001'"), 1);
  EXPECT_EQ(world().count("events_enrolment_public"), 2);  // Two spans of one enrolment.
}

TEST_P(CentreDays, end_with_the_death_of_the_enrolled) {
  ASSERT_TRUE(enrolled(wang, "2026-11-01"));
  die(wang, "2026-11-04");
  world().within(world().program, [&](const Call& call) {
    EXPECT_TRUE(end_enrolments_of(call, wang, "died"));
    EXPECT_TRUE(end_enrolments_of(call, wang, "died"));
  });
  const auto found = as(world().district, find_enrolments, {.person = wang});
  ASSERT_EQ(found->items.size(), 1U);
  EXPECT_EQ(found->items[0].until, test::day("2026-11-04"));
}

}  // namespace
}  // namespace zhulian::events
