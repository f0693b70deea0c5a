// Deliveries, their proof, and how it was.
#include "needs/needs_world.h"

namespace zhulian::needs {
namespace {

class Deliveries : public NeedsTest {
 protected:
  Id<StoredFile> photo(const Actor& by, const std::string& purpose = "delivery.evidence") {
    return world().within(by, [&](const Call& call) {
      const auto id = new_id<StoredFile>(call.now);
      const auto added = call.deployment.files.add(
          call, {.stored_as = id.text, .kind = FileKind::png, .bytes = 1, .sha256 = id.text},
          {.id = id,
           .name = "a.png",
           .purpose = purpose,
           .area = test::area("421102"),
           .expires_at = call.now + std::chrono::days(1)});
      EXPECT_TRUE(added);
      return id;
    });
  }
  Id<Claim> chosen() {
    const auto made = claimed(world().claimant, published({recorded()}));
    selected(made);
    return made;
  }
  NewEvaluation rating(const Id<Delivery>& of, Side side, std::int64_t stars) {
    return {.delivery = of, .side = side, .stars = stars, .words = "well done"};
  }
};
ON_BOTH_DATABASES(Deliveries);

TEST_P(Deliveries, are_recorded_by_the_chosen_with_their_proof) {
  const auto claim = chosen();
  auto delivery = a_delivery(claim);
  delivery.evidence = {photo(world().claimant).text, photo(world().claimant).text};
  const auto line = as(world().claimant, deliver, delivery);
  ASSERT_TRUE(line) << code_of(line);
  EXPECT_EQ(line->evidence.size(), 2U);
  for (const std::string& file : delivery.evidence)  // Proof does not expire.
    EXPECT_FALSE(
        world()
            .within(world().claimant, [&](const Call& call) { return find_file(call.tx, {file}); })
            ->expires_at);
  EXPECT_FALSE(line->score);
  EXPECT_EQ(state_of_need(line->need), NeedState::delivered);
  EXPECT_EQ(as(world().claimant, open_claim, {.claim = claim})->state, ClaimState::delivered);
  EXPECT_TRUE(as(world().claimant, deliver, delivery));  // The answer was lost on the way.
  EXPECT_EQ(rows("needs_delivery"), 1);
  EXPECT_EQ(code_of(as(world().claimant, deliver, a_delivery(claim))),
            "needs.delivery.made_already");
}

TEST_P(Deliveries, are_refused_to_whoever_was_not_chosen) {
  const auto listing = published({recorded()});
  const auto mine = claimed(world().claimant, listing);
  const auto theirs = claimed(rival, listing);
  EXPECT_EQ(code_of(as(world().claimant, deliver, a_delivery(mine))), "needs.delivery.not_chosen");
  selected(mine);
  EXPECT_EQ(code_of(as(rival, deliver, a_delivery(theirs))), "needs.delivery.not_chosen");
  EXPECT_EQ(fault_of(as(rival, deliver, a_delivery(mine))), Fault::not_found);
  EXPECT_EQ(code_of(as(world().town, deliver, a_delivery(mine))), "needs.delivery.claimant_only");
  EXPECT_EQ(rows("needs_delivery"), 0);
}

TEST_P(Deliveries, happen_between_the_choice_and_today) {
  const auto claim = chosen();
  days_later(3);
  auto delivery = a_delivery(claim);
  delivery.delivered_on = test::day("2026-11-04");
  EXPECT_EQ(code_of(as(world().claimant, deliver, delivery)), "needs.delivery.before_selection");
  delivery.delivered_on = test::day("2026-11-09");
  EXPECT_EQ(code_of(as(world().claimant, deliver, delivery)), "needs.delivery.in_future");
  delivery.delivered_on = test::day("2026-11-05");
  EXPECT_TRUE(as(world().claimant, deliver, delivery));
}

TEST_P(Deliveries, take_only_their_own_unused_photos) {
  const auto claim = chosen();
  const auto refused = [&](std::vector<std::string> evidence) {
    auto delivery = a_delivery(claim);
    delivery.evidence = std::move(evidence);
    return code_of(as(world().claimant, deliver, delivery));
  };
  EXPECT_EQ(refused({photo(rival).text}), "needs.delivery.evidence_absent");
  EXPECT_EQ(refused({photo(world().claimant, "roster").text}), "needs.delivery.evidence_absent");
  EXPECT_EQ(refused({new_uuid(world().now)}), "needs.delivery.evidence_absent");
  EXPECT_EQ(refused({"nonsense"}), "needs.delivery.evidence_absent");
  const auto good = photo(world().claimant).text;
  EXPECT_EQ(refused({good, good}), "needs.delivery.evidence_twice");
  EXPECT_EQ(refused(std::vector<std::string>(10, good)), "needs.delivery.evidence_max");
  EXPECT_EQ(rows("needs_delivery"), 0);
  EXPECT_EQ(rows("needs_delivery_evidence"), 0);
  EXPECT_EQ(refused({good}), "fine");
  const auto next = claimed(world().claimant, published({recorded()}));
  selected(next);
  auto again = a_delivery(next);
  again.evidence = {good};
  EXPECT_EQ(code_of(as(world().claimant, deliver, again)), "needs.delivery.evidence_twice");
}

TEST_P(Deliveries, of_several_needs_say_which) {
  const auto one = recorded();
  const auto two = recorded(people[1]);
  const auto listing = published({one, two});
  const auto claim = claimed(world().claimant, listing);
  selected(claim);
  EXPECT_EQ(code_of(as(world().claimant, deliver, a_delivery(claim))), "needs.delivery.which_need");
  auto first = a_delivery(claim);
  first.need = one;
  ASSERT_TRUE(as(world().claimant, deliver, first));
  EXPECT_EQ(state_of_listing(listing), ListingState::under_way);
  delivered(world().claimant, claim);  // One is left, so it need not be named.
  EXPECT_EQ(state_of_listing(listing), ListingState::done);
  auto strange = a_delivery(claim);
  strange.need = recorded();
  EXPECT_EQ(code_of(as(world().claimant, deliver, strange)), "needs.delivery.other_need");
}

TEST_P(Deliveries, of_a_need_taken_back_are_refused) {
  const auto need = recorded();
  const auto claim = claimed(world().claimant, published({need, recorded(people[1])}));
  selected(claim);
  ASSERT_TRUE(as(world().resident, end_need,
                 {.need = need, .kind = EndingKind::withdrawn, .reason = "moved"}));
  auto delivery = a_delivery(claim);
  delivery.need = need;
  EXPECT_EQ(code_of(as(world().claimant, deliver, delivery)), "needs.delivery.other_need");
}

TEST_P(Deliveries, are_seen_by_the_person_the_office_and_the_claimants) {
  const auto delivery = served();
  EXPECT_TRUE(as(world().resident, open_delivery, {.delivery = delivery}));
  EXPECT_TRUE(as(world().liaison, open_delivery, {.delivery = delivery}));
  EXPECT_TRUE(as(world().claimant, open_delivery, {.delivery = delivery}));
  EXPECT_EQ(fault_of(as(rival, open_delivery, {.delivery = delivery})), Fault::not_found);
  EXPECT_EQ(fault_of(as(world().stranger, open_delivery, {.delivery = delivery})),
            Fault::not_found);
  EXPECT_EQ(fault_of(as(Actor{}, open_delivery, {.delivery = delivery})), Fault::unauthenticated);
}

TEST_P(Deliveries, are_weighed_sixty_to_forty) {
  const auto delivery = served();
  const auto own = as(world().resident, evaluate, rating(delivery, Side::person, 5));
  ASSERT_TRUE(own) << code_of(own);
  EXPECT_DOUBLE_EQ(*own->score, 5.0);
  EXPECT_EQ(state_of_need(own->need), NeedState::evaluated);
  ASSERT_TRUE(as(village, evaluate, rating(delivery, Side::community, 2)));
  const auto both = as(world().town, evaluate, rating(delivery, Side::community, 3));
  ASSERT_TRUE(both);
  EXPECT_DOUBLE_EQ(*both->score, 0.6 * 5 + 0.4 * 2.5);
  EXPECT_EQ(both->person_stars, 5);
  EXPECT_EQ(both->community_ratings, 2);
  EXPECT_DOUBLE_EQ(*both->community_stars, 2.5);
}

TEST_P(Deliveries, are_evaluated_once_by_each_and_again_is_the_same) {
  const auto delivery = served();
  ASSERT_TRUE(as(world().resident, evaluate, rating(delivery, Side::person, 4)));
  EXPECT_TRUE(as(world().resident, evaluate, rating(delivery, Side::person, 4)));
  EXPECT_EQ(code_of(as(world().resident, evaluate, rating(delivery, Side::person, 1))),
            "needs.evaluation.made_already");
  // Nobody overrules the person by proxy.
  EXPECT_EQ(code_of(as(world().liaison, evaluate, rating(delivery, Side::person, 1))),
            "needs.evaluation.made_already");
  EXPECT_EQ(rows("needs_evaluation"), 1);
}

TEST_P(Deliveries, staff_speak_for_the_person_as_proxy_whatever_the_form_says) {
  const auto delivery = served();
  auto said = rating(delivery, Side::person, 4);
  said.proxy = false;
  ASSERT_TRUE(as(world().liaison, evaluate, said));
  EXPECT_EQ(world().count("needs_evaluation WHERE proxy = 1 AND side = 'person'"), 1);
}

TEST_P(Deliveries, are_never_rated_by_who_stands_on_the_claim) {
  const auto delivery = served();
  Actor own = world().claimant;
  own.rights = {Right::evaluations_person, Right::evaluations_community};
  EXPECT_EQ(code_of(as(own, evaluate, rating(delivery, Side::community, 5))),
            "needs.evaluation.own_delivery");
  Actor clerk = world().town;
  clerk.organisation = world().company;
  EXPECT_EQ(code_of(as(clerk, evaluate, rating(delivery, Side::community, 5))),
            "needs.evaluation.own_delivery");
  EXPECT_EQ(code_of(as(clerk, evaluate, rating(delivery, Side::person, 5))),
            "needs.evaluation.own_delivery");
  EXPECT_EQ(fault_of(as(rival, evaluate, rating(delivery, Side::community, 1))), Fault::not_found);
  EXPECT_EQ(code_of(as(world().resident, evaluate, rating(delivery, Side::community, 5))),
            "needs.evaluation.side");
  EXPECT_EQ(code_of(as(world().liaison, evaluate, rating(delivery, Side::community, 5))),
            "needs.evaluation.side");
  EXPECT_EQ(rows("needs_evaluation"), 0);
}

TEST_P(Deliveries, are_evaluated_within_the_packs_days) {
  const auto delivery = served();
  EXPECT_EQ(
      std::ranges::count(*as(world().resident, waiting), "deliveries.to_evaluate", &Waiting::kind),
      1);
  days_later(15);
  EXPECT_TRUE(as(village, evaluate, rating(delivery, Side::community, 4)));
  days_later(1);
  EXPECT_EQ(code_of(as(world().resident, evaluate, rating(delivery, Side::person, 4))),
            "needs.evaluation.too_late");
  EXPECT_TRUE(as(world().resident, waiting)->empty());
}

}  // namespace
}  // namespace zhulian::needs
