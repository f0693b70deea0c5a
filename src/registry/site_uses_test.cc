// The timetable of a place that several bodies share.
#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

#include "registry/registry_world.h"
#include "registry/sites.h"

namespace zhulian::registry {
namespace {

using test::area;
using test::day;

class SiteUses : public test::InBothWorlds {
 protected:
  void SetUp() override {
    InBothWorlds::SetUp();
    elders = a_body("Elders");
    association = a_body("Association");
    canteen = new_id<Site>(world().now);
    EXPECT_TRUE(as(world().town, add_site,
                   {.id = canteen,
                    .kind = "shared_place",
                    .name = "Canteen",
                    .area = area("421102001015"),
                    .address = "",
                    .from = day("2024-01-01")}));
    hall = a_room("Hall");
    study = a_room("Study");
  }
  OrganisationId a_body(const std::string& name) {
    const auto id = new_id<Organisation>(world().now);
    EXPECT_TRUE(as(world().district, add_organisation,
                   {.id = id,
                    .kind = "social_organisation",
                    .name = name,
                    .area = area("421102001015"),
                    .contact = "",
                    .strengths = ""}));
    return id;
  }
  Id<Room> a_room(const std::string& name) {
    const auto id = new_id<Room>(world().now);
    EXPECT_TRUE(as(world().town, add_room,
                   {.site = canteen,
                    .id = id,
                    .name = name,
                    .function = "office",
                    .area_dm2 = 2000,
                    .from = day("2024-01-01")}));
    return id;
  }
  NewUse a_use(const OrganisationId& body, std::optional<Id<Room>> room, const std::string& opens,
               const std::string& closes, std::int64_t weekday = 2) {
    return {.site = canteen,
            .id = new_id<SiteUse>(world().now),
            .organisation = body,
            .room = room,
            .weekday = weekday,
            .opens = opens,
            .closes = closes,
            .from = day("2026-01-01")};
  }
  std::string added(const NewUse& in) { return code_of(as(world().town, add_use, in)); }
  SitePage page() { return as(world().town, open_site, {canteen}).value(); }

  OrganisationId elders;
  OrganisationId association;
  SiteId canteen;
  Id<Room> hall;
  Id<Room> study;
};
ON_BOTH_DATABASES(SiteUses);

TEST_P(SiteUses, of_one_room_clash_when_they_overlap_and_the_other_body_is_named) {
  const NewUse first = a_use(elders, hall, "09:00", "11:00");
  EXPECT_EQ(added(first), "fine");
  EXPECT_EQ(added(first), "fine");  // Sent twice.
  const auto refused = as(world().town, add_use, a_use(association, hall, "10:59", "12:00"));
  EXPECT_EQ(code_of(refused), "registry.use.clash/opens");
  EXPECT_EQ(refused.error().fault, Fault::conflict);
  EXPECT_EQ(refused.error().arguments.at(0).value, "Elders");
  EXPECT_EQ(refused.error().arguments.at(1).value, "09:00");
  EXPECT_EQ(added(a_use(elders, hall, "08:00", "20:00")), "registry.use.own/opens");
  // The next hour, another day, another room: fine.
  EXPECT_EQ(added(a_use(association, hall, "11:00", "12:00")), "fine");
  EXPECT_EQ(added(a_use(association, hall, "09:00", "11:00", 3)), "fine");
  EXPECT_EQ(added(a_use(association, study, "09:00", "11:00")), "fine");
  ASSERT_EQ(page().uses.size(), 4U);
  EXPECT_EQ(page().uses[0].room_name.empty(), false);
  EXPECT_EQ(page().uses[3].weekday, 3);
  EXPECT_EQ(world().count("registry_site_use"), 4);
}

TEST_P(SiteUses, of_the_whole_site_clash_with_those_of_every_room) {
  EXPECT_EQ(added(a_use(elders, study, "09:00", "11:00")), "fine");
  EXPECT_EQ(added(a_use(association, {}, "08:00", "09:30")), "registry.use.clash/opens");
  EXPECT_EQ(added(a_use(association, {}, "14:00", "24:00")), "fine");
  EXPECT_EQ(added(a_use(elders, hall, "23:00", "24:00")), "registry.use.clash/opens");
  EXPECT_EQ(page().uses.back().closes, "24:00");
  EXPECT_EQ(page().uses.back().room, std::nullopt);
}

TEST_P(SiteUses, clash_only_while_both_hold) {
  const NewUse first = a_use(elders, hall, "09:00", "11:00");
  EXPECT_EQ(added(first), "fine");
  EXPECT_TRUE(as(world().town, end_use, {canteen, first.id, day("2026-11-01")}));
  EXPECT_TRUE(as(world().town, end_use, {canteen, first.id, day("2026-11-01")}));
  EXPECT_EQ(code_of(as(world().town, end_use, {canteen, first.id, day("2026-11-02")})),
            "registry.span.ended/on");
  NewUse second = a_use(association, hall, "09:00", "11:00");
  EXPECT_EQ(added(second), "registry.use.clash/opens");  // It began before the other ended.
  second.from = day("2026-11-01");
  EXPECT_EQ(added(second), "fine");
  // One that is still to come is in the way too: hours have no end when they are given.
  EXPECT_EQ(added(a_use(elders, hall, "10:00", "10:30")), "registry.use.clash/opens");
  EXPECT_EQ(page().uses.size(), 2U);
  EXPECT_EQ(world().count("registry_site_use_public WHERE until_day > 20762"), 1);  // 2026-11-05.
}

TEST_P(SiteUses, two_at_once_are_settled_by_the_database) {
  std::vector<std::string> answers(6);
  {
    std::vector<std::jthread> screens;
    for (std::size_t i = 0; i < answers.size(); ++i)
      screens.emplace_back(
          [&, i,
           in = a_use(i % 2 ? elders : association, i < 3 ? std::optional(hall) : std::nullopt,
                      "09:00", "11:00")] {
            answers[i] = code_of(world().as(world().town, add_use, in));
          });
  }
  EXPECT_EQ(std::ranges::count(answers, "fine"), 1);
  EXPECT_EQ(world().count("registry_site_use"), 1);
}

TEST_P(SiteUses, without_sense_are_refused) {
  EXPECT_EQ(added(a_use(elders, hall, "9:00", "11:00")), "registry.hours.time/opens");
  EXPECT_EQ(added(a_use(elders, hall, "11:00", "11:00")), "registry.hours.order/closes");
  EXPECT_EQ(added(a_use({new_uuid(world().now)}, hall, "09:00", "11:00")),
            "registry.organisation.absent/organisation");
  EXPECT_EQ(added(a_use(elders, Id<Room>{new_uuid(world().now)}, "09:00", "11:00")),
            "registry.room.absent/room");
  NewUse early = a_use(elders, {}, "09:00", "11:00");
  early.from = day("2023-12-31");
  EXPECT_EQ(added(early), "registry.site.not_yet/from");
  EXPECT_EQ(code_of(as(world().stranger, add_use, a_use(elders, {}, "09:00", "11:00"))),
            "registry.site.absent");
  EXPECT_EQ(code_of(as(world().town, end_use,
                       {canteen, Id<SiteUse>{new_uuid(world().now)}, day("2026-11-01")})),
            "registry.use.absent");
}

TEST_P(SiteUses, end_with_their_room_and_with_the_site) {
  EXPECT_EQ(added(a_use(elders, hall, "09:00", "11:00")), "fine");
  EXPECT_EQ(added(a_use(association, {}, "14:00", "16:00")), "fine");
  NewUse later = a_use(elders, hall, "09:00", "11:00", 5);
  later.from = day("2026-12-01");
  EXPECT_EQ(added(later), "fine");
  EXPECT_EQ(code_of(as(world().town, end_room, {canteen, hall, day("2026-11-20")})),
            "registry.room.used/on");
  EXPECT_TRUE(as(world().town, end_room, {canteen, hall, day("2026-12-20")}));
  EXPECT_EQ(world().count("registry_site_use WHERE room_id IS NOT NULL AND until_day = " +
                          std::to_string(number(day("2026-12-20")))),
            2);
  // Given in a room that is known to end, hours end with it.
  later = a_use(elders, hall, "17:00", "18:00");
  EXPECT_EQ(added(later), "fine");
  later = a_use(elders, hall, "09:00", "11:00");
  later.from = day("2026-12-20");
  EXPECT_EQ(added(later), "registry.use.room_ended/room");
  EXPECT_TRUE(as(world().town, end_site, {canteen, day("2027-01-10"), "sold"}));
  for (const UseLine& use : page().uses)
    EXPECT_EQ(use.until, day(use.room ? "2026-12-20" : "2027-01-10"));
}

}  // namespace
}  // namespace zhulian::registry
