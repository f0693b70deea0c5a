// The law of counting, for places and bonds: every figure of sites, ties and groups equals an
// independent slow count over the bare rows, whatever was moved, ended, corrected and replaced.
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "figures/figures.h"
#include "figures/sites_slow_count_test.h"
#include "packs/catalogue.h"
#include "registry/groups.h"
#include "registry/qualifications.h"
#include "registry/sites.h"
#include "test/world.h"

namespace zhulian::figures {
namespace {

using registry::OrganisationId;
using registry::PersonId;
using registry::SiteId;
using std::chrono::days;
using std::chrono::minutes;
using test::area;
using test::day;

using namespace slow_sites;  // NOLINT: a part of this test.

class SiteFigures : public test::InBothWorlds {
 protected:
  int pick(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(pick(0, static_cast<int>(all.size()) - 1))];
  }
  Day some_day() { return day("2026-11-05") - days{pick(1, 300)}; }

  void make_people() {
    for (int i = 0; i < 30; ++i) {
      const std::string citizen = test::citizen_id("1980-02-03", 2 * i + 2);
      const PersonId id = new_id<registry::Person>(world().now);
      const std::string where = one_of(villages_);
      const int level = pick(1, 4);
      registry::NewPerson person{.id = id,
                                 .name = "P",
                                 .citizen_id = citizen,
                                 .area = area(where),
                                 .phone = "",
                                 .address = "",
                                 .guardian = "",
                                 .household_kind = "",
                                 .certificate_number = citizen + "4" + std::to_string(level),
                                 .issued_on = day("2020-03-01"),
                                 .expires_on = day("2030-02-28")};
      ASSERT_TRUE(as(world().program, registry::add_person, person));
      people_.push_back(id);
      if (level <= 2) severe_.emplace_back(id.text, where);
    }
  }
  void make_bodies() {
    for (const char* kind :
         {"association", "party_branch", "party_branch", "volunteer_association",
          "volunteer_branch", "volunteer_branch", "volunteer_committee", "art_troupe",
          "volunteer_team", "workplace_association", "social_organisation", "company",
          "residents_committee", "association", "volunteer_team"}) {
      const OrganisationId id = new_id<registry::Organisation>(world().now);
      const bool small = std::string(kind) == "association";
      ASSERT_TRUE(as(world().program, registry::add_organisation,
                     {.id = id,
                      .kind = kind,
                      .name = kind + std::to_string(bodies_.size()),
                      .area = area(small || pick(0, 1) ? one_of(villages_) : "421102001"),
                      .contact = "",
                      .strengths = "",
                      .from = day("2024-01-01")}));
      bodies_.emplace_back(id.text, kind);
    }
  }
  // Moved, ended, opened and corrected at random; what the rules refuse is refused.
  void make_site() {
    const SiteId id = new_id<registry::Site>(world().now);
    ASSERT_TRUE(as(world().district, registry::add_site,
                   {.id = id,
                    .kind = one_of<std::string>(
                        {"disability_home", "care_centre", "volunteer_station", "shared_place"}),
                    .name = "S" + std::to_string(sites_.size()),
                    .area = area(one_of(villages_)),
                    .address = "1",
                    .floor_dm2 = pick(1000, 90000),
                    .from = day("2025-01-01")}));
    sites_.push_back(id);
    for (int i = pick(0, 3); i > 0; --i) {
      const auto room = new_id<registry::Room>(world().now);
      ASSERT_TRUE(as(world().district, registry::add_room,
                     {.site = id,
                      .id = room,
                      .name = "R",
                      .function = one_of<std::string>({"counselling", "office", "reading"}),
                      .area_dm2 = pick(100, 9000),
                      .from = some_day()})
                      .has_value() ||
                  true);
      if (pick(0, 3) == 0)
        (void)as(world().district, registry::end_room,
                 {.site = id, .room = room, .on = day("2026-11-05")});
    }
    for (int i = pick(0, 4); i > 0; --i)
      (void)as(world().district, registry::add_service,
               {.site = id,
                .service = one_of<std::string>({"meals", "policy_publicity", "community_rehab"}),
                .from = some_day()});
    for (int i = pick(0, 3); i > 0; --i)
      (void)as(world().district, registry::add_catchment,
               {.site = id, .area = area(one_of(villages_)), .from = some_day()});
    for (int i = pick(0, 20); i > 0; --i) open_once(id, day("2026-11-04") - days{pick(0, 45)});
    if (pick(0, 3) == 0)
      (void)as(world().district, registry::move_site,
               {.site = id,
                .area = area(one_of(villages_)),
                .address = "2",
                .floor_dm2 = pick(1000, 90000),
                .from = some_day()});
    if (pick(0, 4) == 0)
      (void)as(world().district, registry::end_site,
               {.site = id, .on = day("2026-11-05") + days{pick(-20, 20)}, .reason = "sold"});
  }
  void open_once(const SiteId& site, Day on) {
    const Instant at = start_of(on, world().deployment.zone) + minutes{pick(480, 600)};
    const auto id = new_id<registry::Opening>(world().now);
    if (!as(world().district, registry::sign_in, {.site = site, .id = id, .opened_at = at})) return;
    if (pick(0, 5) == 0) return;  // Nobody signed out.
    (void)as(world().district, registry::sign_out,
             {.site = site, .opening = id, .closed_at = at + minutes{pick(100, 400)}});
    if (pick(0, 3)) return;
    const bool took_place = pick(0, 2) != 0;
    const auto instead = new_id<registry::Opening>(world().now);
    const auto corrected = as(world().district, registry::correct_opening,
                              {.site = site,
                               .opening = id,
                               .id = instead,
                               .opened_at = {},
                               .closed_at = at + minutes{pick(100, 400)},
                               .took_place = took_place,
                               .reason = "wrong"});
    if (corrected && !took_place) voided_.insert(instead.text);
  }
  void tie(const std::string& kind, const std::string& from_kind, const std::string& from,
           const std::string& to_kind, const std::string& to) {
    const auto id = new_id<registry::Tie>(world().now);
    const auto made = as(world().district, registry::add_tie,
                         {.id = id,
                          .kind = kind,
                          .from_kind = from_kind,
                          .from_id = from,
                          .to_kind = to_kind,
                          .to_id = to,
                          .title = "",
                          .from = some_day()});
    if (made && pick(0, 4) == 0)
      (void)as(world().district, registry::end_tie,
               {.tie = id, .on = day("2026-11-05") - days{pick(0, 5)}});
    bonds_ += made.has_value();
  }
  std::string body(const std::string& kind) {
    std::vector<std::string> fit;
    for (const auto& [id, word] : bodies_)
      if (word == kind) fit.push_back(id);
    return one_of(fit);
  }
  void make_bonds() {
    for (int i = 0; i < 60; ++i) {
      const std::string person = one_of(people_).text;
      const std::string any = one_of(bodies_).first;
      const std::string site = one_of(sites_).text;
      tie("member_of", "person", person, "organisation", any);
      if (i % 2) tie("volunteer_of", "person", person, "organisation", body("volunteer_team"));
      if (i % 3 == 0) tie("officer_of", "person", person, "organisation", body("association"));
      if (i % 5 == 0) tie("founder_of", "person", person, "organisation", body("volunteer_team"));
      if (i % 4 == 0) tie("partner_of", "organisation", any, "site", site);
      if (i % 6 == 0) tie("operates", "organisation", any, "site", site);
      if (i % 7 == 0) tie("paired_site", "organisation", body("party_branch"), "site", site);
      if (i % 5 == 1) tie("staff_at", "person", person, "site", site);
      if (i % 8 == 0) tie("paired_person", "organisation", any, "person", person);
      if (i % 9 == 0) tie("liaison_of", "person", person, "area", one_of(villages_));
      if (i % 10 == 0) {
        tie("chair_of", "person", person, "organisation", body("association"));
        tie("secretary_of", "person", person, "organisation", body("party_branch"));
      }
    }
    for (int i = 0; i < 30; ++i) {
      const auto made = as(world().district, registry::add_group,
                           {.id = new_id<registry::Group>(world().now),
                            .kind = "triple",
                            .from = day("2026-11-01"),
                            .parts = {{"holder", "person", one_of(people_).text},
                                      {"officer", "person", one_of(people_).text},
                                      {"volunteer", "person", one_of(people_).text}}});
      if (!made) continue;
      ++groups_;
      if (pick(0, 3) == 0)
        (void)as(world().district, registry::end_group,
                 {.group = made->id, .on = day("2026-11-04"), .reason = "done"});
    }
  }
  // Some of who stand in a group die: their part waits, or the group ends. Somebody may follow.
  void bury_some() {
    for (std::size_t i = 0; i < people_.size(); i += 6) {
      const auto page = as(world().district, registry::open_person, {.person = people_[i]});
      ASSERT_TRUE(page);
      ASSERT_TRUE(as(world().district, registry::record_event,
                     {.id = new_id<registry::CertificateEvent>(world().now),
                      .certificate = page->certificates.at(0).id,
                      .kind = "dead",
                      .on = day("2026-11-03"),
                      .reason = "told by the village"}));
      world().within(world().program, [&](const Call& call) {
        ASSERT_TRUE(registry::end_groups_of(call, people_[i], "dead"));
      });
    }
    const auto groups = as(world().district, registry::find_groups, {.limit = 200});
    for (const auto& group : groups->items) {
      if (group.waits_for.empty()) continue;
      ++waiting_;
      if (pick(0, 1)) continue;
      (void)as(world().district, registry::replace_part,
               {.group = group.id,
                .part = group.waits_for.front(),
                .party_kind = "person",
                .party_id = one_of(people_).text,
                .from = day("2026-11-04"),
                .reason = "in their place"});
    }
  }
  void make_qualifications() {
    for (int i = 0; i < 40; ++i) {
      const Day from = some_day();
      registry::NewQualification one{.person = one_of(people_),
                                     .id = new_id<registry::Qualification>(world().now),
                                     .qualification = pick(0, 1) ? "teacher" : "nurse",
                                     .level = {},
                                     .number = {},
                                     .document = {},
                                     .from = from,
                                     .until = {}};
      if (pick(0, 1)) one.until = from + days{pick(1, 200)};
      const auto made = as(world().district, registry::add_qualification, one);
      if (made && pick(0, 4) == 0)
        (void)as(world().district, registry::end_qualification,
                 {.qualification = one.id, .on = from + days{pick(0, 30)}, .reason = "ended"});
    }
  }
  void make_timetables() {
    for (int i = 0; i < 60; ++i) {
      const int opens = pick(8, 18);
      const auto id = new_id<registry::SiteUse>(world().now);
      const SiteId site = one_of(sites_);
      const auto clock = [](int hour) { return (hour < 10 ? "0" : "") + std::to_string(hour); };
      const auto made = as(world().district, registry::add_use,
                           {.site = site,
                            .id = id,
                            .organisation = {one_of(bodies_).first},
                            .room = {},
                            .weekday = pick(1, 7),
                            .opens = clock(opens) + ":00",
                            .closes = clock(opens + pick(1, 3)) + ":30",
                            .from = some_day()});
      uses_ += made.has_value();
      if (made && pick(0, 3) == 0)
        (void)as(world().district, registry::end_use,
                 {.site = site, .use = id, .on = day("2026-11-05") - days{pick(0, 60)}});
    }
  }

  const std::vector<std::string> villages_{"421102001015", "421102001001", "421102001002",
                                           "421102002001"};
  std::mt19937 random_{20261105};
  std::vector<PersonId> people_;
  std::vector<std::pair<std::string, std::string>> severe_;  // Holders of level 1 and 2; where.
  std::vector<std::pair<std::string, std::string>> bodies_;  // id, kind
  std::vector<SiteId> sites_;
  std::set<std::string> voided_;
  int bonds_ = 0;
  int groups_ = 0;
  int waiting_ = 0;
  int uses_ = 0;
};
ON_BOTH_DATABASES(SiteFigures);

TEST_P(SiteFigures, equal_a_slow_count_of_the_bare_rows) {
  make_people();
  make_bodies();
  for (int i = 0; i < 24; ++i) make_site();
  make_bonds();
  make_qualifications();
  make_timetables();
  bury_some();
  if (HasFatalFailure()) return;
  ASSERT_GT(bonds_, 40);
  ASSERT_GT(groups_, 0);
  ASSERT_FALSE(voided_.empty());
  EXPECT_GT(uses_, 10);
  EXPECT_GT(waiting_, 0);
  Bare rows;
  world().within(world().program, [&](const Call& call) {
    read_sites(call, voided_, rows);
    read_bonds(call, rows);
  });
  const packs::Catalogue& packs = test::shipped_packs();
  // The holder that the world brings along is one of the severe.
  severe_.emplace_back(world().person.text, "421102001015");
  const Set elsewhere{"registry_resident_public",      "registry_holder_public",
                      "registry_household_public",     "registry_holder_household_public",
                      "registry_chain_public",         "registry_member_household_public",
                      "registry_household_fact_public"};
  int above_zero = 0;
  Set seen;
  Set without;
  for (const char* code : {"421102", "421102001", "421102001015"})
    for (const auto& [from, to] :
         {std::pair("2026-01-01", "2026-11-05"), std::pair("2026-10-01", "2026-10-31")}) {
      const Scope scope{.area = area(code), .from = day(from), .to = day(to), .as_of = day(to)};
      Set severe;
      for (const auto& [id, where] : severe_)
        if (where.starts_with(code)) severe.insert(id);
      const auto slow = Slow(rows, scope, day("2026-11-05"), severe).all();
      const auto lines = as(world().district, find_figures,
                            {.area = scope.area, .from = scope.from, .to = scope.to});
      ASSERT_TRUE(lines);
      for (const FigureLine& line : *lines) {
        const packs::Figure& figure = *packs.figure(line.id);
        if (!figure.view.starts_with("registry_") || elsewhere.contains(figure.view)) continue;
        const auto expected = slow.find(line.id);
        if (expected == slow.end()) {
          without.insert(line.id);
          continue;
        }
        ASSERT_TRUE(line.value) << line.id;
        EXPECT_NEAR(*line.value, expected->second, 1e-6) << line.id << ' ' << code << ' ' << from;
        above_zero += expected->second > 0;
        seen.insert(line.id);
      }
    }
  EXPECT_EQ(seen.size(), 46U);  // Each of them was answered,
  EXPECT_EQ(without, (Set{}));  // none has no slow count,
  EXPECT_GT(above_zero, 130);   // and the place was not empty.
}

}  // namespace
}  // namespace zhulian::figures
