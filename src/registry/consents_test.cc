// Consents: who may give one, when it is live, and who reads what was noted.
#include "registry/consents.h"

#include <gtest/gtest.h>

#include "registry/registry_world.h"

namespace zhulian::registry {
namespace {

using test::area;
using test::day;

class Consents : public test::InBothWorlds {
 protected:
  void SetUp() override {
    InBothWorlds::SetUp();
    child = add("Xiaoyu", "2009-11-06", 11);  // 18 in a year and a day.
    mother = add("Zhou", "1980-01-01", 12);
    brother = add("Yun", "2008-11-05", 13);  // 18 today.
  }
  PersonId add(const std::string& name, const std::string& birth, int order) {
    const auto id = new_id<Person>(world().now);
    const auto added = as(world().program, add_person,
                          {.id = id,
                           .name = name,
                           .citizen_id = test::citizen_id(birth, order),
                           .area = area("421102001015"),
                           .phone = "",
                           .address = "",
                           .guardian = "",
                           .household_kind = ""});
    EXPECT_TRUE(added) << code_of(added);
    return id;
  }
  void tie(const std::string& kind, const PersonId& from, const PersonId& to,
           const std::string& on) {
    const auto made = as(world().district, add_tie,
                         {.id = new_id<Tie>(world().now),
                          .kind = kind,
                          .from_kind = "person",
                          .from_id = from.text,
                          .to_kind = "person",
                          .to_id = to.text,
                          .title = "",
                          .from = day(on)});
    EXPECT_TRUE(made) << code_of(made);
  }
  NewConsent a_consent(const PersonId& person, const std::optional<PersonId>& by = {},
                       const std::optional<Day>& on = {}) {
    return {.person = person,
            .id = new_id<Consent>(world().now),
            .purpose = "photo",
            .given_by = by,
            .given_on = on,
            .way = "written",
            .note = "kept in the folder of the house"};
  }
  std::string give(const NewConsent& in) { return code_of(as(world().town, give_consent, in)); }
  std::string held(const PersonId& person, const std::string& on) {
    return world().within(world().town, [&](const Call& call) {
      return code_of(check_consent(call, person, "photo", day(on), "/person"));
    });
  }

  PersonId child;
  PersonId mother;
  PersonId brother;
};
ON_BOTH_DATABASES(Consents);

TEST_P(Consents, of_a_child_are_given_by_a_guardian_or_parent) {
  EXPECT_EQ(give(a_consent(child)), "registry.consent.too_young/given_by");
  EXPECT_EQ(give(a_consent(child, mother)), "registry.consent.no_tie/given_by");
  EXPECT_EQ(held(child, "2026-11-05"), "registry.consent.wanted.nobody/person");
  tie("proxy", mother, child, "2020-01-01");  // Acts for who is grown up.
  EXPECT_EQ(give(a_consent(child, mother)), "registry.consent.no_tie/given_by");
  tie("parent", mother, child, "2020-01-01");
  tie("guardian", brother, child, "2020-01-01");
  EXPECT_EQ(held(child, "2026-11-05"), "registry.consent.wanted.guardian/person");
  EXPECT_EQ(give(a_consent(child, brother, day("2026-11-04"))),
            "registry.consent.giver_too_young/given_by");
  EXPECT_EQ(give(a_consent(child, mother)), "fine");
  EXPECT_EQ(held(child, "2026-11-05"), "fine");
  EXPECT_EQ(held(child, "2026-11-04"), "registry.consent.wanted.guardian/person");
}

TEST_P(Consents, are_ones_own_from_the_birthday_on) {
  EXPECT_EQ(give(a_consent(brother, {}, day("2026-11-04"))), "registry.consent.too_young/given_by");
  EXPECT_EQ(give(a_consent(brother, {}, day("2026-11-05"))), "fine");
  // Parents agree no longer, a proxy may.
  tie("parent", mother, world().person, "2020-01-01");
  EXPECT_EQ(give(a_consent(world().person, mother)), "registry.consent.no_tie/given_by");
  tie("proxy", mother, world().person, "2020-01-01");
  EXPECT_EQ(give(a_consent(world().person, mother)), "fine");
}

TEST_P(Consents, are_live_from_the_day_given_until_the_day_withdrawn) {
  const auto first = a_consent(mother, {}, day("2026-01-01"));
  EXPECT_EQ(give(first), "fine");
  EXPECT_EQ(give(first), "fine");  // The same POST came twice.
  auto other = first;
  other.purpose = "story";
  EXPECT_EQ(give(other), "registry.consent.id_taken/id");
  EXPECT_EQ(give(a_consent(mother)), "registry.consent.live/purpose");
  const auto withdraw = [&](const char* on) {
    return code_of(as(world().town, withdraw_consent,
                      {.consent = first.id, .on = day(on), .reason = "no more"}));
  };
  EXPECT_EQ(withdraw("2025-12-31"), "registry.consent.order/on");
  EXPECT_EQ(withdraw("2026-11-06"), "registry.consent.later/on");
  EXPECT_EQ(withdraw("2026-05-01"), "fine");
  EXPECT_EQ(withdraw("2026-05-01"), "fine");
  EXPECT_EQ(withdraw("2026-05-02"), "registry.consent.withdrawn/on");
  EXPECT_EQ(held(mother, "2025-12-31"), "registry.consent.wanted.self/person");
  EXPECT_EQ(held(mother, "2026-01-01"), "fine");
  EXPECT_EQ(held(mother, "2026-04-30"), "fine");
  EXPECT_EQ(held(mother, "2026-05-01"), "registry.consent.wanted.self/person");
  EXPECT_EQ(give(a_consent(mother, {}, day("2026-04-30"))), "registry.consent.order/given_on");
  EXPECT_EQ(give(a_consent(mother)), "fine");
}

TEST_P(Consents, keep_what_was_noted_for_those_who_may_open_it) {
  EXPECT_EQ(give(a_consent(mother)), "fine");
  EXPECT_EQ(as(world().town, find_consents, {.person = mother})->consents.at(0).note,
            "kept in the folder of the house");
  EXPECT_EQ(as(world().auditor, find_consents, {.person = mother})->consents.at(0).note,
            std::nullopt);
  EXPECT_EQ(code_of(as(world().stranger, find_consents, {.person = mother})),
            "registry.person.absent");
  EXPECT_EQ(world().count("platform_audit WHERE details LIKE '%folder%'"), 0);
}

TEST_P(Consents, refuse_what_no_pack_knows) {
  auto in = a_consent(mother);
  in.purpose = "anything";
  EXPECT_EQ(give(in), "registry.consent.purpose/purpose");
  in = a_consent(mother);
  in.way = "shouted";
  EXPECT_EQ(give(in), "registry.consent.way/way");
  EXPECT_EQ(give(a_consent(mother, {}, day("2026-11-06"))), "registry.consent.later/given_on");
  EXPECT_EQ(give(a_consent(mother, {}, day("2019-12-31"))), "registry.consent.purpose/purpose");
}

}  // namespace
}  // namespace zhulian::registry
