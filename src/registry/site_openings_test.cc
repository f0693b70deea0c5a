#include <random>

#include <gtest/gtest.h>

#include "packs/catalogue.h"
#include "registry/registry_world.h"
#include "registry/site_weeks.h"
#include "registry/sites.h"

namespace zhulian::registry {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using test::area;
using test::day;

// ---- the law's weeks ---------------------------------------------------------------------------

packs::SiteFloor a_floor(std::int64_t days_a_week, bool lowered = true) {
  return {.kind = "disability_home",
          .area = {},
          .from = day("2020-01-01"),
          .until = day("2100-01-01"),
          .days_a_week = days_a_week,
          .minutes_a_day = 240,
          .lowered_by_holidays = lowered,
          .document = "d"};
}
std::int64_t due(std::int64_t days_a_week, const std::string& monday, bool lowered = true) {
  return packs::days_due(a_floor(days_a_week, lowered), test::shipped_packs().calendar, day(monday))
      .value_or(-1);
}

TEST(Floors, public_holidays_lower_the_week_and_days_worked_instead_raise_it_again) {
  EXPECT_EQ(due(5, "2026-11-02"), 5);  // A usual week.
  EXPECT_EQ(due(5, "2026-10-05"), 3);  // 5 to 7 October off, Saturday 10 worked.
  EXPECT_EQ(due(5, "2026-02-16"), 0);  // All of Spring Festival.
  EXPECT_EQ(due(5, "2026-02-09"), 5);  // Six working days ask for no more than five.
  EXPECT_EQ(due(5, "2024-02-26"), 5);  // With 29 February.
  EXPECT_EQ(due(5, "2025-12-29"), 4);  // 1 and 2 January off, Sunday the 4th worked.
  EXPECT_EQ(due(3, "2026-10-05"), 3);  // Three working days are left for a floor of three.
  EXPECT_EQ(due(7, "2026-10-05"), 5);  // Two working days of five are lost.
  EXPECT_EQ(due(5, "2026-10-05", false), 5);
}

TEST(Floors, a_year_without_a_table_is_an_error_and_no_guess) {
  const auto& calendar = test::shipped_packs().calendar;
  const auto unknown = calendar.is_working(day("2019-12-31"));
  EXPECT_EQ(unknown.error().code, "packs.calendar.unknown_year");
  EXPECT_EQ(unknown.error().arguments.at(0).value, "2019");
  EXPECT_EQ(due(5, "2026-12-28"), -1);  // It reaches into 2027.
  EXPECT_EQ(due(5, "2026-12-28", false), 5);
  EXPECT_TRUE(calendar.is_working(day("2024-02-29")).value());
  EXPECT_FALSE(calendar.is_working(day("2022-12-31")).value());  // Of the notice for 2023.
}

TEST(Floors, the_nearest_place_and_the_day_decide) {
  packs::SiteRules rules;
  rules.floors = {a_floor(5), a_floor(6)};
  rules.floors[1].area = area("421102");
  rules.floors[1].from = day("2026-01-01");
  const Area here = area("421102001015");
  EXPECT_EQ(rules.floor("disability_home", here, day("2025-12-31"))->days_a_week, 5);
  EXPECT_EQ(rules.floor("disability_home", here, day("2026-01-01"))->days_a_week, 6);
  EXPECT_EQ(rules.floor("disability_home", area("440703"), day("2026-01-01"))->days_a_week, 5);
  EXPECT_EQ(rules.floor("supermarket", here, day("2026-01-01")), nullptr);
}

TEST(SiteWeeks, count_days_long_enough_and_the_shortest_day) {
  const Day monday = day("2026-11-02");
  const packs::SiteFloor floor = a_floor(5);
  const std::vector<OpenDay> opened{{monday - days{1}, 600},
                                    {monday, 240},
                                    {monday + days{1}, 239},
                                    {monday + days{6}, 300},
                                    {monday + days{7}, 600}};
  const OpenWeek week = measure(monday, opened, &floor);
  EXPECT_EQ(week.days_open, 3);
  EXPECT_EQ(week.days_full, 2);
  EXPECT_EQ(week.minutes, 779);
  EXPECT_EQ(week.minutes_least, 239);
  EXPECT_EQ(measure(monday, {}, &floor).minutes_least, 0);
}

TEST(SiteWeeks, are_whole_weeks_that_are_over) {
  const Day monday = day("2026-11-02");
  EXPECT_EQ(weeks_over(monday, day("2100-01-01"), monday + days{6}).size(), 0u);
  EXPECT_EQ(weeks_over(monday, day("2100-01-01"), monday + days{7}).size(), 1u);
  EXPECT_EQ(weeks_over(monday + days{1}, day("2100-01-01"), monday + days{7}).size(), 0u);
  EXPECT_EQ(weeks_over(monday, monday + days{6}, monday + days{30}).size(), 0u);
  EXPECT_EQ(weeks_over(monday, monday + days{7}, monday + days{30}).size(), 1u);
}

// ---- sign-in and sign-out ----------------------------------------------------------------------

class Openings : public test::InBothWorlds {
 protected:
  void SetUp() override {
    InBothWorlds::SetUp();
    staff = world().liaison;
    staff.role = "centre";
    staff.rights = {Right::sites_read, Right::sites_open};
    site = a_home("Home");
  }
  SiteId a_home(const std::string& name) {
    const SiteId id = new_id<Site>(world().now);
    EXPECT_TRUE(as(world().town, add_site,
                   {.id = id,
                    .kind = "disability_home",
                    .name = name,
                    .area = area("421102001015"),
                    .address = "",
                    .from = day("2022-09-01")}));
    return id;
  }
  Instant at(const std::string& iso_day, std::int64_t minute) {
    return start_of(day(iso_day), world().deployment.zone) + minutes{minute};
  }
  NewOpening opening(std::optional<Instant> when = {}) {
    return {.site = site, .id = new_id<Opening>(world().now), .opened_at = when};
  }
  std::string opened(const Actor& actor, std::optional<Instant> when) {
    return code_of(as(actor, sign_in, opening(when)));
  }
  // A span of a past day, as the town mends it.
  void mended(const SiteId& where, Day on, std::int64_t from, std::int64_t length) {
    const Instant start = start_of(on, world().deployment.zone) + minutes{from};
    const Id<Opening> id = new_id<Opening>(world().now);
    const auto in = as(world().town, sign_in, {.site = where, .id = id, .opened_at = start});
    ASSERT_TRUE(in) << code_of(in);
    const auto out = as(world().town, sign_out,
                        {.site = where, .opening = id, .closed_at = start + minutes{length}});
    ASSERT_TRUE(out) << code_of(out);
  }
  SitePage page() { return as(world().town, open_site, {site}).value(); }

  Actor staff;
  SiteId site;
};
ON_BOTH_DATABASES(Openings);

TEST_P(Openings, a_day_is_signed_in_and_out) {
  const NewOpening in = opening();
  EXPECT_TRUE(as(staff, sign_in, in));
  EXPECT_TRUE(as(staff, sign_in, in));
  EXPECT_TRUE(page().line.open_now);
  EXPECT_EQ(opened(staff, {}), "registry.opening.open");
  world().now += hours{5};
  EXPECT_EQ(as(staff, sign_out, {site, in.id, {}})->closed_at, world().now);
  world().now += hours{1};
  EXPECT_TRUE(as(staff, sign_out, {site, in.id, {}}));  // Again: the same answer.
  EXPECT_EQ(code_of(as(staff, sign_out, {site, in.id, world().now})),
            "registry.opening.closed/closed_at");
  EXPECT_FALSE(page().line.open_now);
  EXPECT_EQ(world().count("registry_site_day_public WHERE minutes = 300 AND is_unfinished = 0"), 1);
  // Once more in the afternoon: the day has two spans.
  EXPECT_EQ(opened(staff, {}), "fine");
  EXPECT_EQ(world().count("registry_site_day_public WHERE minutes = 300 AND is_unfinished = 1"), 1);
}

TEST_P(Openings, nothing_is_signed_for_the_future_and_the_past_is_mended_by_the_town) {
  EXPECT_EQ(opened(staff, world().now + minutes{1}), "registry.opening.future/opened_at");
  EXPECT_EQ(opened(world().town, world().now + minutes{1}), "registry.opening.future/opened_at");
  EXPECT_EQ(opened(staff, at("2026-11-04", 540)), "registry.opening.past/opened_at");
  EXPECT_EQ(opened(world().town, at("2026-11-04", 540)), "fine");
  EXPECT_EQ(opened(world().town, at("2022-08-31", 540)), "registry.site.not_yet/opened_at");
  EXPECT_EQ(opened(world().stranger, {}), "registry.site.absent");
  EXPECT_EQ(opened(staff, at("2026-11-05", 0)), "fine");  // The first minute of today.
}

TEST_P(Openings, spans_of_a_day_do_not_overlap) {
  mended(site, day("2026-11-04"), 540, 180);  // 9 to 12
  EXPECT_EQ(opened(world().town, at("2026-11-04", 719)), "registry.opening.overlap/opened_at");
  const NewOpening early = opening(at("2026-11-04", 480));
  EXPECT_TRUE(as(world().town, sign_in, early));
  EXPECT_EQ(code_of(as(world().town, sign_out, {site, early.id, at("2026-11-04", 541)})),
            "registry.opening.overlap/closed_at");
  EXPECT_TRUE(as(world().town, sign_out, {site, early.id, at("2026-11-04", 540)}));
  EXPECT_EQ(opened(world().town, at("2026-11-04", 720)), "fine");  // At once after.
}

TEST_P(Openings, a_forgotten_sign_out_counts_nothing_until_somebody_tells_the_hour) {
  const NewOpening in = opening(at("2026-11-05", 540));
  EXPECT_TRUE(as(staff, sign_in, in));
  world().now += days{1};
  EXPECT_EQ(opened(staff, {}), "fine");  // The next morning is another day.
  EXPECT_EQ(code_of(as(staff, sign_out, {site, in.id, at("2026-11-05", 1020)})),
            "registry.opening.past/closed_at");
  EXPECT_EQ(code_of(as(world().town, sign_out, {site, in.id, {}})),
            "registry.opening.day/closed_at");
  EXPECT_EQ(code_of(as(world().town, sign_out, {site, in.id, at("2026-11-05", 540)})),
            "registry.opening.order/closed_at");
  EXPECT_EQ(world().count("registry_site_day_public WHERE minutes = 0"), 2);
  // Midnight belongs to the day it ends.
  EXPECT_TRUE(as(world().town, sign_out, {site, in.id, at("2026-11-06", 0)}));
  EXPECT_EQ(world().count("registry_site_day_public WHERE minutes = 900"), 1);
}

TEST_P(Openings, that_were_wrong_are_corrected_by_a_new_row_and_the_old_counts_no_more) {
  mended(site, day("2026-11-04"), 540, 60);  // Signed out an hour later, by mistake.
  const OpeningLine old = page().openings.at(0);
  OpeningCorrection in{.site = site,
                       .opening = old.id,
                       .id = new_id<Opening>(world().now),
                       .opened_at = {},
                       .closed_at = at("2026-11-04", 1020),
                       .took_place = {},
                       .reason = ""};
  EXPECT_EQ(code_of(as(world().town, correct_opening, in)), "registry.opening.reason/reason");
  in.reason = "a slip of the finger";
  EXPECT_EQ(code_of(as(staff, correct_opening, in)), "registry.opening.past/opening");
  const auto made = as(world().town, correct_opening, in);
  ASSERT_TRUE(made) << code_of(made);
  EXPECT_EQ(made->corrects, old.id);
  EXPECT_TRUE(as(world().town, correct_opening, in));  // Sent twice.
  EXPECT_EQ(world().count("registry_site_opening"), 2);
  ASSERT_EQ(page().openings.size(), 1u);
  EXPECT_EQ(page().openings[0].closed_at, at("2026-11-04", 1020));
  EXPECT_EQ(page().openings[0].reason, "a slip of the finger");
  EXPECT_EQ(world().count("registry_site_day_public WHERE minutes = 480"), 1);
  // Correcting what is corrected names the newest; that one may be corrected itself.
  OpeningCorrection again = in;
  again.id = new_id<Opening>(world().now);
  again.closed_at = at("2026-11-04", 720);
  const auto refused = as(world().town, correct_opening, again);
  EXPECT_EQ(code_of(refused), "registry.opening.corrected");
  EXPECT_EQ(refused.error().fault, Fault::conflict);
  EXPECT_EQ(refused.error().arguments.at(0).value, in.id.text);
  EXPECT_EQ(code_of(as(world().town, sign_out, {site, old.id, {}})), "registry.opening.corrected");
  again.opening = in.id;
  EXPECT_TRUE(as(world().town, correct_opening, again));
  EXPECT_EQ(world().count("registry_site_day_public WHERE minutes = 180"), 1);
  EXPECT_EQ(as(world().town, correct_opening,
               {.site = site,
                .opening = old.id,
                .id = new_id<Opening>(world().now),
                .opened_at = {},
                .closed_at = {},
                .took_place = {},
                .reason = "x"})
                .error()
                .arguments.at(0)
                .value,
            again.id.text);
}

TEST_P(Openings, of_nobody_are_voided_and_a_mistaken_sign_out_of_today_is_taken_back) {
  const NewOpening in = opening(at("2026-11-05", 540));
  EXPECT_TRUE(as(staff, sign_in, in));
  world().now += hours{1};
  EXPECT_TRUE(as(staff, sign_out, {site, in.id, {}}));
  OpeningCorrection open_still{.site = site,
                               .opening = in.id,
                               .id = new_id<Opening>(world().now),
                               .opened_at = {},
                               .closed_at = {},
                               .took_place = {},
                               .reason = "still open"};
  EXPECT_TRUE(as(staff, correct_opening, open_still));
  EXPECT_TRUE(page().line.open_now);
  EXPECT_EQ(opened(staff, {}), "registry.opening.open");
  OpeningCorrection nobody{.site = site,
                           .opening = open_still.id,
                           .id = new_id<Opening>(world().now),
                           .opened_at = {},
                           .closed_at = {},
                           .took_place = false,
                           .reason = "another house"};
  EXPECT_TRUE(as(staff, correct_opening, nobody));
  EXPECT_FALSE(page().line.open_now);
  EXPECT_EQ(page().openings.size(), 0u);
  EXPECT_EQ(world().count("registry_site_day_public"), 0);
  EXPECT_EQ(opened(staff, {}), "fine");  // The day is free again.
}

TEST_P(Openings, corrections_keep_to_the_bounds_of_signing) {
  mended(site, day("2026-11-04"), 540, 60);
  mended(site, day("2026-11-04"), 720, 60);
  OpeningCorrection in{.site = site,
                       .opening = page().openings.at(1).id,
                       .id = new_id<Opening>(world().now),
                       .opened_at = {},
                       .closed_at = at("2026-11-04", 721),
                       .took_place = {},
                       .reason = "x"};
  const auto refused = as(world().town, correct_opening, in);
  EXPECT_EQ(code_of(refused), "registry.opening.overlap/opened_at");
  // Told as the clock on the wall says it.
  EXPECT_EQ(refused.error().arguments.at(0).value, "2026-11-04 12:00");
  in.closed_at = at("2026-11-04", 530);
  EXPECT_EQ(code_of(as(world().town, correct_opening, in)), "registry.opening.order/closed_at");
  in.closed_at = at("2026-11-05", 10);
  EXPECT_EQ(code_of(as(world().town, correct_opening, in)), "registry.opening.day/closed_at");
  in.closed_at = world().now + minutes{1};
  in.opened_at = world().now - minutes{1};
  EXPECT_EQ(code_of(as(world().town, correct_opening, in)), "registry.opening.future/closed_at");
  EXPECT_EQ(code_of(as(world().stranger, correct_opening, in)), "registry.site.absent");
  EXPECT_EQ(world().count("registry_site_opening"), 2);
}

TEST_P(Openings, a_correction_moves_the_floor_of_a_week_that_is_over) {
  const Day monday = day("2026-10-26");
  world().run("UPDATE registry_site SET recorded_at = 0");
  for (int i = 0; i < 5; ++i) mended(site, monday + days{i}, 540, 300);
  EXPECT_EQ(world().count("registry_site_week_public WHERE is_short = 0 AND days_full = 5"), 1);
  const OpeningLine friday = page().openings.at(0);
  EXPECT_TRUE(as(world().town, correct_opening,
                 {.site = site,
                  .opening = friday.id,
                  .id = new_id<Opening>(world().now),
                  .opened_at = {},
                  .closed_at = friday.opened_at + minutes{239},
                  .took_place = {},
                  .reason = "closed early"}));
  EXPECT_EQ(world().count("registry_site_week_public WHERE is_short = 1 AND days_full = 4"
                          " AND minutes = 1439"),
            1);
}

TEST_P(Openings, two_tablets_that_sign_in_at_once_make_one_opening) {
  // Both looked before either wrote: the database settles it.
  world().run(
      "INSERT INTO registry_site_opening (id, site_id, on_day, opened_at, recorded_at,"
      " recorded_by) VALUES ('a', '" +
      site.text + "', 20762, 1, 1, 'x')");
  EXPECT_ANY_THROW(
      world().run("INSERT INTO registry_site_opening (id, site_id, on_day, opened_at, recorded_at,"
                  " recorded_by) VALUES ('b', '" +
                  site.text + "', 20762, 2, 2, 'x')"));
}

// ---- weeks against the floor -------------------------------------------------------------------

TEST_P(Openings, a_week_that_is_over_is_held_to_the_floor) {
  // The week of 19 October 2026: five days of four hours. The one after: four.
  for (int i = 0; i < 5; ++i) mended(site, day("2026-10-19") + days{i}, 540, 240);
  for (int i = 0; i < 4; ++i) mended(site, day("2026-10-26") + days{i}, 540, 480);
  mended(site, day("2026-10-30"), 540, 239);
  const auto weeks = page().weeks;
  ASSERT_EQ(weeks.size(), 2u);
  EXPECT_EQ(weeks[0].from, day("2026-10-26"));
  EXPECT_EQ(weeks[0].is_short, true);
  EXPECT_EQ(weeks[0].days_open, 5);
  EXPECT_EQ(weeks[0].days_full, 4);
  EXPECT_EQ(weeks[0].least_minutes_of_a_day, 239);
  EXPECT_EQ(weeks[0].working_days_due, 5);
  EXPECT_EQ(weeks[1].is_short, false);
  EXPECT_EQ(weeks[1].minutes, 1200);
  EXPECT_EQ(world().count("registry_site_week_public WHERE is_short = 1"), 1);
  EXPECT_EQ(world().count("registry_site_week_public WHERE is_short = 0"), 1);
  // One minute more, mended later, and the week meets its floor.
  mended(site, day("2026-10-30"), 900, 1);
  EXPECT_EQ(world().count("registry_site_week_public WHERE is_short = 0"), 2);
  EXPECT_EQ(page().floor->minutes_a_day, 240);
}

TEST_P(Openings, a_week_without_a_sign_in_is_short_when_the_clock_says_it_is_over) {
  world().now += days{10};  // Entered on Thursday 5 November; now it is Sunday the 15th.
  const auto settle = [&] {
    return world().within(world().program, [](const Call& call) { return settle_weeks(call); });
  };
  EXPECT_EQ(settle(), 0);  // The first whole week is not over.
  world().now += days{1};
  EXPECT_EQ(settle(), 1);
  EXPECT_EQ(settle(), 0);
  EXPECT_EQ(world().count("registry_site_week_public WHERE is_short = 1 AND days_open = 0"), 1);
}

TEST_P(Openings, a_week_of_holidays_asks_for_less_and_a_moved_site_counts_where_it_is) {
  mended(site, day("2026-10-05"), 540, 60);
  EXPECT_EQ(page().weeks.back().from, day("2026-10-05"));
  EXPECT_EQ(page().weeks.back().working_days_due, 3);
  EXPECT_TRUE(as(world().town, move_site,
                 {.site = site,
                  .area = area("421102001010"),
                  .address = "2",
                  .from = day("2026-10-11")}));  // The Sunday of that week.
  EXPECT_EQ(world().count("registry_site_week_public WHERE area = '421102001010'"), 4);
  EXPECT_TRUE(as(world().town, end_site, {site, day("2026-10-26"), "sold"}));
  EXPECT_EQ(world().count("registry_site_week"), 3);
}

TEST_P(Openings, measuring_begins_anew_when_the_first_one_is_corrected_away) {
  mended(site, day("2026-10-19"), 540, 300);
  EXPECT_EQ(world().count("registry_site_week"), 2);
  const NewOpening wrong = opening(at("2026-09-07", 540));
  EXPECT_TRUE(as(world().town, sign_in, wrong));
  EXPECT_EQ(world().count("registry_site_week"), 8);  // Short ones, from the 7th of September on.
  EXPECT_TRUE(as(world().town, correct_opening,
                 {.site = site,
                  .opening = wrong.id,
                  .id = new_id<Opening>(world().now),
                  .opened_at = {},
                  .closed_at = {},
                  .took_place = false,
                  .reason = "another house"}));
  EXPECT_EQ(world().count("registry_site_week"), 2);
  // Other weeks stay as they were measured.
  world().run("UPDATE registry_site_week SET minutes = 7 WHERE week_from = " +
              std::to_string(number(day("2026-10-19"))));
  mended(site, day("2026-10-28"), 540, 300);
  EXPECT_EQ(world().count("registry_site_week WHERE minutes = 7"), 1);
  EXPECT_EQ(world().count("registry_site_week WHERE minutes = 300"), 1);
}

TEST_P(Openings, the_measured_weeks_are_what_the_rows_say) {
  std::mt19937 random(7);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  std::vector<SiteId> sites{site, a_home("B"), a_home("C")};
  std::map<std::pair<std::string, Day>, std::int64_t> minutes_of_day;
  for (int i = 0; i < 120; ++i) {
    const SiteId& where = sites[static_cast<std::size_t>(below(3))];
    const Day on = day("2025-12-15") + days{below(60)};
    if (minutes_of_day.contains({where.text, on})) continue;
    const int length = 60 + below(400);
    mended(where, on, 480, length);
    minutes_of_day[{where.text, on}] = length;
  }
  // The slow count: day by day, with nothing but the calendar.
  const auto& calendar = test::shipped_packs().calendar;
  std::int64_t weeks = 0;
  std::int64_t full_weeks = 0;
  for (const SiteId& each : sites) {
    Day first = day("2026-11-05");
    for (const auto& [key, length] : minutes_of_day)
      if (key.first == each.text) first = std::min(first, key.second);
    for (Day monday = day("2025-12-15"); monday + days{6} < day("2026-11-05"); monday += days{7}) {
      if (monday < first) continue;
      int full = 0;
      int working = 0;
      for (int i = 0; i < 7; ++i) {
        const auto found = minutes_of_day.find({each.text, monday + days{i}});
        full += found != minutes_of_day.end() && found->second >= 240 ? 1 : 0;
        working += calendar.is_working(monday + days{i}).value() ? 1 : 0;
      }
      ++weeks;
      full_weeks += full >= std::min(5, working) ? 1 : 0;
    }
  }
  EXPECT_EQ(world().count("registry_site_week_public"), weeks);
  EXPECT_EQ(world().count("registry_site_week_public WHERE is_short = 0"), full_weeks);
  // Made anew from nothing, it is the same.
  const auto sum =
      "SELECT CAST(sum(days_full * 1000 + minutes + is_short) AS BIGINT) FROM registry_site_week";
  const auto before = world().count(sum);
  world().within(world().program, [](const Call& call) { return resettle_all_weeks(call); });
  EXPECT_EQ(world().count(sum), before);
}

}  // namespace
}  // namespace zhulian::registry
