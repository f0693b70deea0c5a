// The law of counting, for homes and consents: who lives where with what benefit, and what may be
// shown with a name, equal a slow count over the bare rows after moves, mistakes and withdrawals.
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "events/events.h"
#include "figures/figures.h"
#include "packs/catalogue.h"
#include "registry/consents.h"
#include "registry/households.h"
#include "test/world.h"

namespace zhulian::figures {
namespace {

using registry::HouseholdId;
using registry::PersonId;
using std::chrono::days;
using test::area;
using test::day;
using Set = std::set<std::string>;

// Random deeds, refused or not; whatever then stands in the rows is what counts.
class Deeds {
 public:
  Deeds(test::World& world, std::vector<std::string> villages)
      : world_(world), villages_(std::move(villages)) {}

  int pick(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
  template <class T>
  const T& one_of(const std::vector<T>& some) {
    return some[static_cast<std::size_t>(pick(0, static_cast<int>(some.size()) - 1))];
  }
  Day some_day() { return day("2026-11-05") - days{pick(0, 300)}; }

  void people(int count) {
    for (int i = 0; i < count; ++i) {
      const PersonId id = new_id<registry::Person>(world_.now);
      ASSERT_TRUE(world_.as(world_.program, registry::add_person,
                            {.id = id,
                             .name = "P",
                             .citizen_id = test::citizen_id("1980-02-03", 2 * i + 2),
                             .area = area(one_of(villages_)),
                             .phone = "",
                             .address = "",
                             .guardian = "",
                             .household_kind = ""}));
      all.push_back(id);
    }
  }
  void homes(int count) {
    std::vector<HouseholdId> made;
    for (int i = 0; i < count; ++i) {
      const HouseholdId id = new_id<registry::Household>(world_.now);
      const auto started = world_.as(world_.district, registry::start_household,
                                     {.id = id,
                                      .area = area(one_of(villages_)),
                                      .members = {{.person = one_of(all), .relation = {}}},
                                      .from = some_day()});
      if (started) made.push_back(id);
      if (made.empty()) continue;
      joined += world_
                    .as(world_.district, registry::join_household,
                        {.household = one_of(made),
                         .person = one_of(all),
                         .relation = {},
                         .from = some_day()})
                    .has_value();
      if (pick(0, 2)) continue;
      const HouseholdId home = one_of(made);
      const auto card = world_.as(world_.district, registry::open_household, {.household = home});
      if (!card || card->members.empty()) continue;
      const auto& member = one_of(card->members);
      const Day on = pick(0, 1) ? member.from : day("2026-11-05");
      left += world_
                  .as(world_.district, registry::leave_household,
                      {.household = home, .person = member.person, .on = on, .reason = "left"})
                  .has_value();
    }
  }
  void facts(int count) {
    const std::vector<std::string> keys{"dibao", "low_rent", "out_of_work"};
    for (int i = 0; i < count; ++i)
      (void)world_.as(world_.district, registry::add_fact,
                      {.person = one_of(all),
                       .key = one_of(keys),
                       .value = pick(0, 2) ? "yes" : "no",
                       .from = some_day(),
                       .source = "visit"});
  }
  void consents(const std::vector<std::string>& purposes, int count) {
    for (int i = 0; i < count; ++i) {
      const auto id = new_id<registry::Consent>(world_.now);
      const Day from = some_day();
      const auto given = world_.as(world_.district, registry::give_consent,
                                   {.person = one_of(all),
                                    .id = id,
                                    .purpose = one_of(purposes),
                                    .given_by = {},
                                    .given_on = from,
                                    .way = "written",
                                    .note = {}});
      if (given && pick(0, 1))
        (void)world_.as(world_.district, registry::withdraw_consent,
                        {.consent = id, .on = from + days{pick(0, 60)}, .reason = {}});
    }
  }

  std::vector<PersonId> all;
  int joined = 0;
  int left = 0;

 private:
  test::World& world_;
  std::vector<std::string> villages_;
  std::mt19937 random_{20261105};
};

double counted(test::World& world, const std::string& id, const std::string& place,
               const std::string& on) {
  const auto lines = world.as(world.district, find_figures,
                              {.area = area(place), .from = day("2026-01-01"), .to = day(on)});
  for (const FigureLine& line : lines.value())
    if (line.id == id) return line.value.value();
  ADD_FAILURE() << "no figure " << id;
  return -1;
}

bool holds(const Row& row, std::size_t from, std::int64_t on) {
  return row.integer(from) <= on && on < row.integer(from + 1);
}

class PeopleFigures : public ::testing::TestWithParam<std::string> {};
ON_BOTH_DATABASES(PeopleFigures);

TEST_P(PeopleFigures, of_households_equal_a_slow_count_of_the_bare_rows) {
  test::World world(GetParam());
  Deeds deeds(world, {"421102001015", "421102001001", "421102001002"});
  deeds.people(40);
  deeds.homes(60);
  deeds.facts(150);
  if (::testing::Test::HasFatalFailure()) return;
  EXPECT_GT(deeds.joined, 5);
  EXPECT_GT(deeds.left, 3);
  int above_zero = 0;
  for (const char* place : {"421102", "421102001015"})
    for (const char* date : {"2026-11-05", "2026-08-01", "2026-03-01"}) {
      const std::int64_t on = number(day(date));
      Set benefits;
      Set households;
      world.within(world.program, [&](const Call& call) {
        std::map<std::string, std::string> homes;  // Of each person on the day.
        for (const auto& row : call.tx.query("SELECT person_id, household_id, from_day, until_day"
                                             " FROM registry_household_member"))
          if (holds(row, 2, on)) {
            const auto person = row.get<std::string>(0);
            EXPECT_TRUE(homes.emplace(person, row.get<std::string>(1)).second) << "two homes";
          }
        std::map<std::string, std::string> places;
        for (const auto& row :
             call.tx.query("SELECT id, area, from_day, until_day FROM registry_household")) {
          places[row.get<std::string>(0)] = row.get<std::string>(1);
          if (holds(row, 2, on) && row.get<std::string>(1).starts_with(place))
            households.insert(row.get<std::string>(0));
        }
        // Where somebody lives there is a household.
        for (const auto& [person, home] : homes)
          EXPECT_TRUE(!places.at(home).starts_with(place) || households.contains(home)) << date;
        for (const auto& row : call.tx.query("SELECT person_id, kind, value, from_day, until_day"
                                             " FROM registry_fact")) {
          const auto home = homes.find(row.get<std::string>(0));
          const auto kind = row.get<std::string>(1);
          if (home == homes.end() || !holds(row, 3, on) || row.get<std::string>(2) != "yes")
            continue;
          if ((kind == "dibao" || kind == "low_rent") && places.at(home->second).starts_with(place))
            benefits.insert(home->second);
        }
      });
      EXPECT_EQ(counted(world, "households_with_benefits", place, date), benefits.size()) << date;
      EXPECT_EQ(counted(world, "households", place, date), households.size()) << date;
      above_zero += !benefits.empty();
    }
  EXPECT_GT(above_zero, 3);
}

TEST_P(PeopleFigures, of_consents_equal_a_slow_count_of_the_bare_rows) {
  test::World world(GetParam(), "jimo");
  Deeds deeds(world, {world.home.village});
  deeds.people(30);
  if (::testing::Test::HasFatalFailure()) return;
  // Ties and thanks come about while all agree; then some think better of it.
  for (const PersonId& person : deeds.all)
    ASSERT_TRUE(world.as(world.district, registry::give_consent,
                         {.person = person,
                          .id = new_id<registry::Consent>(world.now),
                          .purpose = "show_inviter",
                          .given_by = {},
                          .given_on = day("2026-01-10"),
                          .way = "spoken",
                          .note = {}}));
  for (int i = 0; i < 25; ++i) {
    (void)world.as(world.district, registry::add_tie,
                   {.id = new_id<registry::Tie>(world.now),
                    .kind = "invited_by",
                    .from_kind = "person",
                    .from_id = deeds.one_of(deeds.all).text,
                    .to_kind = "person",
                    .to_id = deeds.one_of(deeds.all).text,
                    .title = "",
                    .from = deeds.some_day()});
    ASSERT_TRUE(world.as(world.district, events::record_event,
                         {.id = new_id<events::Event>(world.now),
                          .kind = "thanks",
                          .on = deeds.some_day(),
                          .held = true,
                          .persons = {deeds.one_of(deeds.all)},
                          .words = "a banner"}));
  }
  world.within(world.program, [&](const Call& call) {
    for (std::size_t i = 0; i < deeds.all.size(); i += 3) {
      const auto page = registry::find_consents(call, {.person = deeds.all[i]});
      EXPECT_TRUE(registry::withdraw_consent(
          call, {.consent = page->consents.at(0).id, .on = day("2026-06-01"), .reason = {}}));
    }
  });
  deeds.consents({"show_inviter", "show_thanks"}, 120);
  int above_zero = 0;
  for (const char* date : {"2026-11-05", "2026-07-01", "2026-02-01"}) {
    const std::int64_t on = number(day(date));
    Set invited;
    Set thanks;
    world.within(world.program, [&](const Call& call) {
      std::set<std::pair<std::string, std::string>> agree;  // Who, to what, on the day.
      for (const auto& row :
           call.tx.query("SELECT c.person_id, c.purpose, c.given_on, w.on_day FROM registry_consent"
                         " c LEFT JOIN registry_consent_withdrawal w ON w.consent_id = c.id")) {
        const auto end = row.get<std::optional<std::int64_t>>(3);
        if (on < row.integer(2) || (end && *end <= on)) continue;
        EXPECT_TRUE(agree.emplace(row.get<std::string>(0), row.get<std::string>(1)).second)
            << "two consents at once";
      }
      for (const auto& row : call.tx.query("SELECT from_id, to_id, from_day, until_day"
                                           " FROM registry_tie WHERE kind = 'invited_by'"))
        if (holds(row, 2, on) && agree.contains({row.get<std::string>(0), "show_inviter"}) &&
            agree.contains({row.get<std::string>(1), "show_inviter"}))
          invited.insert(row.get<std::string>(0));
      for (const auto& row : call.tx.query("SELECT e.id, r.person_id, e.on_day FROM events_event e"
                                           " JOIN events_roll r ON r.event_id = e.id"
                                           " WHERE e.kind = 'thanks'"))
        if (row.integer(2) <= on && agree.contains({row.get<std::string>(1), "show_thanks"}))
          thanks.insert(row.get<std::string>(0));
    });
    EXPECT_EQ(counted(world, "invitations", world.home.district, date), invited.size()) << date;
    EXPECT_EQ(counted(world, "thanks_shown", world.home.district, date), thanks.size()) << date;
    above_zero += !invited.empty() + !thanks.empty();
  }
  EXPECT_GT(above_zero, 3);
}

}  // namespace
}  // namespace zhulian::figures
