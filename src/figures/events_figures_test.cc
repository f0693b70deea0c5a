// The law of counting: every figure of events equals an independent slow count over the bare rows,
// whatever was planned, held, cancelled and corrected.
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "events/bookings.h"
#include "events/campaigns.h"
#include "events/centre_days.h"
#include "events/plans.h"
#include "figures/events_slow_count_test.h"
#include "figures/figures.h"
#include "packs/catalogue.h"
#include "test/world.h"

namespace zhulian::figures {
namespace {

using test::area;
using test::day;

// ---- a year at random ------------------------------------------------------------------------

using namespace events;  // NOLINT: a test of theirs.
using namespace slow;    // NOLINT

class EventFigures : public test::InBothWorlds {
 protected:
  int pick(int from, int to) { return std::uniform_int_distribution<int>(from, to)(random_); }
  template <class T>
  T one_of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(pick(0, static_cast<int>(all.size()) - 1))];
  }
  Day some_day() { return day("2026-11-05") - std::chrono::days{pick(0, 300)}; }

  void make_people() {
    const std::vector<std::string> places{"421102001015", "421102001001", "421102001002",
                                          "421102002001"};
    const std::vector<std::string> births{"1950-05-05", "1966-11-05", "1966-11-06", "1990-02-02"};
    const std::vector<std::string> cards{"", "43", "52", "61", "42"};
    for (int i = 0; i < 24; ++i) {
      const std::string birth = one_of(births);
      const std::string citizen = test::citizen_id(birth, i * 2 + 1);
      const std::string card = one_of(cards);
      SlowPerson person{.id = new_uuid(world().now),
                        .area = one_of(places),
                        .birth = day(birth),
                        .holds = !card.empty()};
      registry::NewPerson in{.id = {person.id},
                             .name = "P",
                             .citizen_id = citizen,
                             .area = area(person.area),
                             .phone = "",
                             .address = "",
                             .guardian = "",
                             .household_kind = ""};
      if (person.holds) {
        in.certificate_number = citizen + card;
        in.issued_on = day("2020-03-01");
        in.expires_on = day("2030-02-28");
      }
      ASSERT_TRUE(as(world().program, registry::add_person, in));
      rows_.people.push_back(person);
    }
  }

  void make_centre() {
    site_ = new_id<registry::Site>(world().now);
    ASSERT_TRUE(as(world().program, registry::add_site,
                   {.id = site_,
                    .kind = "care_centre",
                    .name = "C",
                    .area = area("421102001015"),
                    .address = "1",
                    .from = day("2020-01-01")}));
    for (const SlowPerson& person : rows_.people) {
      const auto from = some_day();
      const auto made = as(world().district, enrol,
                           {.id = new_id<Enrolment>(world().now),
                            .site = site_,
                            .person = {person.id},
                            .care_mode = one_of<std::string>({"day_care", "boarding", "home_care"}),
                            .from = from});
      if (!made) continue;  // Not every disability is admitted.
      for (int i = pick(0, 3); i > 0; --i)
        (void)as(world().district, mark_day,
                 {.site = site_,
                  .on = std::min(day("2026-11-05"), from + std::chrono::days{pick(0, 20)}),
                  .person = {person.id},
                  .mark = one_of<Mark>({Mark::present, Mark::present, Mark::absent})});
      if (pick(0, 2) == 0)
        (void)as(world().district, end_enrolment,
                 {.enrolment = made->id,
                  .on = from + std::chrono::days{pick(1, 200)},
                  .reason = "left"});
    }
  }

  NewEvent some_event() {
    static const std::map<std::string, std::string> leads{{"reception", "staff"},
                                                          {"home_visit", "social_worker"},
                                                          {"leader_visit", "leader"},
                                                          {"activity", "volunteer"},
                                                          {"class", "teacher"},
                                                          {"clinic", "medic"},
                                                          {"counselling", "staff"},
                                                          {"call", "liaison"},
                                                          {"home_care_visit", "provider"},
                                                          {"home_service", "volunteer"},
                                                          {"health_check", "medic"},
                                                          {"mediation", "volunteer"},
                                                          {"training", "staff"},
                                                          {"drill", "staff"},
                                                          {"open_day", "party_member"},
                                                          {"tour_stop", "troupe"}};
    auto kind = leads.begin();
    std::advance(kind, pick(0, static_cast<int>(leads.size()) - 1));
    NewEvent event{.id = new_id<Event>(world().now),
                   .kind = kind->first,
                   .area = area(one_of(rows_.people).area),
                   .on = some_day(),
                   .minutes = pick(10, 200),
                   .words = "what was done"};
    event.deliverers = {
        {.kind = pick(0, 3) || event.kind != "home_visit" ? kind->second : std::string("volunteer"),
         .organisation = {},
         .person = {},
         .name = {},
         .heads = pick(1, 5)}};
    if (event.kind == "activity")
      event.activity_type =
          one_of<std::string>({"birthday_party", "handicraft", "job_training", "reading", "film",
                               "garden", "exhibition", "culture", "film_for_blind"});
    event.accessibility = {"described_film"};
    if (event.kind == "drill" || event.kind == "open_day") {
      event.area.reset();
      event.site = site_;
    }
    const bool nobody = event.kind == "training" || event.kind == "drill";
    if (!nobody) {
      std::set<std::string> chosen;
      for (int i = pick(1, 6); i > 0; --i) chosen.insert(one_of(rows_.people).id);
      for (const std::string& id : chosen) event.persons.push_back({id});
    }
    if (nobody || event.kind == "activity" || event.kind == "reception")
      event.walk_ins = pick(0, 9);
    if (event.kind == "tour_stop") event.online = pick(0, 500);
    if (event.kind == "clinic")
      event.items = {{.item = "pulse", .person = {}, .quantity = pick(1, 9), .value_fen = {}}};
    if (pick(0, 3) == 0) event.campaign = campaign_;
    if (pick(0, 3) == 0) event.tags = {one_of<std::string>({"party_life", "pledge"})};
    if (pick(0, 1) == 0)
      event.money_source = one_of<std::string>({"donation", "budget", "volunteer", "purchased"});
    return event;
  }

  void make_year(unsigned seed) {
    random_.seed(seed);
    make_people();
    make_centre();
    campaign_ = new_id<Campaign>(world().now);
    ASSERT_TRUE(as(world().district, add_campaign,
                   {.id = campaign_,
                    .kind = "disability_day",
                    .name = "D",
                    .area = area("421102"),
                    .from = day("2026-05-17")}));
    ASSERT_TRUE(as(world().district, freeze,
                   {.campaign = campaign_, .day = day("2026-05-17"), .when = {}}));
    for (const SlowPerson& person : rows_.people) {
      if (pick(0, 1)) continue;
      (void)as(world().district, deliver_parcel,
               {.campaign = campaign_,
                .person = {person.id},
                .id = new_id<Event>(world().now),
                .on = day("2026-05-17") + std::chrono::days{pick(0, 60)}});
    }
    for (const SlowPerson& person : rows_.people)
      if (pick(0, 2) == 0)
        (void)as(world().district, add_plan,
                 {.id = new_id<Plan>(world().now),
                  .kind = "solo_living",
                  .person = {person.id},
                  .from = some_day()});
    for (int i = 0; i < 90; ++i) make_one();
    for (int i = 0; i < 8; ++i) make_open_day(i);
  }

  // Planned for today and booked; some are called off, corrected or held.
  void make_open_day(int turn) {
    NewEvent event{.id = new_id<Event>(world().now),
                   .kind = one_of<std::string>({"open_day", "clinic"}),
                   .on = day("2026-11-05"),
                   .held = false};
    if (event.kind == "open_day")
      event.site = site_;
    else
      event.area = area(one_of(rows_.people).area);
    const auto planned = as(world().district, record_event, event);
    ASSERT_TRUE(planned) << planned.error().code << planned.error().field;
    for (const char* starts : {"13:00", "15:00"}) {
      const SlotId slot = new_id<Slot>(world().now);
      ASSERT_TRUE(as(world().district, add_slot,
                     {.event = event.id,
                      .id = slot,
                      .starts_at = starts,
                      .ends_at = "17:00",
                      .places = pick(3, 9)}));
      for (int i = pick(1, 5); i > 0; --i) {
        NewBooking booking{.slot = slot, .id = new_id<Booking>(world().now)};
        if (pick(0, 2)) {
          booking.person = registry::PersonId{one_of(rows_.people).id};
        } else {
          booking.name = "branch";
          booking.heads = pick(1, 5);
        }
        const auto made = as(world().district, book, booking);  // Refused when it is full.
        if (made && pick(0, 2) == 0) {
          ASSERT_TRUE(
              as(world().district, cancel_booking, {.booking = booking.id, .reason = "ill"}));
        }
      }
    }
    if (turn == 0) {
      ASSERT_TRUE(as(world().district, cancel, {.event = event.id, .reason = "rain"}));
    } else if (turn == 1) {
      NewEvent instead = event;
      instead.id = new_id<Event>(world().now);
      ASSERT_TRUE(as(world().district, correct,
                     {.event = event.id, .reason = "wrong", .took_place = {}, .instead = instead}));
    } else if (turn < 5) {
      ASSERT_TRUE(as(world().district, hold, {.event = event.id}));
    }
  }

  void make_one() {
    NewEvent event = some_event();
    const bool ahead = pick(0, 5) == 0 && event.kind != "reception";
    if (ahead) {
      event.on = day("2026-11-05") + std::chrono::days{pick(1, 5)};
      event.walk_ins.reset();
      event.online.reset();
    }
    const auto made = as(world().district, record_event, event);
    ASSERT_TRUE(made) << made.error().code << made.error().field << event.kind;
    if (ahead && pick(0, 1)) {
      ASSERT_TRUE(as(world().district, cancel, {.event = event.id, .reason = "rain"}));
    }
    if (pick(0, 5) == 0) {
      NewEvent instead = some_event();
      ASSERT_TRUE(as(world().district, correct,
                     {.event = event.id,
                      .reason = "wrong",
                      .took_place = pick(0, 3) != 0,
                      .instead = instead}));
    } else if (!ahead && pick(0, 3) == 0) {
      ASSERT_TRUE(as(world().district, close, {.event = event.id}));
    } else if (!ahead && !event.persons.empty() && pick(0, 2) == 0) {
      ASSERT_TRUE(as(world().district, mark,
                     {.event = event.id,
                      .person = event.persons.front(),
                      .mark = Mark::absent,
                      .replaces = Mark::present}));
    }
  }

  std::mt19937 random_;
  SiteId site_;
  CampaignId campaign_;
  Rows rows_;
};
ON_BOTH_DATABASES(EventFigures);

TEST_P(EventFigures, equal_a_slow_count_of_the_bare_rows) {
  make_year(20261105);
  if (HasFatalFailure()) return;
  world().within(world().program, [&](const Call& call) {
    read_events(call, rows_);
    read_rest(call, rows_);
    read_slots(call, rows_);
  });
  const packs::Catalogue& packs = test::shipped_packs();
  int above_zero = 0;
  for (const char* code : {"421102", "421102001", "421102001015"}) {
    for (const auto& [from, to] :
         {std::pair("2026-01-01", "2026-11-05"), std::pair("2026-05-17", "2026-06-30")}) {
      const Scope scope{.area = area(code), .from = day(from), .to = day(to), .as_of = day(to)};
      const auto slow = slow_figures(SlowCount(rows_, scope));
      const auto lines = as(world().district, find_figures,
                            {.area = scope.area, .from = scope.from, .to = scope.to});
      ASSERT_TRUE(lines);
      for (const FigureLine& line : *lines) {
        const packs::Figure& figure = *packs.figure(line.id);
        if (!figure.view.starts_with("events_")) continue;
        ASSERT_TRUE(slow.contains(line.id)) << line.id << " has no slow count";
        EXPECT_EQ(line.value, slow.at(line.id)) << line.id << ' ' << code << ' ' << from;
        above_zero += slow.at(line.id) > 0;
      }
    }
  }
  EXPECT_GT(above_zero, 150);  // The year was not empty.
}

TEST_P(EventFigures, what_is_kept_beside_the_rows_equals_the_rows) {
  make_year(7);
  if (HasFatalFailure()) return;
  EXPECT_GT(world().count("events_event"), 100);
  EXPECT_EQ(world().count("events_event e JOIN events_event_now n ON n.event_id = e.id"
                          " WHERE e.stage <> n.stage OR e.on_day <> n.on_day"
                          " OR e.present <> n.present OR e.lead <> n.lead"),
            0);
  EXPECT_EQ(world().count("SELECT count(*) FROM events_slot s WHERE s.booked <>"
                          " (SELECT coalesce(sum(b.heads), 0) FROM events_booking b"
                          "  WHERE b.slot_id = s.id AND NOT EXISTS (SELECT 1 FROM"
                          "  events_booking_cancellation c WHERE c.booking_id = b.id))"),
            0);
  EXPECT_EQ(world().count("events_booking b WHERE (b.stands = 0) <> EXISTS (SELECT 1 FROM"
                          " events_booking_cancellation c WHERE c.booking_id = b.id)"),
            0);
}

}  // namespace
}  // namespace zhulian::figures
