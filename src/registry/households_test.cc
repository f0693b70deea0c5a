// Households entered by hand: one home at a time, whoever enters it; what was wrong is taken back.
#include "registry/households.h"

#include <gtest/gtest.h>

#include "registry/registry_world.h"

namespace zhulian::registry {
namespace {

using test::area;
using test::day;

const Area huimin = area("421102001015");
constexpr auto head = HouseholdRelation::head;
constexpr auto child = HouseholdRelation::child;

class Households : public test::InBothWorlds {
 protected:
  void SetUp() override {
    InBothWorlds::SetUp();
    zhou = add("Zhou", 11);
    wu = add("Wu", 12);
  }
  PersonId add(const std::string& name, int order, const Area& place = huimin) {
    const auto id = new_id<Person>(world().now);
    const auto added = as(world().program, add_person,
                          {.id = id,
                           .name = name,
                           .citizen_id = test::citizen_id("1980-01-01", order),
                           .area = place,
                           .phone = "",
                           .address = "",
                           .guardian = "",
                           .household_kind = ""});
    EXPECT_TRUE(added) << code_of(added);
    return id;
  }
  HouseholdId start(const std::vector<MemberStart>& members, const std::string& from) {
    const auto id = new_id<Household>(world().now);
    const auto made = as(world().town, start_household,
                         {.id = id, .area = huimin, .members = members, .from = day(from)});
    EXPECT_TRUE(made) << code_of(made);
    return id;
  }
  std::string join(const HouseholdId& id, const PersonId& person, const std::string& from,
                   std::optional<HouseholdRelation> relation = {}) {
    return code_of(
        as(world().town, join_household,
           {.household = id, .person = person, .relation = relation, .from = day(from)}));
  }
  std::string leave(const HouseholdId& id, const PersonId& person, const std::string& on) {
    return code_of(as(world().town, leave_household,
                      {.household = id, .person = person, .on = day(on), .reason = "moved"}));
  }
  HouseholdCard card(const HouseholdId& id) {
    return as(world().town, open_household, {.household = id}).value();
  }
  std::optional<HouseholdId> home_on(const PersonId& person, const std::string& on) {
    return world().within(world().program,
                          [&](const Call& call) { return household_of(call.tx, person, day(on)); });
  }

  PersonId zhou;
  PersonId wu;
};
ON_BOTH_DATABASES(Households);

TEST_P(Households, have_each_person_in_one_home_a_day) {
  const auto first = start({{zhou, head}, {wu, child}}, "2020-01-01");
  const auto second = start({{wu, head}}, "2024-05-01");
  EXPECT_EQ(home_on(wu, "2024-04-30"), first);
  EXPECT_EQ(home_on(wu, "2024-05-01"), second);
  EXPECT_EQ(card(first).members.size(), 1u);
  ASSERT_EQ(card(first).former.size(), 1u);
  EXPECT_EQ(card(first).former[0].until, day("2024-05-01"));
  // Before they came to where they are, and while they were elsewhere.
  EXPECT_EQ(join(first, wu, "2024-05-01"), "registry.household.elsewhere/person");
  EXPECT_EQ(join(first, wu, "2023-01-01"), "registry.household.elsewhere/person");
  EXPECT_EQ(leave(second, wu, "2025-01-01"), "fine");
  EXPECT_EQ(join(first, wu, "2024-12-31"), "registry.household.overlap/person");
  EXPECT_EQ(join(first, wu, "2025-01-01"), "fine");
  EXPECT_EQ(home_on(wu, "2025-01-01"), first);
}

TEST_P(Households, are_kept_from_a_second_home_by_the_database_itself) {
  const auto first = start({{zhou, head}, {wu, child}}, "2020-01-01");
  EXPECT_ANY_THROW(
      world().run("INSERT INTO registry_household_member (person_id, from_day, until_day,"
                  " household_id, relation) VALUES ('" +
                  wu.text + "', 20000, 2932897, '" + first.text + "', 'other')"));
  EXPECT_EQ(world().count("registry_household_member WHERE until_day = 2932897"), 2);
}

TEST_P(Households, take_back_what_was_wrong_as_if_it_had_not_been) {
  const auto first = start({{zhou, head}, {wu, child}}, "2020-01-01");
  const auto second = start({{wu, head}}, "2024-05-01");
  EXPECT_EQ(leave(second, wu, "2024-05-01"), "fine");
  EXPECT_EQ(home_on(wu, "2026-11-05"), first);
  EXPECT_EQ(card(first).former.size(), 0u);
  EXPECT_EQ(code_of(as(world().town, open_household, {.household = second})),
            "registry.household.absent");
  // An end that was wrong: they come back on the same day.
  EXPECT_EQ(leave(first, wu, "2026-01-01"), "fine");
  EXPECT_EQ(leave(first, wu, "2026-01-01"), "fine");  // The same POST came twice.
  EXPECT_EQ(leave(first, wu, "2026-01-02"), "registry.household.left/on");
  EXPECT_EQ(join(first, wu, "2026-01-01"), "fine");
  EXPECT_EQ(world().count("registry_household_member WHERE person_id = '" + wu.text + "'"), 1);
  EXPECT_EQ(world().count("platform_audit WHERE deed = 'registry.household.taken_back'"), 1);
}

TEST_P(Households, end_with_the_last_and_live_on_when_somebody_joins_that_day) {
  const auto home = start({{zhou, head}}, "2020-01-01");
  EXPECT_EQ(leave(home, zhou, "2025-01-01"), "fine");
  EXPECT_EQ(card(home).until, day("2025-01-01"));
  EXPECT_EQ(join(home, wu, "2025-06-01"), "registry.household.ended/from");
  EXPECT_EQ(join(home, wu, "2025-01-01"), "fine");
  EXPECT_EQ(card(home).until, std::nullopt);
}

TEST_P(Households, have_one_head_and_another_after_that) {
  const auto home = start({{zhou, head}, {wu, child}}, "2020-01-01");
  EXPECT_EQ(join(home, wu, "2026-01-01", head), "registry.household.heads/relation");
  EXPECT_EQ(join(home, zhou, "2026-01-01", HouseholdRelation::parent), "fine");
  EXPECT_EQ(join(home, wu, "2026-01-01", head), "fine");
  const auto now = card(home);
  ASSERT_EQ(now.members.size(), 2u);
  EXPECT_EQ(now.members[0].person, wu);
  EXPECT_EQ(now.members[1].relation, HouseholdRelation::parent);
  EXPECT_EQ(now.former.size(), 0u);
  EXPECT_EQ(now.until, std::nullopt);
  // Taken back, the son is the son again.
  EXPECT_EQ(leave(home, wu, "2026-01-01"), "fine");
  EXPECT_EQ(card(home).members.size(), 2u);
  EXPECT_EQ(card(home).members[0].person, wu);
  EXPECT_EQ(card(home).members[0].relation, child);
}

TEST_P(Households, show_each_reader_whom_they_may_see) {
  const auto outsider = add("Zheng", 14, area("421102001001"));
  const auto home = start({{world().person, head}, {wu, child}, {outsider, {}}}, "2020-01-01");
  const auto for_liaison = as(world().liaison, open_household, {.household = home});
  ASSERT_TRUE(for_liaison) << code_of(for_liaison);
  EXPECT_EQ(for_liaison->members.size(), 2u);
  EXPECT_EQ(for_liaison->hidden, 1);
  const auto own = as(world().resident, household_of_person, {.person = world().person});
  ASSERT_TRUE(own) << code_of(own);
  ASSERT_EQ(own->household->members.size(), 1u);
  EXPECT_EQ(own->household->hidden, 2);
  EXPECT_EQ(code_of(as(world().stranger, open_household, {.household = home})),
            "registry.household.absent");
  EXPECT_EQ(code_of(as(world().stranger, join_household,
                       {.household = home, .person = zhou, .relation = {}, .from = {}})),
            "registry.household.absent");
  EXPECT_EQ(code_of(as(world().liaison, join_household,
                       {.household = home, .person = outsider, .relation = {}, .from = {}})),
            "registry.person.absent/person");
}

TEST_P(Households, leave_out_the_dead_from_the_day_they_died) {
  const auto home = start({{world().person, head}, {wu, child}}, "2020-01-01");
  world().run("UPDATE registry_person SET died_on = " + std::to_string(number(day("2026-11-01"))) +
              " WHERE id = '" + world().person.text + "'");
  const auto now = card(home);
  EXPECT_EQ(now.members.size(), 1u);
  ASSERT_EQ(now.former.size(), 1u);
  EXPECT_EQ(now.former[0].until, day("2026-11-01"));
  EXPECT_EQ(now.hidden, 0);
  EXPECT_EQ(join(home, wu, "2026-11-02", head), "fine");
}

}  // namespace
}  // namespace zhulian::registry
