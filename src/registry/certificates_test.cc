#include "test/world.h"

namespace zhulian::registry {
namespace {

using test::day;

class Certificates : public test::InBothWorlds {
 protected:
  PersonPage page() { return as(world().district, open_person, {world().person}).value(); }
  Id<Certificate> card() { return page().certificates.front().id; }
  Result<CertificateLine> happens(const std::string& kind, std::string_view on,
                                  std::string reason = "") {
    return as(world().district, record_event,
              {.id = new_id<CertificateEvent>(world().now),
               .certificate = card(),
               .kind = kind,
               .on = day(on),
               .reason = std::move(reason)});
  }
  std::string refusal(const std::string& kind, std::string_view on) {
    const auto line = happens(kind, on);
    return line ? "taken" : line.error().code;
  }
};
ON_BOTH_DATABASES(Certificates);

TEST_P(Certificates, frozen_then_thawed_is_valid_again) {
  EXPECT_EQ(happens("frozen", "2026-10-01")->state, CertificateState::frozen);
  const auto steps = page().next_steps;
  EXPECT_EQ(steps.front().kind, "certificate.thaw");
  EXPECT_EQ(happens("thawed", "2026-10-20")->state, CertificateState::valid);
  EXPECT_EQ(world().count("registry_validity"), 2);
}

TEST_P(Certificates, only_what_can_follow_is_taken) {
  EXPECT_EQ(refusal("thawed", "2026-10-01"), "registry.event.state");
  EXPECT_EQ(refusal("superseded", "2026-10-01"), "registry.event.kind");
  EXPECT_EQ(refusal("frozen", "2026-11-06"), "registry.event.later");
  EXPECT_EQ(refusal("frozen", "2019-01-01"), "registry.event.before_issue");
  EXPECT_EQ(refusal("frozen", "2026-10-01"), "taken");
  EXPECT_EQ(refusal("frozen", "2026-10-02"), "registry.event.state");
  EXPECT_EQ(refusal("thawed", "2026-09-30"), "registry.event.order");
  EXPECT_EQ(refusal("cancelled", "2026-10-03"), "taken");
  EXPECT_EQ(refusal("thawed", "2026-10-04"), "registry.event.state");
  EXPECT_EQ(refusal("dead", "2026-10-05"), "taken");
}

TEST_P(Certificates, death_ends_it_and_tells_others) {
  EXPECT_EQ(happens("dead", "2026-10-01")->state, CertificateState::dead);
  const PersonPage shown = page();
  EXPECT_EQ(shown.died_on, day("2026-10-01"));
  EXPECT_EQ(shown.revision, 2);
  EXPECT_TRUE(shown.next_steps.empty());
  EXPECT_EQ(world().count("platform_event WHERE event = 'registry.person.died'"), 1);
  EXPECT_EQ(world().count("registry_residence WHERE until_day = " +
                          std::to_string(number(day("2026-10-01")))),
            1);
}

TEST_P(Certificates, the_same_event_twice_is_one) {
  const CertificateEvent event{.id = new_id<CertificateEvent>(world().now),
                               .certificate = card(),
                               .kind = "frozen",
                               .on = day("2026-10-01"),
                               .reason = ""};
  EXPECT_TRUE(as(world().district, record_event, event));
  EXPECT_TRUE(as(world().district, record_event, event));
  EXPECT_EQ(world().count("registry_certificate_event"), 1);
}

TEST_P(Certificates, of_another_area_does_not_exist) {
  const auto line = as(world().stranger, record_event,
                       {.id = new_id<CertificateEvent>(world().now),
                        .certificate = card(),
                        .kind = "frozen",
                        .on = day("2026-10-01"),
                        .reason = ""});
  EXPECT_EQ(line.error().fault, Fault::not_found);
}

TEST_P(Certificates, the_list_and_the_page_call_a_state_the_same) {
  for (const auto& [expires, state] :
       {std::pair{"2026-11-04", CertificateState::expired},
        std::pair{"2026-11-05", CertificateState::expiring},
        std::pair{"2027-05-07", CertificateState::expiring},  // 183 days.
        std::pair{"2027-05-08", CertificateState::valid}}) {
    world().run("UPDATE registry_certificate SET expires_day = " +
                std::to_string(number(day(expires))));
    EXPECT_EQ(page().certificates[0].state, state) << expires;
    const auto listed = as(world().district, find_people, {.state = state});
    ASSERT_EQ(listed->items.size(), 1u) << expires;
    EXPECT_EQ(listed->items[0].state, state) << expires;
  }
}

TEST_P(Certificates, expiring_is_a_next_step_with_its_day) {
  world().run("UPDATE registry_certificate SET expires_day = " +
              std::to_string(number(day("2026-12-01"))));
  const auto steps = page().next_steps;
  EXPECT_EQ(steps.front().kind, "certificate.renew");
  EXPECT_EQ(steps.front().due, day("2026-12-01"));
}

}  // namespace
}  // namespace zhulian::registry
