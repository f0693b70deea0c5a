// Campaigns and their parcels.
#include "events/events_world.h"

namespace zhulian::events {
namespace {

class Campaigns : public EventsTest {
 protected:
  void SetUp() override {
    EventsTest::SetUp();
    xu = add_person("\u8bb8", "421102001001", "1990-01-01", 22, "53");
  }
  NewCampaign a_campaign(const std::string& from = "2026-05-17") {
    return {.id = new_id<Campaign>(world().now),
            .kind = "disability_day",
            .name = "Day",
            .theme = "T",
            .area = test::area("421102"),
            .from = test::day(from)};
  }
  CampaignId added() {
    const auto made = as(world().district, add_campaign, a_campaign());
    EXPECT_TRUE(made) << code_of(made);
    return made->id;
  }
  CampaignId frozen(std::optional<std::string> when = {}) {
    const auto id = added();
    const auto made = as(world().district, freeze,
                         {.campaign = id, .day = test::day("2026-11-01"), .when = std::move(when)});
    EXPECT_TRUE(made) << code_of(made);
    return id;
  }
  ParcelDelivery a_delivery(const CampaignId& campaign, const PersonId& person) {
    return {.campaign = campaign, .person = person, .id = new_id<Event>(world().now)};
  }
  CampaignPage page_of(const CampaignId& id) {
    return as(world().district, open_campaign, {.campaign = id}).value();
  }

  PersonId xu;  // Category 5 level 3, in the next village.
};
ON_BOTH_DATABASES(Campaigns);

TEST_P(Campaigns, count_their_ordinal_by_the_packs_formula) {
  const auto made = as(world().district, add_campaign, a_campaign("2020-05-17"));
  ASSERT_TRUE(made);
  EXPECT_EQ(made->ordinal, 30);
  auto other = a_campaign("2020-05-17");
  other.kind = "festival";
  EXPECT_FALSE(as(world().district, add_campaign, other)->ordinal);
  EXPECT_TRUE(as(world().district, add_campaign, other));
  EXPECT_EQ(rows("events_campaign"), 2);
  other.id = new_id<Campaign>(world().now);
  other.last = test::day("2020-05-16");
  EXPECT_EQ(code_of(as(world().district, add_campaign, other)), "events.campaign.backwards");
  EXPECT_EQ(fault_of(as(world().stranger, add_campaign, a_campaign())), Fault::not_found);
}

TEST_P(Campaigns, gather_their_events_from_the_areas_inside) {
  const auto id = added();
  auto event = an_activity("2026-11-03");
  event.campaign = id;
  EXPECT_TRUE(as(world().liaison, record_event, event));  // A village's event of the district's.
  EXPECT_EQ(page_of(id).campaign.events, 1);
  EXPECT_TRUE(as(world().liaison, open_campaign, {.campaign = id}));
  EXPECT_EQ(fault_of(as(world().stranger, open_campaign, {.campaign = id})), Fault::not_found);
  EXPECT_EQ(code_of(as(world().town, freeze, {.campaign = id, .day = test::day("2026-11-01")})),
            "events.campaign.absent");  // Not theirs to freeze.
}

TEST_P(Campaigns, freeze_who_held_a_certificate_on_the_day) {
  const auto id = frozen();
  EXPECT_EQ(page_of(id).parcels, 2);  // Wang and Xu; the others hold none.
  const auto late = add_person("\u5f20", "421102001015", "1990-01-01", 23, "11");
  EXPECT_EQ(page_of(id).parcels, 2);
  EXPECT_EQ(code_of(as(world().district, deliver_parcel, a_delivery(id, late))),
            "events.parcel.absent");
  EXPECT_EQ(code_of(as(world().district, freeze, {.campaign = id, .day = test::day("2026-11-02")})),
            "events.parcel.frozen");
  EXPECT_TRUE(as(world().district, freeze, {.campaign = id, .day = test::day("2026-11-01")}));
  const auto next = added();
  EXPECT_EQ(
      code_of(as(world().district, freeze, {.campaign = next, .day = test::day("2026-11-06")})),
      "events.parcel.freeze_ahead");
}

TEST_P(Campaigns, freeze_by_a_condition) {
  EXPECT_EQ(page_of(frozen("category = 4 and level <= 2")).parcels, 1);
  const auto id = added();
  const auto bad = as(world().district, freeze,
                      {.campaign = id, .day = test::day("2026-11-01"), .when = "colour = 3"});
  EXPECT_EQ(code_of(bad), "feel.check.unknown_name");
  EXPECT_EQ(field_of(bad), "/when");
  EXPECT_EQ(page_of(id).frozen_on, std::nullopt);
}

TEST_P(Campaigns, hand_over_one_parcel_a_person) {
  const auto id = frozen();
  const auto delivery = a_delivery(id, wang);
  const auto done = as(world().liaison, deliver_parcel, delivery);
  ASSERT_TRUE(done) << code_of(done);
  EXPECT_EQ(done->state, ParcelState::delivered);
  EXPECT_EQ(done->event, delivery.id);
  EXPECT_TRUE(as(world().liaison, deliver_parcel, delivery));
  EXPECT_EQ(code_of(as(world().town, deliver_parcel, a_delivery(id, wang))),
            "events.parcel.delivered");
  EXPECT_EQ(page(delivery.id).items.at(0).item, "parcel");
  const auto open = page_of(id);
  EXPECT_EQ(open.undelivered, 1);
  ASSERT_EQ(open.places.size(), 1U);
  EXPECT_EQ(open.places[0].area, test::area("421102001001"));
  const auto waiting =
      as(world().district, find_parcels, {.campaign = id, .state = ParcelState::undelivered});
  ASSERT_EQ(waiting->items.size(), 1U);
  EXPECT_EQ(waiting->items[0].person, xu);
  // A liaison sees the parcels of the own village only.
  EXPECT_EQ(as(world().liaison, find_parcels, {.campaign = id})->items.size(), 1U);
  EXPECT_EQ(code_of(as(world().liaison, deliver_parcel, a_delivery(id, xu))),
            "events.parcel.absent");
}

TEST_P(Campaigns, a_parcel_that_was_not_handed_over_waits_again) {
  const auto id = frozen();
  const auto delivery = a_delivery(id, wang);
  ASSERT_TRUE(as(world().town, deliver_parcel, delivery));
  NewEvent instead{.id = new_id<Event>(world().now),
                   .kind = "parcel",
                   .campaign = id,
                   .on = test::day("2026-11-04"),
                   .persons = {li}};
  EXPECT_EQ(
      code_of(as(world().town, correct, {.event = delivery.id, .reason = "r", .instead = instead})),
      "events.parcel.other_person");
  instead.persons = {wang};
  ASSERT_TRUE(as(world().town, correct,
                 {.event = delivery.id, .reason = "a day before", .instead = instead}));
  EXPECT_EQ(as(world().town, find_parcels, {.campaign = id, .state = ParcelState::delivered})
                ->items.at(0)
                .delivered_on,
            test::day("2026-11-04"));
  auto nothing = instead;
  nothing.id = new_id<Event>(world().now);
  ASSERT_TRUE(as(world().town, correct,
                 {.event = instead.id, .reason = "r", .took_place = false, .instead = nothing}));
  EXPECT_EQ(page_of(id).undelivered, 2);
  EXPECT_EQ(code_of(as(world().town, deliver_parcel, a_delivery(id, wang))), "fine");
}

TEST_P(Campaigns, do_not_reach_the_dead_nor_days_before_the_list) {
  const auto id = frozen();
  auto early = a_delivery(id, wang);
  early.on = test::day("2026-10-31");
  EXPECT_EQ(code_of(as(world().town, deliver_parcel, early)), "events.parcel.before_list");
  die(wang, "2026-11-04");
  EXPECT_EQ(code_of(as(world().town, deliver_parcel, a_delivery(id, wang))), "events.roll.dead");
}

}  // namespace
}  // namespace zhulian::events
