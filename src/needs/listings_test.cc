// Publishing, the board, withdrawing.
#include <thread>

#include "needs/needs_world.h"

namespace zhulian::needs {
namespace {

class Listings : public NeedsTest {};
ON_BOTH_DATABASES(Listings);

TEST_P(Listings, take_their_days_from_the_pack) {
  const auto page = as(world().town, publish, a_listing({recorded()}));
  ASSERT_TRUE(page) << code_of(page);
  EXPECT_EQ(page->listing.state, ListingState::open);
  EXPECT_EQ(page->listing.opens_on, test::day("2026-11-05"));
  EXPECT_EQ(page->listing.closes_on, test::day("2026-11-15"));
  EXPECT_EQ(page->listing.deliver_by, test::day("2026-12-20"));
  EXPECT_EQ(page->needs.size(), 1U);
  EXPECT_EQ(page->needs[0].state, NeedState::listed);
}

TEST_P(Listings, sent_twice_are_one) {
  const auto listing = a_listing({recorded()});
  ASSERT_TRUE(as(world().town, publish, listing));
  EXPECT_TRUE(as(world().town, publish, listing));
  EXPECT_EQ(rows("needs_listing"), 1);
  EXPECT_EQ(code_of(as(world().district, publish, listing)), "needs.id_taken");
}

TEST_P(Listings, take_only_open_needs_of_the_publishers_areas) {
  const auto need = recorded();
  EXPECT_EQ(code_of(as(world().town, publish, a_listing({}))), "needs.listing.no_needs");
  EXPECT_EQ(code_of(as(world().town, publish, a_listing({need, need}))),
            "needs.listing.need_twice");
  EXPECT_EQ(code_of(as(world().town, publish, a_listing({new_id<Need>(world().now)}))),
            "needs.need.absent");
  EXPECT_EQ(code_of(as(world().stranger, publish, a_listing({need}))), "needs.listing.area_absent");
  auto wide = a_listing({need});
  wide.area = test::area("421102");
  EXPECT_EQ(code_of(as(world().town, publish, wide)), "needs.listing.area_absent");
  auto other = a_listing({need});
  other.area = test::area("421102001016");
  EXPECT_NE(code_of(as(world().town, publish, other)), "fine");
  EXPECT_EQ(rows("needs_listing"), 0);
  published({need});
  EXPECT_EQ(code_of(as(world().town, publish, a_listing({need}))), "needs.listing.need_not_open");
  EXPECT_EQ(rows("needs_listing"), 1);
}

TEST_P(Listings, do_not_open_in_the_past_nor_close_before_they_open) {
  auto listing = a_listing({recorded()});
  listing.opens_on = test::day("2026-11-04");
  EXPECT_EQ(code_of(as(world().town, publish, listing)), "needs.listing.opens_in_past");
  listing.opens_on = test::day("2026-11-10");
  listing.closes_on = test::day("2026-11-09");
  EXPECT_EQ(code_of(as(world().town, publish, listing)), "needs.listing.closes_before_opening");
  listing.closes_on = test::day("2026-11-10");
  listing.deliver_by = test::day("2026-11-09");
  EXPECT_EQ(code_of(as(world().town, publish, listing)), "needs.listing.due_before_closing");
  listing.deliver_by = test::day("2026-11-10");
  EXPECT_TRUE(as(world().town, publish, listing));
}

TEST_P(Listings, name_nobody) {
  const auto need = recorded();
  const auto refused = [&](auto change) {
    auto listing = a_listing({need});
    change(listing);
    const auto answer = as(world().town, publish, listing);
    return answer ? std::string("fine") : answer.error().code + answer.error().field;
  };
  const std::string name = "\u738b\u6653\u660e";
  EXPECT_EQ(refused([&](auto& l) { l.title = name + title; }), "needs.notice.name/title");
  EXPECT_EQ(refused([&](auto& l) { l.scope = "\u738b \u6653 \u660e"; }), "needs.notice.name/scope");
  EXPECT_EQ(refused([&](auto& l) { l.place = "\u60e0\u5eb7\u4f73\u82d1 3-201"; }),
            "needs.notice.address/place");
  EXPECT_EQ(refused([&](auto& l) { l.scope = scope + " 13912345678"; }),
            "needs.notice.phone/scope");
  EXPECT_EQ(refused([&](auto& l) { l.scope = scope + " 42119919700501001X"; }),
            "needs.notice.citizen_id/scope");
  EXPECT_EQ(refused([&](auto& l) { l.batch = name; }), "needs.notice.name/batch");
  EXPECT_EQ(rows("needs_listing"), 0);
}

TEST_P(Listings, about_few_people_name_their_place_one_level_wider) {
  auto few = a_listing({recorded()});
  few.area = test::area("421102001015");
  const auto small = as(world().town, publish, few);
  auto many = a_listing({recorded(people[0]), recorded(people[1]), recorded(people[2])});
  many.area = test::area("421102001015");
  const auto large = as(world().town, publish, many);
  ASSERT_TRUE(small && large);
  EXPECT_NE(small->listing.area_name, large->listing.area_name);
  const auto town_name = world().within(world().program, [](const Call& call) {
    return registry::area_name(call, test::area("421102001")).value();
  });
  EXPECT_EQ(small->listing.area_name, town_name);
}

TEST_P(Listings, few_people_are_not_pointed_at_by_the_village_in_the_free_text) {
  const auto village_name = world().within(world().program, [](const Call& call) {
    return registry::area_name(call, test::area("421102001015")).value();
  });
  auto few = a_listing({recorded()});
  few.place = place + village_name;
  const auto page = as(world().town, publish, few);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->listing.place.find(village_name), std::string::npos);
}

TEST_P(Listings, are_on_the_board_for_everybody_without_anything_of_the_person) {
  const auto listing = published({recorded()});
  const Actor visitor;
  const auto page = as(visitor, board, {});
  ASSERT_TRUE(page);
  ASSERT_EQ(page->items.size(), 1U);
  const std::string shown = boost::json::serialize(record::to_json(page->items[0]));
  EXPECT_EQ(shown.find(world().person.text), std::string::npos);
  EXPECT_EQ(shown.find("\u738b\u6653\u660e"), std::string::npos);
  EXPECT_EQ(shown.find(wish), std::string::npos);
  // The notice names the group of the need, not the need.
  EXPECT_EQ(page->items[0].category.find('.'), std::string::npos);
  EXPECT_TRUE(as(visitor, notice, {.listing = listing}));
  EXPECT_EQ(fault_of(as(visitor, notice, {.listing = new_id<Listing>(world().now)})),
            Fault::not_found);
}

TEST_P(Listings, are_opened_within_sight_only) {
  const auto listing = published({recorded()});
  EXPECT_TRUE(as(world().town, open_listing, {.listing = listing}));
  EXPECT_TRUE(as(village, open_listing, {.listing = listing}));
  EXPECT_EQ(fault_of(as(world().stranger, open_listing, {.listing = listing})), Fault::not_found);
  const auto seen = as(world().claimant, open_listing, {.listing = listing});
  ASSERT_TRUE(seen);
  EXPECT_TRUE(seen->needs.empty());
  EXPECT_TRUE(seen->claims.empty());
}

TEST_P(Listings, withdrawn_free_their_needs_for_the_next_round) {
  const auto need = recorded();
  const auto listing = published({need});
  const auto claim = claimed(world().claimant, listing);
  const auto page = as(world().town, withdraw_listing, {.listing = listing, .reason = "a mistake"});
  ASSERT_TRUE(page) << code_of(page);
  EXPECT_EQ(page->listing.state, ListingState::withdrawn);
  EXPECT_EQ(state_of_need(need), NeedState::open);
  EXPECT_EQ(as(world().claimant, open_claim, {.claim = claim})->state, ClaimState::not_chosen);
  EXPECT_EQ(code_of(as(world().town, select, {.claim = claim})), "needs.listing.withdrawn");
  EXPECT_TRUE(as(world().town, withdraw_listing, {.listing = listing, .reason = "a mistake"}));
  EXPECT_EQ(code_of(as(world().district, withdraw_listing, {.listing = listing, .reason = "x"})),
            "needs.listing.withdrawn");
  EXPECT_TRUE(as(Actor{}, board, {})->items.empty());
  EXPECT_EQ(as(Actor{}, board, {.state = ListingState::withdrawn})->items.size(), 1U);
  published({need});
  EXPECT_EQ(state_of_need(need), NeedState::listed);
}

TEST_P(Listings, are_not_withdrawn_by_others_nor_after_a_delivery) {
  const auto delivery = served();
  const auto need = as(world().district, open_delivery, {.delivery = delivery})->need;
  const auto listing = *as(world().district, open_need, {.need = need})->listing;
  EXPECT_EQ(code_of(as(world().town, withdraw_listing, {.listing = listing, .reason = "x"})),
            "needs.listing.delivered");
  EXPECT_EQ(code_of(as(world().stranger, withdraw_listing, {.listing = listing, .reason = "x"})),
            "needs.listing.absent");
  // The village sees the entry through its need, but it is the town's.
  EXPECT_EQ(fault_of(as(village, withdraw_listing, {.listing = listing, .reason = "x"})),
            Fault::forbidden);
}

TEST_P(Listings, that_fail_free_their_needs_by_the_clock) {
  const auto need = recorded();
  const auto listing = published({need});
  days_later(10);  // The last day is included.
  EXPECT_EQ(state_of_listing(listing), ListingState::open);
  days_later(1);
  EXPECT_EQ(state_of_listing(listing), ListingState::failed);
  EXPECT_EQ(state_of_need(need), NeedState::open);
  EXPECT_EQ(as(world().town, find_needs, {.state = NeedState::open})->items.size(), 1U);
  published({need});
  EXPECT_EQ(state_of_listing(listing), ListingState::failed);
  EXPECT_EQ(state_of_need(need), NeedState::listed);
}

TEST_P(Listings, two_that_want_one_need_are_settled_by_the_database) {
  const auto need = recorded();
  std::array<std::string, 2> answers;
  {
    std::array<std::jthread, 2> both;
    for (std::size_t i = 0; i < 2; ++i) {
      const auto listing = a_listing({need});
      both[i] = std::jthread(
          [&, i, listing] { answers[i] = code_of(world().as(world().town, publish, listing)); });
    }
  }
  std::ranges::sort(answers);
  EXPECT_EQ(answers[0], "fine");
  EXPECT_EQ(answers[1], "needs.listing.need_not_open");
  EXPECT_EQ(rows("needs_listing"), 1);
}

}  // namespace
}  // namespace zhulian::needs
