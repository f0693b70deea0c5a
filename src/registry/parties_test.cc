#include "platform/users.h"
#include "registry/areas.h"
#include "registry/household.h"
#include "test/world.h"

namespace zhulian::registry {
namespace {

using test::area;
using test::day;

const Area huimin = area("421102001015");
const Area dadi = area("421102001010");

class Parties : public test::InBothWorlds {
 protected:
  NewOrganisation body(std::string name, const Area& place, std::string kind = "company") {
    return {.id = new_id<Organisation>(world().now),
            .kind = std::move(kind),
            .name = std::move(name),
            .area = place,
            .contact = "",
            .strengths = ""};
  }
  NewTie tie(std::string kind, std::string from_kind, std::string from, std::string to_kind,
             std::string to) {
    return {.id = new_id<Tie>(world().now),
            .kind = std::move(kind),
            .from_kind = std::move(from_kind),
            .from_id = std::move(from),
            .to_kind = std::move(to_kind),
            .to_id = std::move(to),
            .title = "Wang",
            .from = day("2026-01-01")};
  }
  std::string refusal(const NewTie& in) {
    const auto made = as(world().district, add_tie, in);
    return made ? "taken" : made.error().code + made.error().field;
  }
};
ON_BOTH_DATABASES(Parties);

// ---- areas -------------------------------------------------------------------------------------

TEST_P(Parties, loading_areas_again_changes_nothing) {
  const auto load = static_cast<Result<std::int64_t> (*)(const Call&)>(load_areas);
  EXPECT_EQ(world().as(world().program, load).value(), 0);
}

TEST_P(Parties, areas_are_found_by_name_sound_and_place) {
  const auto names = [&](const AreaQuery& query) {
    std::string text;
    const auto page = as(world().district, find_areas, query).value();
    for (const AreaLine& line : page.items) text += line.code.code() + ' ';
    return text;
  };
  EXPECT_EQ(names({.q = "huimin"}), "421102001015 ");
  EXPECT_EQ(names({.q = "\u60e0\u6c11"}), "421102001015 ");
  EXPECT_EQ(names({}), "421102 ");
  EXPECT_NE(names({.parent = area("421102")}).find("421102001 "), std::string::npos);
  EXPECT_EQ(names({.q = "%"}), "");
  const auto page = as(world().district, find_areas, {.q = "huimin"}).value();
  EXPECT_EQ(page.items.at(0).path,
            "\u9ec4\u5dde\u533a \u8d64\u58c1\u8857\u9053"
            " \u60e0\u6c11\u793e\u533a\u5c45\u6c11\u59d4\u5458\u4f1a");
}

TEST_P(Parties, a_place_below_the_village_is_made_once) {
  world().within(world().district, [](const Call& call) {
    const Area grid = place_below(call, huimin, {.estate = "A", .group = "B", .grid = "C"}).value();
    EXPECT_EQ(grid.code(), "421102001015001001001");
    EXPECT_EQ(place_below(call, huimin, {.estate = "A", .group = "B", .grid = "C"}).value(), grid);
    EXPECT_EQ(place_below(call, huimin, {.estate = "A", .group = "B2"}).value().code(),
              "421102001015001002");
    EXPECT_EQ(place_below(call, huimin, {.grid = "D"}).value().code(), "421102001015000000001");
    EXPECT_EQ(place_below(call, huimin, {}).value(), huimin);
  });
}

TEST_P(Parties, a_place_is_entered_in_ones_own_village_only) {
  EXPECT_EQ(as(world().town, add_place, {huimin, AreaLevel::group, " G "})->name, "G");
  EXPECT_EQ(as(world().stranger, add_place, {huimin, AreaLevel::group, "G"}).error().fault,
            Fault::not_found);
  EXPECT_EQ(as(world().town, add_place, {huimin, AreaLevel::town, "G"}).error().code,
            "registry.area.level");
  EXPECT_EQ(as(world().town, add_place, {area("421102001"), AreaLevel::group, "G"}).error().code,
            "registry.area.level");
}

// ---- bodies ------------------------------------------------------------------------------------

TEST_P(Parties, a_body_is_added_once_and_found_where_it_works) {
  const NewOrganisation in = body("Shop", huimin);
  EXPECT_TRUE(as(world().town, add_organisation, in));
  EXPECT_TRUE(as(world().town, add_organisation, in));
  EXPECT_EQ(world().count("registry_organisation"), 2);
  EXPECT_EQ(as(world().town, find_organisations, {.q = "Sho"})->items.size(), 1u);
  EXPECT_EQ(as(world().liaison, find_organisations, {})->items.size(), 2u);  // And the county's.
  EXPECT_EQ(as(world().stranger, find_organisations, {})->items.size(), 0u);
  EXPECT_EQ(as(world().town, find_organisations, {.area = dadi})->items.size(), 0u);
  EXPECT_TRUE(as(world().claimant, open_organisation, world().company));
  EXPECT_EQ(as(world().stranger, open_organisation, in.id).error().fault, Fault::not_found);
}

TEST_P(Parties, a_body_outside_or_of_no_kind_is_refused) {
  EXPECT_EQ(as(world().town, add_organisation, body("X", area("421102450"))).error().code,
            "registry.area.outside");
  EXPECT_EQ(as(world().town, add_organisation, body("X", huimin, "circus")).error().code,
            "registry.organisation.kind");
  EXPECT_EQ(as(world().town, add_organisation, body("  ", huimin)).error().code,
            "registry.name.blank");
}

// ---- ties --------------------------------------------------------------------------------------

TEST_P(Parties, a_liaison_gets_the_village_and_loses_it) {
  const NewTie in = tie("liaison_of", "user", world().liaison.id.text, "area", dadi.code());
  EXPECT_EQ(refusal(in), "taken");
  EXPECT_EQ(refusal(in), "taken");  // Again: the same.
  EXPECT_EQ(world().count("platform_user_area WHERE user_id = '" + world().liaison.id.text + "'"),
            2);
  EXPECT_TRUE(as(world().district, end_tie, {in.id, day("2026-11-05")}));
  EXPECT_EQ(world().count("platform_user_area WHERE user_id = '" + world().liaison.id.text + "'"),
            1);
  EXPECT_EQ(as(world().district, end_tie, {in.id, day("2026-10-05")}).error().code,
            "registry.tie.ended");
}

TEST_P(Parties, the_liaison_stands_on_the_page_of_the_village) {
  as(world().district, add_tie,
     tie("liaison_of", "user", world().liaison.id.text, "area", huimin.code()));
  EXPECT_EQ(as(world().district, open_person, {world().person})->liaison, "Wang");
}

TEST_P(Parties, a_tie_joins_what_its_kind_says) {
  const std::string company = world().company.text;
  const std::string person = world().person.text;
  EXPECT_EQ(refusal(tie("friend_of", "person", person, "area", huimin.code())),
            "registry.tie.kind/kind");
  EXPECT_EQ(refusal(tie("lives_in", "person", person, "household", company)),
            "registry.tie.kind/kind");
  EXPECT_EQ(refusal(tie("chair_of", "organisation", company, "organisation", company)),
            "registry.tie.end_kind/from_kind");
  EXPECT_EQ(refusal(tie("chair_of", "person", person, "area", huimin.code())),
            "registry.tie.end_kind/to_kind");
  EXPECT_EQ(refusal(tie("liaison_of", "user", world().liaison.id.text, "area", "440703")),
            "registry.tie.end/to_id");
  EXPECT_EQ(refusal(tie("chair_of", "person", company, "organisation", company)),
            "registry.tie.end/from_id");
  EXPECT_EQ(refusal(tie("chair_of", "person", person, "organisation", company)), "taken");
}

TEST_P(Parties, an_exclusive_tie_is_one_at_a_time) {
  const std::string person = world().person.text;
  const NewTie first = tie("chair_of", "person", person, "organisation", world().company.text);
  EXPECT_EQ(refusal(first), "taken");
  EXPECT_EQ(refusal(tie("chair_of", "person", person, "organisation", world().company.text)),
            "registry.tie.exclusive");
  EXPECT_TRUE(as(world().district, end_tie, {first.id, day("2026-01-02")}));
  NewTie next = tie("chair_of", "person", person, "organisation", world().company.text);
  next.from = day("2026-01-02");
  EXPECT_EQ(refusal(next), "taken");
}

TEST_P(Parties, ties_are_seen_in_ones_areas) {
  as(world().district, add_tie,
     tie("liaison_of", "user", world().liaison.id.text, "area", huimin.code()));
  EXPECT_EQ(as(world().town, find_ties, {})->items.size(), 1u);
  EXPECT_EQ(as(world().town, find_ties, {.area = dadi})->items.size(), 0u);
  EXPECT_EQ(as(world().stranger, find_ties, {})->items.size(), 0u);
  EXPECT_EQ(as(world().claimant, find_ties, {})->items.size(), 0u);
}

// ---- households --------------------------------------------------------------------------------

TEST_P(Parties, a_household_has_members_and_a_member_one_household) {
  world().within(world().district, [&](const Call& call) {
    const PersonId neighbour = new_id<Person>(call.now);
    EXPECT_TRUE(add_resident(call, {.id = neighbour,
                                    .name = "\u8d75\u516d",
                                    .sex = Sex::female,
                                    .birth = day("1960-01-01"),
                                    .area = huimin,
                                    .from = day("2020-01-01")}));
    const NewHousehold first{.id = new_id<Household>(call.now),
                             .area = huimin,
                             .from = day("2020-01-01"),
                             .members = {{world().person, HouseholdRelation::head},
                                         {neighbour, HouseholdRelation::spouse}}};
    EXPECT_TRUE(add_household(call, first));
    EXPECT_TRUE(add_household(call, first));
    const NewHousehold second{.id = new_id<Household>(call.now),
                              .area = dadi,
                              .from = day("2024-01-01"),
                              .members = {{neighbour, HouseholdRelation::head}}};
    EXPECT_TRUE(add_household(call, second));
    const NewHousehold two_heads{.id = new_id<Household>(call.now),
                                 .area = dadi,
                                 .from = day("2024-01-01"),
                                 .members = {{neighbour, HouseholdRelation::head},
                                             {world().person, HouseholdRelation::head}}};
    EXPECT_EQ(add_household(call, two_heads).error().code, "registry.household.heads");
  });
  EXPECT_EQ(world().count("registry_household_member"), 3);
  EXPECT_EQ(world().count("registry_household_member WHERE until_day = 2932897"), 2);
  EXPECT_EQ(world().count("registry_resident_public"), 2);
}

}  // namespace
}  // namespace zhulian::registry
