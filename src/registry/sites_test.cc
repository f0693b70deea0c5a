#include "registry/sites.h"

#include <gtest/gtest.h>

#include "registry/registry_world.h"
#include "registry/site_times.h"

namespace zhulian::registry {
namespace {

using test::area;
using test::day;

const Area huimin = area("421102001015");
const Area dadi = area("421102001010");

class Sites : public test::InBothWorlds {
 protected:
  NewSite a_site(const std::string& name = "Home", const std::string& kind = "disability_home") {
    return {.id = new_id<Site>(world().now),
            .kind = kind,
            .name = name,
            .area = huimin,
            .address = "1 East Road",
            .floor_dm2 = 120000,
            .from = day("2022-09-01")};
  }
  SiteId made(const NewSite& in) {
    const auto page = as(world().town, add_site, in);
    EXPECT_TRUE(page) << code_of(page);
    return in.id;
  }
  SiteId a_home(const std::string& name = "Home") { return made(a_site(name)); }
  SitePage page(const SiteId& site) {
    const auto found = as(world().town, open_site, {site});
    EXPECT_TRUE(found) << code_of(found);
    return found.value_or(SitePage{});
  }
  std::size_t seen_by(const Actor& actor) { return as(actor, find_sites, {}).value().items.size(); }
};
ON_BOTH_DATABASES(Sites);

// ---- entering and finding ----------------------------------------------------------------------

TEST_P(Sites, a_site_is_entered_once_and_found_by_name_kind_and_place) {
  const NewSite in = a_site();
  made(in);
  made(in);  // The same POST twice.
  EXPECT_EQ(world().count("registry_site"), 1);
  made(a_site("Shop", "supermarket"));
  const auto names = [&](const SiteQuery& query) {
    std::string text;
    const auto page = as(world().town, find_sites, query);
    for (const SiteLine& line : page->items) text += line.name + ' ';
    return text;
  };
  EXPECT_EQ(names({}), "Home Shop ");
  EXPECT_EQ(names({.kind = "supermarket"}), "Shop ");
  EXPECT_EQ(names({.q = "om"}), "Home ");
  EXPECT_EQ(names({.q = "%"}), "");
  EXPECT_EQ(names({.area = dadi}), "");
  const auto first = as(world().town, find_sites, {.limit = 1}).value();
  EXPECT_EQ(names({.cursor = first.next_cursor, .limit = 1}), "Shop ");
  const SiteLine line = first.items.front();
  EXPECT_EQ(line.address, "1 East Road");
  EXPECT_FALSE(line.open_now);
  EXPECT_NE(line.place.find("\u60e0\u6c11"), std::string::npos);
}

TEST_P(Sites, a_site_without_sense_is_refused_with_all_its_faults) {
  NewSite in = a_site(" ", "circus");
  const auto refused = as(world().town, add_site, in);
  EXPECT_EQ(code_of(refused), "registry.site.kind/kind");
  EXPECT_EQ(refused.error().others.at(0).code, "registry.name.blank");
  in = a_site();
  in.area = area("421102");
  EXPECT_EQ(code_of(as(world().district, add_site, in)), "registry.site.area/area");
  in.area = area("421102450");
  EXPECT_EQ(code_of(as(world().town, add_site, in)), "registry.area.outside/area");
  in.area = area("421102001999");
  EXPECT_EQ(code_of(as(world().town, add_site, in)), "registry.area.unknown/area");
  NewSite other = a_site("Other");
  other.id = a_home();
  EXPECT_EQ(code_of(as(world().town, add_site, other)), "registry.site.id_taken/id");
}

TEST_P(Sites, a_site_is_seen_where_it_stands_and_where_it_serves_and_changed_only_where_it_stands) {
  const SiteId site = a_home();
  EXPECT_EQ(seen_by(world().district), 1u);
  EXPECT_EQ(seen_by(world().liaison), 1u);
  EXPECT_EQ(seen_by(world().stranger), 0u);
  EXPECT_EQ(seen_by(world().claimant), 0u);
  EXPECT_EQ(code_of(as(world().stranger, open_site, {site})), "registry.site.absent");
  Actor neighbour = world().liaison;
  neighbour.areas = {dadi};
  EXPECT_EQ(seen_by(neighbour), 0u);
  EXPECT_TRUE(as(world().town, add_catchment, {site, dadi, day("2022-09-01")}));
  EXPECT_EQ(seen_by(neighbour), 1u);
  neighbour.areas = {area("421102001010001")};  // An estate in the village.
  EXPECT_EQ(seen_by(neighbour), 1u);
  world().within(neighbour, [&](const Call& call) {
    EXPECT_EQ(site_area(call, site).value(), huimin);
    EXPECT_EQ(site_kind(call, site), "disability_home");
  });
  world().within(world().stranger, [&](const Call& call) {
    EXPECT_EQ(site_area(call, site).error().fault, Fault::not_found);
    EXPECT_EQ(site_kind(call, {"nobody"}), "");
  });
  EXPECT_EQ(code_of(as(neighbour, set_hours, {site, day("2022-09-01"), {}})),
            "registry.site.absent");
}

// ---- moving and ending -------------------------------------------------------------------------

TEST_P(Sites, a_site_that_moves_keeps_its_identity_and_its_former_address) {
  const SiteId site = a_home();
  const NewAddress move{.site = site,
                        .area = dadi,
                        .address = "2 West Road",
                        .floor_dm2 = {},
                        .from = day("2025-01-01")};
  EXPECT_TRUE(as(world().town, move_site, move));
  EXPECT_TRUE(as(world().town, move_site, move));
  const SitePage moved = page(site);
  EXPECT_EQ(moved.line.area, dadi);
  ASSERT_EQ(moved.addresses.size(), 2u);
  EXPECT_EQ(moved.addresses[1].address, "1 East Road");
  EXPECT_EQ(moved.addresses[1].until, day("2025-01-01"));
  EXPECT_EQ(moved.addresses[0].until, std::nullopt);
  EXPECT_EQ(seen_by(world().liaison), 0u);  // It left the village.
  EXPECT_EQ(world().count("registry_site_public WHERE from_day <= 20000 AND 20000 < until_day"), 1);
  NewAddress back = move;
  back.area = huimin;
  back.from = day("2024-01-01");
  EXPECT_EQ(code_of(as(world().town, move_site, back)), "registry.site.moved_later/from");
  back.from = day("2020-01-01");
  EXPECT_EQ(code_of(as(world().town, move_site, back)), "registry.site.not_yet/from");
}

TEST_P(Sites, a_move_ahead_does_not_hold_yet) {
  const SiteId site = a_home();
  EXPECT_TRUE(as(world().town, move_site,
                 {.site = site, .area = dadi, .address = "2", .from = day("2027-01-01")}));
  EXPECT_EQ(page(site).line.area, huimin);
}

TEST_P(Sites, an_end_ends_what_hangs_on_the_site_and_nothing_that_goes_on) {
  const SiteId site = a_home();
  EXPECT_TRUE(as(world().town, add_service, {site, "meals", day("2022-09-01")}));
  EXPECT_TRUE(as(world().town, add_catchment, {site, dadi, day("2026-06-01")}));
  EXPECT_EQ(code_of(as(world().town, end_site, {site, day("2026-06-01"), "sold"})),
            "registry.site.goes_on/on");
  EXPECT_EQ(code_of(as(world().town, end_site, {site, day("2026-07-01"), " "})),
            "registry.site.reason/reason");
  EXPECT_TRUE(as(world().town, end_site, {site, day("2026-07-01"), "sold"}));
  EXPECT_TRUE(as(world().town, end_site, {site, day("2026-07-01"), "sold"}));
  EXPECT_EQ(code_of(as(world().town, end_site, {site, day("2026-08-01"), "sold"})),
            "registry.site.ended");
  const SitePage ended = page(site);
  EXPECT_EQ(ended.services.at(0).until, day("2026-07-01"));
  EXPECT_EQ(ended.catchment.at(0).until, day("2026-07-01"));
  EXPECT_EQ(ended.line.until, day("2026-07-01"));
  EXPECT_EQ(code_of(as(world().town, add_service, {site, "meals", day("2026-07-01")})),
            "registry.site.ended/from");
  // The village is free again.
  EXPECT_TRUE(as(world().town, add_catchment, {a_home("Next"), dadi, day("2026-07-01")}));
}

// ---- rooms and services ------------------------------------------------------------------------

TEST_P(Sites, rooms_have_a_function_and_an_area_and_end) {
  const SiteId site = a_home();
  const NewRoom room{.site = site,
                     .id = new_id<Room>(world().now),
                     .name = "Quiet room",
                     .function = "counselling",
                     .area_dm2 = 5500,
                     .from = day("2023-01-01")};
  EXPECT_TRUE(as(world().town, add_room, room));
  EXPECT_TRUE(as(world().town, add_room, room));
  EXPECT_EQ(page(site).rooms.size(), 1u);
  NewRoom other = room;
  other.name = "Another";
  EXPECT_EQ(code_of(as(world().town, add_room, other)), "registry.room.id_taken/id");
  other.id = new_id<Room>(world().now);
  other.function = "ballroom";
  EXPECT_EQ(code_of(as(world().town, add_room, other)), "registry.room.function/function");
  EXPECT_EQ(code_of(as(world().town, end_room, {site, room.id, day("2023-01-01")})),
            "registry.span.order/on");
  EXPECT_TRUE(as(world().town, end_room, {site, room.id, day("2024-01-01")}));
  EXPECT_TRUE(as(world().town, end_room, {site, room.id, day("2024-01-01")}));
  EXPECT_EQ(code_of(as(world().town, end_room, {site, room.id, day("2024-02-01")})),
            "registry.span.ended/on");
  EXPECT_EQ(code_of(as(world().town, end_room, {a_home("B"), room.id, day("2024-01-01")})),
            "registry.room.absent");
}

TEST_P(Sites, a_service_is_offered_once_at_a_time_and_may_come_back) {
  const SiteId site = a_home();
  const NewService meals{site, "meals", day("2023-01-01")};
  EXPECT_TRUE(as(world().town, add_service, meals));
  EXPECT_TRUE(as(world().town, add_service, meals));
  EXPECT_EQ(code_of(as(world().town, add_service, {site, "meals", day("2024-01-01")})),
            "registry.service.offered/service");
  EXPECT_TRUE(as(world().town, end_service, {site, "meals", day("2024-01-01")}));
  EXPECT_EQ(code_of(as(world().town, add_service, {site, "meals", day("2023-06-01")})),
            "registry.span.overlap/from");
  EXPECT_TRUE(as(world().town, add_service, {site, "meals", day("2024-01-01")}));
  EXPECT_EQ(page(site).services.size(), 2u);
  EXPECT_EQ(code_of(as(world().town, end_service, {site, "bathing", day("2024-01-01")})),
            "registry.service.absent");
  EXPECT_EQ(code_of(as(world().town, add_service, {site, "magic", day("2024-01-01")})),
            "registry.service.kind/service");
}

// ---- villages served ---------------------------------------------------------------------------

TEST_P(Sites, a_village_is_in_one_catchment_of_a_kind_and_the_refusal_names_the_other_site) {
  const SiteId first = a_home("First");
  const SiteId second = a_home("Second");
  const SiteId shop = made(a_site("Shop", "supermarket"));
  EXPECT_TRUE(as(world().town, add_catchment, {first, dadi, day("2023-01-01")}));
  EXPECT_TRUE(as(world().town, add_catchment, {first, dadi, day("2023-01-01")}));
  const auto refused = as(world().town, add_catchment, {second, dadi, day("2024-01-01")});
  EXPECT_EQ(code_of(refused), "registry.catchment.taken/area");
  EXPECT_EQ(refused.error().fault, Fault::conflict);
  // The village by its name, as the refusal says it to people.
  EXPECT_NE(refused.error().arguments.at(0).value, dadi.code());
  EXPECT_EQ(refused.error().arguments.at(0).value.find(dadi.code()), std::string::npos);
  EXPECT_EQ(refused.error().arguments.at(1).value, "First");
  EXPECT_TRUE(as(world().town, add_catchment, {shop, dadi, day("2024-01-01")}));  // Another kind.
  EXPECT_TRUE(as(world().town, end_catchment, {first, dadi, day("2024-01-01")}));
  // Until the end it was the first one's.
  EXPECT_EQ(code_of(as(world().town, add_catchment, {second, dadi, day("2023-12-31")})),
            "registry.catchment.taken/area");
  EXPECT_TRUE(as(world().town, add_catchment, {second, dadi, day("2024-01-01")}));
  EXPECT_EQ(
      code_of(as(world().town, add_catchment, {second, area("421102001"), day("2024-01-01")})),
      "registry.catchment.level/area");
  EXPECT_EQ(code_of(as(world().town, end_catchment, {second, huimin, day("2024-02-01")})),
            "registry.catchment.absent");
}

TEST_P(Sites, the_database_itself_keeps_a_village_from_two_catchments) {
  const SiteId first = a_home("First");
  const SiteId second = a_home("Second");
  const std::string row =
      "INSERT INTO registry_site_catchment (site_id, kind, area, from_day,"
      " until_day, recorded_at, recorded_by) VALUES ('";
  const std::string rest = "', 'disability_home', '421102001010', 19000, 2932897, 0, 'x')";
  world().run(row + first.text + rest);
  EXPECT_ANY_THROW(world().run(row + second.text + rest));
}

// ---- hours -------------------------------------------------------------------------------------

TEST(SiteTimes, are_hours_and_minutes_of_one_day) {
  EXPECT_EQ(minutes_of("00:00"), 0);
  EXPECT_EQ(minutes_of("09:30"), 570);
  EXPECT_EQ(minutes_of("24:00"), 1440);
  for (const char* wrong : {"", "9:30", "09-30", "24:01", "25:00", "09:60", "09:3a", "09:300"})
    EXPECT_EQ(minutes_of(wrong), std::nullopt) << wrong;
  EXPECT_EQ(time_of_day(570), "09:30");
  EXPECT_EQ(time_of_day(1440), "24:00");
}

TEST_P(Sites, the_week_that_began_last_holds_and_the_one_recorded_last_counts) {
  const SiteId site = a_home();
  const OpenHours morning{1, "09:00", "12:00"};
  const OpenHours afternoon{1, "14:00", "17:00"};
  EXPECT_TRUE(as(world().town, set_hours, {site, day("2023-01-01"), {afternoon, morning}}));
  EXPECT_TRUE(as(world().town, set_hours, {site, day("2023-01-01"), {morning, afternoon}}));
  EXPECT_EQ(world().count("registry_site_plan"), 1);  // The same week in another order.
  EXPECT_TRUE(as(world().town, set_hours, {site, day("2023-01-01"), {morning}}));
  EXPECT_EQ(world().count("registry_site_plan"), 2);
  EXPECT_TRUE(as(world().town, set_hours, {site, day("2027-01-01"), {}}));
  const auto hours = page(site).hours;
  ASSERT_EQ(hours.size(), 2u);
  EXPECT_FALSE(hours[0].current);
  EXPECT_TRUE(hours[1].current);
  EXPECT_EQ(hours[1].week.size(), 1u);
  EXPECT_EQ(code_of(as(world().town, set_hours,
                       {site, day("2023-01-01"), {morning, {1, "11:00", "13:00"}}})),
            "registry.hours.overlap/week/1/opens");
  const auto wrong = as(world().town, set_hours, {site, day("2023-01-01"), {{1, "9:00", "25:00"}}});
  EXPECT_EQ(code_of(wrong), "registry.hours.time/week/0/opens");
  EXPECT_EQ(wrong.error().others.at(0).field, "/week/0/closes");
  EXPECT_EQ(
      code_of(as(world().town, set_hours, {site, day("2023-01-01"), {{1, "12:00", "12:00"}}})),
      "registry.hours.order/week/0/closes");
}

TEST_P(Sites, a_day_may_differ_with_its_reason) {
  const SiteId site = a_home();
  const NewException closed{
      .site = site, .on = day("2026-11-06"), .is_open = false, .reason = "flood"};
  EXPECT_TRUE(as(world().town, add_exception, closed));
  EXPECT_TRUE(as(world().town, add_exception, closed));
  EXPECT_EQ(world().count("registry_site_exception"), 1);
  NewException open = closed;
  open.is_open = true;
  EXPECT_EQ(code_of(as(world().town, add_exception, open)), "registry.hours.time/opens");
  open.opens = "10:00";
  open.closes = "12:00";
  EXPECT_TRUE(as(world().town, add_exception, open));
  EXPECT_EQ(page(site).exceptions.size(), 1u);
  EXPECT_EQ(page(site).exceptions.at(0).opens, "10:00");
  open.is_open = false;
  EXPECT_EQ(code_of(as(world().town, add_exception, open)), "registry.exception.closed/opens");
}

}  // namespace
}  // namespace zhulian::registry
