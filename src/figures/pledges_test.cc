// Pledges: progress that nobody types in, and a result that stays.
#include "figures/pledges.h"

#include <cmath>

#include <gtest/gtest.h>

#include "test/world.h"

namespace zhulian::figures {
namespace {

using test::area;
using test::day;

template <class T>
std::string told(const Result<T>& result) {
  if (result) return "fine";
  return result.error().code + ' ' + result.error().field;
}

class Pledges : public test::InBothWorlds {
 protected:
  NewPledge a_pledge(double target = 2) {
    return {.id = new_id<Pledge>(world().now),
            .area = area("421102"),
            .year = 2026,
            .name = "more holders",
            .figure = "holders",
            .target = target};
  }
  PledgeId pledged(double target = 2) {
    const NewPledge pledge = a_pledge(target);
    const auto made = as(world().district, add_pledge, pledge);
    EXPECT_TRUE(made) << told(made);
    return pledge.id;
  }
  PledgeLine line_of(const PledgeId& id, std::int64_t year = 2026) {
    const auto lines = as(world().district, find_pledges, {.year = year});
    for (const PledgeLine& line : *lines)
      if (line.id == id) return line;
    ADD_FAILURE() << "no such pledge";
    return {};
  }
  void add_holder(int order) {
    const std::string citizen = test::citizen_id("1980-01-01", order);
    ASSERT_TRUE(as(world().district, registry::add_person,
                   {.id = new_id<registry::Person>(world().now),
                    .name = "P",
                    .citizen_id = citizen,
                    .area = area("421102001015"),
                    .phone = "",
                    .address = "",
                    .guardian = "",
                    .household_kind = "resident",
                    .certificate_number = citizen + "43",
                    .issued_on = day("2026-01-05"),
                    .expires_on = day("2036-01-04")}));
  }
  double figure(const std::string& id, const std::string& to) {
    const auto lines =
        as(world().district, find_figures, {.area = area("421102"), .to = day(to)}).value();
    for (const FigureLine& line : lines)
      if (line.id == id) return line.value.value_or(-1);
    return -1;
  }
  void at(const std::string& instant) { world().now = parse_instant(instant).value(); }
};
ON_BOTH_DATABASES(Pledges);

TEST_P(Pledges, come_as_far_as_their_figure_does) {
  const PledgeId id = pledged();
  PledgeLine line = line_of(id);
  EXPECT_EQ(line.value, figure("holders", "2026-11-05"));
  EXPECT_EQ(line.value, 1);
  EXPECT_FALSE(line.is_reached);
  EXPECT_EQ(line.state, PledgeState::running);
  EXPECT_EQ(line.from, day("2026-01-01"));
  EXPECT_EQ(line.to, day("2026-11-05"));
  EXPECT_FALSE(line.may_close);
  add_holder(31);
  line = line_of(id);
  EXPECT_EQ(line.value, 2);
  EXPECT_TRUE(line.is_reached);
  EXPECT_EQ(line.state, PledgeState::running);  // Reached is not yet written down.
}

TEST_P(Pledges, are_computed_for_their_own_place_and_year) {
  NewPledge other = a_pledge();
  other.area = area("421102002");
  ASSERT_TRUE(as(world().district, add_pledge, other));
  EXPECT_EQ(line_of(other.id).value, 0);
  NewPledge next = a_pledge();
  next.year = 2027;
  ASSERT_TRUE(as(world().district, add_pledge, next));
  const PledgeLine line = line_of(next.id, 2027);
  EXPECT_EQ(line.state, PledgeState::ahead);
  EXPECT_FALSE(line.value);
  EXPECT_EQ(as(world().district, find_pledges, {.year = 2026})->size(), 1U);
  EXPECT_EQ(as(world().town, find_pledges, {.year = 2026})->size(), 0U);
  EXPECT_EQ(as(world().district, find_pledges, {.area = area("421102001")})->size(), 0U);
}

TEST_P(Pledges, keep_their_result_when_the_year_is_over) {
  const PledgeId missed = pledged(5);
  NewPledge easy = a_pledge(1);
  easy.name = "one holder";
  ASSERT_TRUE(as(world().district, add_pledge, easy));
  EXPECT_EQ(told(as(world().district, close_pledge, {.pledge = missed})),
            "figures.pledge.year_runs ");
  at("2026-12-31T01:00:00Z");
  EXPECT_TRUE(line_of(missed).may_close);
  const PledgeClosing closing{.pledge = missed, .words = "two villages were flooded"};
  const auto closed = as(world().district, close_pledge, closing);
  ASSERT_TRUE(closed) << told(closed);
  EXPECT_EQ(closed->state, PledgeState::not_reached);
  EXPECT_EQ(closed->closing->value, 1);
  EXPECT_EQ(closed->closing->words, "two villages were flooded");
  EXPECT_TRUE(as(world().district, close_pledge, closing));  // It came again.
  EXPECT_EQ(told(as(world().district, close_pledge, {.pledge = missed, .words = "other"})),
            "figures.pledge.closed ");
  ASSERT_TRUE(as(world().district, close_pledge, {.pledge = easy.id}));
  EXPECT_EQ(line_of(easy.id).state, PledgeState::done);
  // What is recorded later moves the figure and not the result.
  for (int i = 0; i < 5; ++i) add_holder(41 + i * 2);
  const PledgeLine line = line_of(missed);
  EXPECT_EQ(line.value, 6);
  EXPECT_EQ(line.closing->value, 1);
  EXPECT_EQ(line.state, PledgeState::not_reached);
  EXPECT_FALSE(line.is_reached);
  EXPECT_EQ(
      told(as(world().district, correct_pledge,
              {.pledge = missed, .id = new_id<Pledge>(world().now), .reason = "x", .target = 1})),
      "figures.pledge.closed ");
  EXPECT_EQ(figure("pledges_made", "2026-12-31"), 2);
  EXPECT_EQ(figure("pledges_reached", "2026-12-31"), 1);
}

TEST_P(Pledges, that_change_are_new_rows_that_name_the_old) {
  const PledgeId first = pledged(5);
  const PledgeCorrection change{
      .pledge = first, .id = new_id<Pledge>(world().now), .reason = "fewer hands", .target = 3};
  const auto changed = as(world().district, correct_pledge, change);
  ASSERT_TRUE(changed) << told(changed);
  EXPECT_EQ(changed->target, 3);
  EXPECT_EQ(changed->name, "more holders");
  ASSERT_EQ(changed->former.size(), 1U);
  EXPECT_EQ(changed->former[0].target, 5);
  EXPECT_EQ(changed->former[0].reason, "fewer hands");
  EXPECT_TRUE(as(world().district, correct_pledge, change));  // It came again.
  EXPECT_EQ(as(world().district, find_pledges, {})->size(), 1U);
  const auto late =
      as(world().district, correct_pledge,
         {.pledge = first, .id = new_id<Pledge>(world().now), .reason = "x", .target = 4});
  EXPECT_EQ(told(late), "figures.pledge.corrected ");
  EXPECT_EQ(late.error().arguments.at(0).value, change.id.text);
  EXPECT_EQ(told(as(world().district, close_pledge, {.pledge = first})),
            "figures.pledge.corrected ");
  EXPECT_EQ(
      told(
          as(world().district, correct_pledge,
             {.pledge = change.id, .id = new_id<Pledge>(world().now), .reason = "x", .target = 3})),
      "figures.pledge.unchanged /target");
  EXPECT_EQ(figure("pledges_made", "2026-11-05"), 1);
}

TEST_P(Pledges, are_refused_with_the_field_at_fault) {
  const auto refused = [&](const NewPledge& pledge) {
    return told(as(world().district, add_pledge, pledge));
  };
  NewPledge pledge = a_pledge();
  pledge.figure = "holdres";
  EXPECT_EQ(refused(pledge), "figures.pledge.no_figure /figure");
  for (const double target : {0.0, -1.0, std::nan(""), HUGE_VAL})
    EXPECT_EQ(refused(a_pledge(target)), "figures.pledge.target /target");
  pledge = a_pledge();
  pledge.year = 2028;
  EXPECT_EQ(refused(pledge), "figures.pledge.year /year");
  pledge = a_pledge();
  pledge.name = "  ";
  EXPECT_EQ(refused(pledge), "figures.pledge.no_name /name");
  pledge = a_pledge();
  pledge.lead = new_id<registry::Organisation>(world().now);
  EXPECT_EQ(refused(pledge), "figures.pledge.lead /lead");
  pledge = a_pledge();
  pledge.published_on = day("2026-11-06");
  EXPECT_EQ(refused(pledge), "figures.pledge.in_future /published_on");
  pledge = a_pledge();
  pledge.area = area("440703");
  EXPECT_EQ(refused(pledge), "figures.no_area /area");
  pledge = a_pledge();
  pledge.lead = world().company;
  EXPECT_EQ(refused(pledge), "fine");
  EXPECT_NE(line_of(pledge.id).lead_name, "");
  EXPECT_EQ(refused(pledge), "fine");  // It came again.
  EXPECT_EQ(refused(a_pledge()), "figures.pledge.there_already /name");
  EXPECT_EQ(told(as(world().stranger, close_pledge, {.pledge = pledge.id})),
            "figures.pledge.absent ");
}

}  // namespace
}  // namespace zhulian::figures
