// What the tests of events share: the small world with a centre, its staff and a few neighbours,
// and the steps as one-liners.
#pragma once

#include <gtest/gtest.h>

#include "events/campaigns.h"
#include "events/centre_days.h"
#include "events/events.h"
#include "platform/users.h"
#include "test/world.h"

namespace zhulian::events {

template <class T>
std::string code_of(const Result<T>& result) {
  return result ? "fine" : result.error().code;
}
template <class T>
std::string field_of(const Result<T>& result) {
  return result ? "" : result.error().field;
}
template <class T>
Fault fault_of(const Result<T>& result) {
  EXPECT_FALSE(result.has_value());
  return result ? Fault{} : result.error().fault;
}

class EventsTest : public test::InBothWorlds {
 protected:
  void SetUp() override {
    InBothWorlds::SetUp();
    centre = add_site("care_centre", "421102001015");
    staff = add_user("staff", "centre", {test::area("421102001")});
    wang = world().person;
    li = add_person("\u674e\u6d77\u6ce2", "421102001015", "1980-01-01", 11);
    zhao = add_person("\u8d75\u6842\u82b1", "421102001001", "1955-03-01", 12);
  }

  SiteId add_site(const std::string& kind, const std::string& area) {
    const SiteId id = new_id<registry::Site>(world().now);
    const auto added = as(world().program, registry::add_site,
                          {.id = id,
                           .kind = kind,
                           .name = "S " + id.text.substr(24),
                           .area = test::area(area),
                           .address = "1",
                           .from = test::day("2020-01-01")});
    EXPECT_TRUE(added) << code_of(added);
    return id;
  }

  static std::optional<Rights> rights_of(std::string_view role) {
    const auto& roles = test::shipped_packs().roles;
    const auto found = roles.find(role);
    return found == roles.end() ? std::nullopt : std::optional(found->second.rights);
  }
  Actor add_user(const std::string& name, const std::string& role, std::vector<Area> areas) {
    return world().within(world().program, [&](const Call& call) {
      const NewUser user{.id = new_id<Actor>(world().now),
                         .name = name,
                         .display_name = name,
                         .role = role,
                         .areas = areas};
      EXPECT_TRUE(zhulian::add_user(call, user, "no password", rights_of));
      return actor_of(call.tx, user.id, rights_of, call.today()).value();
    });
  }

  PersonId add_person(const std::string& name, const std::string& area, const std::string& birth,
                      int order, const std::string& kind_of_disability = "") {
    const auto id = new_id<registry::Person>(world().now);
    const std::string citizen = test::citizen_id(birth, order);
    registry::NewPerson person{.id = id,
                               .name = name,
                               .citizen_id = citizen,
                               .area = test::area(area),
                               .phone = "",
                               .address = "",
                               .guardian = "",
                               .household_kind = "resident"};
    if (!kind_of_disability.empty()) {  // "52": category 5, level 2.
      person.certificate_number = citizen + kind_of_disability;
      person.issued_on = test::day("2020-03-01");
      person.expires_on = test::day("2030-02-28");
    }
    const auto added = as(world().program, registry::add_person, person);
    EXPECT_TRUE(added) << code_of(added);
    return id;
  }
  // Who has a certificate, on its own way.
  void die(const PersonId& person, const std::string& on) {
    const auto known = as(world().district, registry::open_person, {.person = person});
    const auto done = as(world().district, registry::record_event,
                         {.id = new_id<registry::CertificateEvent>(world().now),
                          .certificate = known->certificates.at(0).id,
                          .kind = "dead",
                          .on = test::day(on),
                          .reason = "told by the village"});
    EXPECT_TRUE(done) << code_of(done);
  }

  // ---- the steps, each expected to work --------------------------------------------------------

  NewEvent a_visit(const PersonId& person, const std::string& on) {
    return {
        .id = new_id<Event>(world().now),
        .kind = "home_visit",
        .on = test::day(on),
        .persons = {person},
        .deliverers =
            {{.kind = "social_worker", .organisation = {}, .person = {}, .name = {}, .heads = {}}},
        .words = "All is well there."};
  }
  NewEvent an_activity(const std::string& on) {
    return {.id = new_id<Event>(world().now),
            .kind = "activity",
            .activity_type = "handicraft",
            .area = test::area("421102001015"),
            .on = test::day(on)};
  }
  EventId recorded(const NewEvent& event) {
    const auto made = as(world().town, record_event, event);
    EXPECT_TRUE(made) << code_of(made) << ' ' << field_of(made);
    return event.id;
  }
  EventPage page(const EventId& id) {
    return as(world().district, open_event, {.event = id}).value();
  }
  Stage state_of(const EventId& id) { return page(id).event.state; }
  Result<EnrolmentLine> enrolled(const PersonId& person, const std::string& from) {
    return as(world().district, enrol,
              {.id = new_id<Enrolment>(world().now),
               .site = centre,
               .person = person,
               .care_mode = "day_care",
               .from = test::day(from)});
  }
  std::int64_t rows(const std::string& table) { return world().count(table); }
  void days_later(int days) { world().now += std::chrono::days{days}; }

  SiteId centre;  // A care centre in Huimin.
  Actor staff;    // Of the centre.
  PersonId wang;  // In Huimin, category 4 level 2.
  PersonId li;    // In Huimin, no certificate.
  PersonId zhao;  // In another village of the town, over sixty.
};

}  // namespace zhulian::events
