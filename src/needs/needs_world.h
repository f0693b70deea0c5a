// What the tests of needs share: the small world with a second organisation and its claimant,
// and the steps of the loop as one-liners.
#pragma once

#include <gtest/gtest.h>

#include "base/text.h"
#include "needs/needs.h"
#include "platform/users.h"
#include "test/world.h"

namespace zhulian::needs {

// Chinese, as people write it: "a ramp at the door, two steps, wheelchair".
inline const std::string wish = "\u5bb6\u95e8\u53e3\u6709\u4e24\u7ea7\u53f0\u9636";
inline const std::string title = "\u95e8\u53e3\u5761\u9053";
inline const std::string scope = "\u5b89\u88c5\u4e00\u4e2a\u79fb\u52a8\u5761\u9053";
inline const std::string place = "\u8d64\u58c1\u8857\u9053";
inline const Letter letter{.strengths = "We have carpenters and a van of our own.",
                           .approach = "Measure on Monday, build on Tuesday.",
                           .outcome = "The wheelchair leaves the house alone."};

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "fine" : result.error().code;
}
template <class T>
Fault fault_of(const Result<T>& result) {
  EXPECT_FALSE(result.has_value());
  return result ? Fault{} : result.error().fault;
}

class NeedsTest : public test::InBothWorlds {
 protected:
  void SetUp() override {
    InBothWorlds::SetUp();
    team = add_body("volunteer_team", "\u7ea2\u5de2\u5fd7\u613f\u961f", "421102");
    rival = add_user("rival", "claimant", {}, team);
    village = add_user("village", "association", {test::area("421102001015")});
    people = {world().person};
    neighbours();
  }

  Id<registry::Organisation> add_body(const std::string& kind, const std::string& name,
                                      const std::string& area) {
    const auto id = new_id<registry::Organisation>(world().now);
    EXPECT_TRUE(as(world().program, registry::add_organisation,
                   {.id = id,
                    .kind = kind,
                    .name = name,
                    .area = test::area(area),
                    .contact = "",
                    .strengths = ""}));
    return id;
  }

  static std::optional<Rights> rights_of(std::string_view role) {
    const auto& roles = test::shipped_packs().roles;
    const auto found = roles.find(role);
    return found == roles.end() ? std::nullopt : std::optional(found->second.rights);
  }
  Actor add_user(const std::string& name, const std::string& role, std::vector<Area> areas,
                 std::optional<Id<registry::Organisation>> organisation = {},
                 std::optional<PersonId> person = {}) {
    return world().within(world().program, [&](const Call& call) {
      const NewUser user{.id = new_id<Actor>(world().now),
                         .name = name,
                         .display_name = name,
                         .role = role,
                         .areas = areas,
                         .organisation = organisation,
                         .person = person};
      EXPECT_TRUE(zhulian::add_user(call, user, "no password", rights_of));
      return actor_of(call.tx, user.id, rights_of, call.today()).value();
    });
  }

  PersonId add_person(const std::string& name, const std::string& area, int order) {
    const auto id = new_id<registry::Person>(world().now);
    const auto added = as(world().program, registry::add_person,
                          {.id = id,
                           .name = name,
                           .citizen_id = test::citizen_id("1980-01-01", order),
                           .area = test::area(area),
                           .phone = "",
                           .address = "",
                           .guardian = "",
                           .household_kind = "resident"});
    EXPECT_TRUE(added) << code_of(added);
    return id;
  }

  // ---- the steps, as whoever usually takes them; each expected to work ----------------------

  NewNeed a_need(const PersonId& person) {
    return {.id = new_id<Need>(world().now),
            .person = person,
            .category = category(),
            .words = wish,
            .channel = "visit",
            .mode = "home",
            .urgency = "soon"};
  }
  static std::string category() {
    for (const auto& code : test::shipped_packs().list("need_category").codes)
      if (!code.parent.empty()) return code.code;
    return "";
  }
  Id<Need> recorded(std::optional<PersonId> person = {}) {
    const auto need = as(world().liaison, record_need, a_need(person.value_or(world().person)));
    EXPECT_TRUE(need) << code_of(need);
    return need->id;
  }
  NewListing a_listing(std::vector<Id<Need>> needs) {
    return {.id = new_id<Listing>(world().now),
            .area = test::area("421102001"),
            .batch = "2026-1",
            .title = title,
            .scope = scope,
            .place = place,
            .needs = std::move(needs)};
  }
  Id<Listing> published(std::vector<Id<Need>> needs) {
    const auto listing = as(world().town, publish, a_listing(std::move(needs)));
    EXPECT_TRUE(listing) << code_of(listing);
    return listing->listing.id;
  }
  NewClaim a_claim(const Id<Listing>& listing) {
    return {.id = new_id<Claim>(world().now), .listing = listing, .letter = letter};
  }
  Id<Claim> claimed(const Actor& by, const Id<Listing>& listing) {
    const auto made = as(by, claim, a_claim(listing));
    EXPECT_TRUE(made) << code_of(made);
    return made->id;
  }
  void selected(const Id<Claim>& claim) {
    const auto done = as(world().town, select, {.claim = claim, .reason = "near"});
    EXPECT_TRUE(done) << code_of(done);
  }
  NewDelivery a_delivery(const Id<Claim>& claim) {
    return {.id = new_id<Delivery>(world().now), .claim = claim, .words = "Built and tried out."};
  }
  Id<Delivery> delivered(const Actor& by, const Id<Claim>& claim) {
    const auto done = as(by, deliver, a_delivery(claim));
    EXPECT_TRUE(done) << code_of(done);
    return done->id;
  }
  // A need all the way to a delivery by `claimant`.
  Id<Delivery> served() {
    const auto claim = claimed(world().claimant, published({recorded()}));
    selected(claim);
    return delivered(world().claimant, claim);
  }

  NeedState state_of_need(const Id<Need>& id) {
    return as(world().district, open_need, {.need = id})->state;
  }
  ListingState state_of_listing(const Id<Listing>& id) {
    return as(world().district, notice, {.listing = id})->state;
  }
  void days_later(int days) { world().now += std::chrono::days{days}; }
  std::int64_t rows(const std::string& table) { return world().count(table); }

  Id<registry::Organisation> team;
  Actor rival;    // Claimant of `team`.
  Actor village;  // The association of Huimin.
  std::vector<PersonId> people;

 private:
  // Enough people for a notice that names its village.
  void neighbours() {
    people.push_back(add_person("\u674e\u6d77\u6ce2", "421102001015", 11));
    people.push_back(add_person("\u8d75\u6842\u82b1", "421102001015", 12));
  }
};

}  // namespace zhulian::needs
