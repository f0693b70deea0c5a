// The edges of the calendar: midnight of the law's day, the last day of a month, 29 February; and
// two tablets at one moment.
#include <thread>

#include "events/events_world.h"

namespace zhulian::events {
namespace {

class Calendar : public EventsTest {
 protected:
  void at(const std::string& instant) { world().now = parse_instant(instant).value(); }
  std::string visited(const std::string& on) {
    NewEvent visit = a_visit(wang, on);
    visit.held = true;
    return code_of(as(world().town, record_event, visit));
  }
  std::vector<std::string> birthdays_on(const std::string& on) {
    std::vector<std::string> days;
    const auto day = as(staff, open_day, {.site = centre, .on = test::day(on)});
    for (const Birthday& each : day->birthdays) days.push_back(to_string(each.on));
    return days;
  }
};
ON_BOTH_DATABASES(Calendar);

TEST_P(Calendar, tomorrow_begins_at_midnight_there) {
  at("2026-11-05T15:59:59Z");  // 23:59:59 in China.
  EXPECT_EQ(visited("2026-11-05"), "fine");
  EXPECT_EQ(visited("2026-11-06"), "events.event.in_future");
  ASSERT_TRUE(enrolled(wang, "2026-11-01"));
  const auto before = as(staff, mark_day, {.site = centre, .person = wang, .mark = Mark::present});
  ASSERT_TRUE(before) << code_of(before);
  at("2026-11-05T16:00:00Z");  // A second later: the 6th.
  EXPECT_EQ(visited("2026-11-06"), "fine");
  // The roll call of the new day is another one, and nobody has been marked in it.
  EXPECT_FALSE(as(staff, open_day, {.site = centre})->event);
  EXPECT_TRUE(as(staff, mark_day, {.site = centre, .person = wang, .mark = Mark::absent}));
  EXPECT_EQ(rows("events_site_day"), 2);
  EXPECT_EQ(rows("events_attendance_public WHERE kind = 'centre_day'"), 1);
}

TEST_P(Calendar, the_last_day_of_a_month_belongs_to_it) {
  const auto last = add_person("\u8bb8", "421102001015", "1990-10-31", 21, "52");
  const auto first = add_person("\u5f20", "421102001015", "1990-11-01", 22, "52");
  for (const auto& person : {last, first}) ASSERT_TRUE(enrolled(person, "2026-01-01"));
  EXPECT_EQ(birthdays_on("2026-10-31"), std::vector<std::string>{"2026-10-31"});
  EXPECT_EQ(birthdays_on("2026-11-01"), std::vector<std::string>{"2026-11-01"});
  EXPECT_TRUE(birthdays_on("2026-09-30").empty());
  for (const char* on : {"2026-09-30", "2026-10-31", "2026-11-01"}) recorded(a_visit(wang, on));
  const auto october = as(world().town, find_events,
                          {.from = test::day("2026-10-01"), .to = test::day("2026-10-31")});
  ASSERT_EQ(october->items.size(), 1U);
  EXPECT_EQ(october->items[0].on, test::day("2026-10-31"));
}

TEST_P(Calendar, a_leap_day_is_a_day_and_a_common_year_has_none) {
  at("2024-03-01T01:00:00Z");
  const auto leap = add_person("\u8bb8", "421102001015", "1964-02-29", 21, "52");
  const EventId id = recorded(a_visit(leap, "2024-02-29"));
  EXPECT_EQ(page(id).event.on, test::day("2024-02-29"));
  const auto february = as(world().town, find_events,
                           {.from = test::day("2024-02-01"), .to = test::day("2024-02-29")});
  EXPECT_EQ(february->items.size(), 1U);
  EXPECT_FALSE(parse_day("2026-02-29"));  // What a form sends of a day that is none is refused.
  // Sixty on 29 February 2024; in a common year the year is lived on 1 March.
  EXPECT_EQ(years_between(test::day("1964-02-29"), test::day("2024-02-28")), 59);
  EXPECT_EQ(years_between(test::day("1964-02-29"), test::day("2024-02-29")), 60);
  EXPECT_EQ(years_between(test::day("1964-02-29"), test::day("2025-02-28")), 60);
}

TEST_P(Calendar, who_died_yesterday_was_met_until_the_day_before) {
  const auto late = add_person("\u8bb8", "421102001015", "1950-01-01", 21, "52");
  die(late, "2026-11-04");  // Yesterday was the first day without them.
  EXPECT_EQ(code_of(as(world().town, record_event, a_visit(late, "2026-11-03"))), "fine");
  for (const char* on : {"2026-11-04", "2026-11-05"}) {
    const auto refused = as(world().town, record_event, a_visit(late, on));
    EXPECT_EQ(code_of(refused), "events.roll.dead") << on;
    EXPECT_EQ(field_of(refused), "/persons/0");
  }
}

TEST_P(Calendar, two_tablets_that_mark_one_person_at_once_make_one_mark) {
  const EventId id = recorded(an_activity("2026-11-05"));
  const std::array marks{Mark::present, Mark::absent, Mark::leave, Mark::present};
  std::array<std::string, 4> answers;
  {
    std::array<std::jthread, 4> tablets;
    for (std::size_t i = 0; i < marks.size(); ++i)
      tablets[i] = std::jthread([&, i] {
        const RollMark in{.event = id, .person = wang, .mark = marks[i]};
        answers[i] = code_of(world().as(i % 2 ? staff : world().town, mark, in));
      });
  }
  // Whoever was first stands; who said the same agrees, who said otherwise is told.
  const auto fine = std::ranges::count(answers, "fine");
  EXPECT_GE(fine, 1);
  EXPECT_LE(fine, 2);
  EXPECT_EQ(fine + std::ranges::count(answers, "events.roll.marked"), 4);
  EXPECT_EQ(rows("events_roll"), 1);
  EXPECT_EQ(rows("events_roll_history"), 0);
  const Mark stands = page(id).roll.at(0).mark;
  for (std::size_t i = 0; i < marks.size(); ++i)
    EXPECT_EQ(answers[i] == "fine", marks[i] == stands) << i;
}

}  // namespace
}  // namespace zhulian::events
