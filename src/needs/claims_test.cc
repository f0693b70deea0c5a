// Claims: the letter, joint claims, the choice, stepping back.
#include <thread>

#include "needs/needs_world.h"

namespace zhulian::needs {
namespace {

class Claims : public NeedsTest {};
ON_BOTH_DATABASES(Claims);

TEST_P(Claims, are_made_by_the_claimants_own_organisation) {
  const auto listing = published({recorded()});
  const auto page = as(world().claimant, claim, a_claim(listing));
  ASSERT_TRUE(page) << code_of(page);
  EXPECT_EQ(page->state, ClaimState::made);
  ASSERT_EQ(page->claimants.size(), 1U);
  EXPECT_EQ(page->claimants[0].id, world().company);
  EXPECT_TRUE(page->claimants[0].lead);
  EXPECT_TRUE(page->needs.empty());
  auto for_another = a_claim(listing);
  for_another.organisation = team;
  EXPECT_EQ(code_of(as(world().claimant, claim, for_another)), "needs.claim.other_organisation");
  EXPECT_EQ(code_of(as(world().town, claim, a_claim(listing))), "needs.claim.no_organisation");
  EXPECT_EQ(rows("needs_claim"), 1);
}

TEST_P(Claims, sent_twice_are_one_and_a_second_one_is_refused) {
  const auto listing = published({recorded()});
  const auto first = a_claim(listing);
  ASSERT_TRUE(as(world().claimant, claim, first));
  EXPECT_TRUE(as(world().claimant, claim, first));
  EXPECT_EQ(code_of(as(world().claimant, claim, a_claim(listing))), "needs.claim.made_already");
  EXPECT_EQ(code_of(as(rival, claim, first)), "needs.id_taken");
  EXPECT_EQ(rows("needs_claim"), 1);
}

TEST_P(Claims, need_a_complete_letter) {
  auto bad = a_claim(published({recorded()}));
  bad.letter = {.strengths = "short", .approach = "   ", .outcome = letter.outcome};
  const auto refused = as(world().claimant, claim, bad);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "needs.words.too_short");
  EXPECT_EQ(refused.error().field, "/letter/strengths");
  ASSERT_EQ(refused.error().others.size(), 1U);
  EXPECT_EQ(refused.error().others[0].field, "/letter/approach");
  EXPECT_EQ(refused.error().others[0].code, "needs.words.empty");
  bad.letter = letter;
  bad.letter.outcome = "        x        ";  // Blanks do not count.
  EXPECT_EQ(code_of(as(world().claimant, claim, bad)), "needs.words.too_short");
  EXPECT_EQ(rows("needs_claim"), 0);
}

TEST_P(Claims, are_taken_within_the_window_only) {
  auto listing = a_listing({recorded()});
  listing.opens_on = test::day("2026-11-07");
  ASSERT_TRUE(as(world().town, publish, listing));
  const auto early = as(world().claimant, claim, a_claim(listing.id));
  EXPECT_EQ(code_of(early), "needs.claim.too_early");
  EXPECT_EQ(early.error().arguments[0].value, "2026-11-07");
  days_later(12);
  EXPECT_EQ(code_of(as(world().claimant, claim, a_claim(listing.id))), "fine");
  days_later(1);
  const auto late = as(rival, claim, a_claim(listing.id));
  EXPECT_EQ(code_of(late), "needs.claim.too_late");
  EXPECT_EQ(late.error().fault, Fault::conflict);
}

TEST_P(Claims, are_refused_by_kind_area_and_end) {
  const auto listing = published({recorded()});
  const auto committee = add_body("residents_committee", "Committee", "421102001");
  const auto far = add_body("company", "Far", "421102002");
  const auto gone = add_body("company", "Gone", "421102");
  world().run(
      "UPDATE registry_organisation SET until_day = from_day + 1, from_day = from_day - 10"
      " WHERE id = '" +
      gone.text + "'");
  days_later(1);
  const auto answer = [&](const Id<registry::Organisation>& body, const std::string& name) {
    return code_of(as(add_user(name, "claimant", {}, body), claim, a_claim(listing)));
  };
  EXPECT_EQ(answer(committee, "one"), "needs.claim.body_kind");
  EXPECT_EQ(answer(far, "two"), "needs.claim.other_area");
  EXPECT_EQ(answer(gone, "three"), "needs.claim.body_ended");
}

TEST_P(Claims, joint_ones_name_the_lead_and_distinct_partners) {
  const auto listing = published({recorded()});
  auto joint = a_claim(listing);
  joint.partners = {team};
  const auto page = as(world().claimant, claim, joint);
  ASSERT_TRUE(page) << code_of(page);
  ASSERT_EQ(page->claimants.size(), 2U);
  EXPECT_EQ(page->claimants[0].id, world().company);
  EXPECT_EQ(page->claimants[1].id, team);
  EXPECT_FALSE(page->claimants[1].lead);
  // The partner sees it as its own.
  EXPECT_EQ(as(rival, find_claims, {})->items.size(), 1U);

  const auto refused = [&](std::vector<Id<registry::Organisation>> partners) {
    auto bad = a_claim(published({recorded()}));
    bad.partners = std::move(partners);
    return code_of(as(world().claimant, claim, bad));
  };
  EXPECT_EQ(refused({team, team}), "needs.claim.partner_twice");
  EXPECT_EQ(refused({world().company}), "needs.claim.partner_twice");
  EXPECT_EQ(refused({new_id<registry::Organisation>(world().now)}), "needs.claim.body_unknown");
  EXPECT_EQ(refused({add_body("federation", "F", "421102")}), "needs.claim.body_kind");
  std::vector<Id<registry::Organisation>> many;
  for (int i = 0; i < 11; ++i)
    many.push_back(add_body("company", "C" + std::to_string(i), "421102"));
  EXPECT_EQ(refused(many), "needs.claim.partners_max");
}

TEST_P(Claims, of_others_are_not_seen) {
  const auto listing = published({recorded()});
  const auto own = claimed(world().claimant, listing);
  const auto other = claimed(rival, listing);
  EXPECT_EQ(fault_of(as(world().claimant, open_claim, {.claim = other})), Fault::not_found);
  EXPECT_EQ(fault_of(as(world().stranger, open_claim, {.claim = own})), Fault::not_found);
  EXPECT_EQ(as(world().claimant, open_listing, {.listing = listing})->claims.size(), 1U);
  EXPECT_EQ(as(world().town, open_listing, {.listing = listing})->claims.size(), 2U);
  EXPECT_EQ(as(world().town, find_claims, {})->items.size(), 2U);
  EXPECT_TRUE(as(world().stranger, find_claims, {})->items.empty());
}

TEST_P(Claims, several_need_a_reason_for_the_choice) {
  const auto need = recorded();
  const auto listing = published({need});
  const auto mine = claimed(world().claimant, listing);
  const auto theirs = claimed(rival, listing);
  EXPECT_EQ(code_of(as(world().town, select, {.claim = mine})), "needs.selection.reason");
  EXPECT_EQ(code_of(as(world().town, select, {.claim = mine, .reason = "  "})),
            "needs.selection.reason");
  const auto chosen = as(world().town, select, {.claim = mine, .reason = "nearest"});
  ASSERT_TRUE(chosen) << code_of(chosen);
  EXPECT_EQ(chosen->state, ClaimState::chosen);
  EXPECT_EQ(chosen->reason, "nearest");
  EXPECT_EQ(as(rival, open_claim, {.claim = theirs})->state, ClaimState::not_chosen);
  EXPECT_EQ(state_of_need(need), NeedState::claimed);
  EXPECT_EQ(state_of_listing(listing), ListingState::under_way);
  EXPECT_EQ(as(Actor{}, notice, {.listing = listing})->claimants.size(), 1U);
  EXPECT_TRUE(as(world().town, select, {.claim = mine, .reason = "nearest"}));
  EXPECT_EQ(code_of(as(world().town, select, {.claim = theirs, .reason = "x"})),
            "needs.selection.made_already");
}

TEST_P(Claims, the_chosen_see_whom_they_serve_and_nobody_else_does) {
  const auto need = recorded();
  const auto listing = published({need});
  const auto mine = claimed(world().claimant, listing);
  claimed(rival, listing);
  selected(mine);
  const auto page = as(world().claimant, open_claim, {.claim = mine});
  ASSERT_EQ(page->needs.size(), 1U);
  EXPECT_EQ(page->needs[0].person_name, "\u738b\u6653\u660e");
  EXPECT_TRUE(as(world().claimant, open_need, {.need = need}));
  EXPECT_EQ(fault_of(as(rival, open_need, {.need = need})), Fault::not_found);
  EXPECT_TRUE(as(rival, open_listing, {.listing = listing})->needs.empty());
}

TEST_P(Claims, are_chosen_by_the_listings_own_office_and_by_no_party_to_them) {
  const auto listing = published({recorded()});
  const auto mine = claimed(world().claimant, listing);
  EXPECT_EQ(fault_of(as(world().stranger, select, {.claim = mine})), Fault::not_found);
  EXPECT_EQ(code_of(as(village, select, {.claim = mine})), "needs.listing.other_office");
  Actor biased = world().town;
  biased.organisation = world().company;
  EXPECT_EQ(code_of(as(biased, select, {.claim = mine})), "needs.selection.own_claim");
  EXPECT_EQ(rows("needs_selection"), 0);
}

TEST_P(Claims, two_who_choose_at_once_are_settled_by_the_database) {
  const auto listing = published({recorded()});
  const std::array claims{claimed(world().claimant, listing), claimed(rival, listing)};
  std::array<std::string, 2> answers;
  {
    std::array<std::jthread, 2> both;
    for (std::size_t i = 0; i < 2; ++i)
      both[i] = std::jthread([&, i] {
        answers[i] = code_of(world().as(world().town, select, {.claim = claims[i], .reason = "x"}));
      });
  }
  std::ranges::sort(answers);
  EXPECT_EQ(answers[0], "fine");
  EXPECT_EQ(answers[1], "needs.selection.made_already");
  EXPECT_EQ(rows("needs_selection"), 1);
}

TEST_P(Claims, two_of_one_organisation_at_once_are_settled_by_the_database) {
  const auto listing = published({recorded()});
  std::array<std::string, 4> answers;
  {
    std::array<std::jthread, 4> all;
    for (std::size_t i = 0; i < all.size(); ++i)
      all[i] = std::jthread([&, i, made = a_claim(listing)] {
        answers[i] = code_of(world().as(world().claimant, claim, made));
      });
  }
  EXPECT_EQ(std::ranges::count(answers, "fine"), 1);
  EXPECT_EQ(std::ranges::count(answers, "needs.claim.made_already"), 3);
  EXPECT_EQ(rows("needs_claim"), 1);
}

TEST_P(Claims, withdrawn_by_the_chosen_open_the_next_round) {
  const auto need = recorded();
  const auto listing = published({need});
  const auto mine = claimed(world().claimant, listing);
  const auto theirs = claimed(rival, listing);
  selected(mine);
  EXPECT_EQ(fault_of(as(rival, withdraw_claim, {.claim = mine, .reason = "x"})), Fault::not_found);
  const auto back = as(world().claimant, withdraw_claim, {.claim = mine, .reason = "van broke"});
  ASSERT_TRUE(back) << code_of(back);
  EXPECT_EQ(back->state, ClaimState::withdrawn);
  EXPECT_EQ(state_of_need(need), NeedState::listed);
  EXPECT_EQ(as(rival, open_claim, {.claim = theirs})->state, ClaimState::made);
  EXPECT_EQ(code_of(as(world().town, select, {.claim = mine, .reason = "x"})),
            "needs.selection.claim_withdrawn");
  EXPECT_EQ(code_of(as(world().claimant, deliver, a_delivery(mine))), "needs.delivery.not_chosen");
  // Once withdrawn it may claim again while the window holds, and the next round is chosen.
  EXPECT_TRUE(as(world().claimant, claim, a_claim(listing)));
  selected(theirs);
  EXPECT_EQ(rows("needs_selection"), 2);
  EXPECT_TRUE(as(rival, open_claim, {.claim = theirs})->state == ClaimState::chosen);
}

TEST_P(Claims, are_withdrawn_by_the_lead_only_and_not_after_a_delivery) {
  const auto listing = published({recorded()});
  auto joint = a_claim(listing);
  joint.partners = {team};
  ASSERT_TRUE(as(world().claimant, claim, joint));
  EXPECT_EQ(code_of(as(rival, withdraw_claim, {.claim = joint.id, .reason = "x"})),
            "needs.claim.lead_only");
  selected(joint.id);
  delivered(rival, joint.id);
  EXPECT_EQ(code_of(as(world().claimant, withdraw_claim, {.claim = joint.id, .reason = "x"})),
            "needs.claim.delivered");
}

TEST_P(Claims, wait_for_the_choice_after_the_window_has_closed) {
  const auto listing = published({recorded()});
  const auto mine = claimed(world().claimant, listing);
  days_later(11);
  EXPECT_EQ(state_of_listing(listing), ListingState::selecting);
  const auto waits = as(world().town, waiting);
  ASSERT_TRUE(waits);
  EXPECT_EQ(std::ranges::count(*waits, "listings.to_select", &Waiting::kind), 1);
  EXPECT_TRUE(as(world().town, select, {.claim = mine}));  // The only one: no reason needed.
  EXPECT_EQ(std::ranges::count(*as(world().town, waiting), "listings.to_select", &Waiting::kind),
            0);
  const auto own = as(world().claimant, waiting);
  EXPECT_EQ(std::ranges::count(*own, "claims.to_deliver", &Waiting::kind), 1);
  EXPECT_TRUE(as(rival, waiting)->empty());
  EXPECT_EQ(fault_of(as(Actor{}, waiting)), Fault::unauthenticated);
}

}  // namespace
}  // namespace zhulian::needs
