// States are told twice: in C++ for one thing, in SQL for a list of them. Random histories hold
// the two together, and the projected stage to its view.
#include "needs/states.h"

#include <random>

#include "needs/needs_world.h"

namespace zhulian::needs {
namespace {

TEST(States, of_an_entry_follow_the_clock) {
  ListingFacts facts{
      .opens_on = test::day("2026-11-10"), .closes_on = test::day("2026-11-12"), .needs = 2};
  EXPECT_EQ(state_of(facts, test::day("2026-11-09")), ListingState::announced);
  EXPECT_EQ(state_of(facts, test::day("2026-11-10")), ListingState::open);
  EXPECT_EQ(state_of(facts, test::day("2026-11-12")), ListingState::open);
  EXPECT_EQ(state_of(facts, test::day("2026-11-13")), ListingState::failed);
  facts.has_claims = true;
  EXPECT_EQ(state_of(facts, test::day("2026-11-13")), ListingState::selecting);
  facts.has_chosen = true;
  facts.delivered = 1;
  EXPECT_EQ(state_of(facts, test::day("2027-11-13")), ListingState::under_way);
  facts.delivered = 2;
  EXPECT_EQ(state_of(facts, test::day("2026-11-13")), ListingState::done);
}

TEST(States, of_an_entry_whose_needs_were_all_taken_back_is_withdrawn) {
  const ListingFacts facts{.opens_on = test::day("2026-11-10"),
                           .closes_on = test::day("2026-11-12"),
                           .has_claims = true,
                           .has_chosen = true,
                           .needs = 0,
                           .needs_ended = 1};
  EXPECT_EQ(state_of(facts, test::day("2026-11-11")), ListingState::withdrawn);
}

class Histories : public NeedsTest {
 protected:
  template <class T>
  const T& any(const std::vector<T>& of) {
    return of[random_() % of.size()];
  }
  // One of the last few: old ones are mostly over and done with.
  template <class T>
  const T& recent(const std::vector<T>& of) {
    return of[of.size() - 1 - random_() % std::min<std::size_t>(of.size(), 4)];
  }
  const Actor& any_claimant() { return random_() % 2 ? world().claimant : rival; }

  // One step of somebody, sensible or not: what is refused changes nothing.
  void step() {
    switch (random_() % 14) {
      case 0:
        needs_.push_back(recorded(any(people)));
        break;
      case 1: {
        const auto listing = a_listing({recent(needs_)});
        if (as(world().town, publish, listing)) listings_.push_back(listing.id);
        break;
      }
      case 2:
        if (!listings_.empty()) {
          const auto made = a_claim(recent(listings_));
          if (as(any_claimant(), claim, made)) claims_.push_back(made.id);
        }
        break;
      case 3:
        if (!claims_.empty())
          std::ignore = as(world().town, select, {.claim = recent(claims_), .reason = "x"});
        break;
      case 4:
      case 5:
        if (!claims_.empty()) {
          auto delivery = a_delivery(recent(claims_));
          if (random_() % 2) delivery.need = recent(needs_);
          if (as(any_claimant(), deliver, delivery)) deliveries_.push_back(delivery.id);
        }
        break;
      case 6:
        if (!deliveries_.empty())
          std::ignore =
              as(world().liaison, evaluate, {.delivery = recent(deliveries_), .stars = 4});
        break;
      case 7:
        ends();
        break;
      case 8:
        days_later(static_cast<int>(random_() % 9));
        break;
      case 9:
        two_at_once();
        break;
      default:
        forward();
    }
  }
  // An entry about two needs.
  void two_at_once() {
    const auto listing = a_listing({recent(needs_), any(needs_)});
    if (as(world().town, publish, listing)) listings_.push_back(listing.id);
  }
  // The choice and the service, where there is something to choose and to serve.
  void forward() {
    if (claims_.empty()) return;
    const auto& claim = recent(claims_);
    std::ignore = as(world().town, select, {.claim = claim, .reason = "x"});
    if (random_() % 2) return;
    const auto delivery = a_delivery(claim);
    if (as(any_claimant(), deliver, delivery)) deliveries_.push_back(delivery.id);
  }
  void ends() {
    switch (random_() % 4) {
      case 0:
        std::ignore = as(world().town, end_need,
                         {.need = recent(needs_), .kind = EndingKind::withdrawn, .reason = "x"});
        break;
      case 1:
        std::ignore = as(world().town, end_need,
                         {.need = recent(needs_),
                          .kind = EndingKind::merged,
                          .into = recent(needs_),
                          .reason = "x"});
        break;
      case 2:
        if (!listings_.empty())
          std::ignore =
              as(world().town, withdraw_listing, {.listing = recent(listings_), .reason = "x"});
        break;
      default:
        if (!claims_.empty())
          std::ignore =
              as(any_claimant(), withdraw_claim, {.claim = recent(claims_), .reason = "x"});
    }
  }

  void expect_lists_to_agree() {
    std::size_t needs = 0;
    for (const auto& [state, word] : need_state_names.words) {
      const auto page = as(world().district, find_needs, {.state = state, .limit = 200});
      for (const auto& line : page->items) EXPECT_EQ(line.state, state) << line.id.text;
      needs += page->items.size();
    }
    EXPECT_EQ(needs, needs_.size());
    std::size_t listings = 0;
    for (const auto& [state, word] : listing_state_names.words) {
      const auto page = as(Actor{}, board, {.state = state, .limit = 200});
      for (const auto& line : page->items) EXPECT_EQ(line.state, state) << line.id.text;
      listings += page->items.size();
    }
    EXPECT_EQ(listings, listings_.size());
    std::size_t claims = 0;
    for (const auto& [state, word] : claim_state_names.words) {
      const auto page = as(world().district, find_claims, {.state = state, .limit = 200});
      for (const auto& line : page->items) EXPECT_EQ(line.state, state) << line.id.text;
      claims += page->items.size();
    }
    EXPECT_EQ(claims, claims_.size());
    EXPECT_EQ(world().count("needs_need n JOIN needs_need_stage s ON s.need_id = n.id"
                            " WHERE n.stage <> s.stage"),
              0);
  }

  std::mt19937 random_{20261105};
  std::vector<Id<Need>> needs_;
  std::vector<Id<Listing>> listings_;
  std::vector<Id<Claim>> claims_;
  std::vector<Id<Delivery>> deliveries_;
};
ON_BOTH_DATABASES(Histories);

TEST_P(Histories, at_random_give_one_state_in_both_languages) {
  for (int i = 0; i < 4; ++i) needs_.push_back(recorded(any(people)));
  for (int round = 0; round < 25; ++round) {
    for (int i = 0; i < 20; ++i) step();
    expect_lists_to_agree();
  }
  EXPECT_GT(deliveries_.size(), 3U);
  EXPECT_GT(world().count("needs_ending"), 3);
}

}  // namespace
}  // namespace zhulian::needs
