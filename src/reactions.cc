#include "reactions.h"

#include "app/house.h"
#include "events/bookings.h"
#include "events/centre_days.h"
#include "events/plans.h"
#include "needs/needs.h"
#include "policy/run.h"
#include "registry/groups.h"

namespace zhulian {
namespace {

// Nobody serves the dead: what nobody has promised yet ends. What somebody has promised stays
// for them to close, for the family may still want it.
Result<void> end_open_needs(const Call& call, const Event& event) {
  const needs::NeedsQuery query{.person = registry::PersonId{event.subject}, .limit = 200};
  const auto page = TRY(needs::find_needs(call, query));
  for (const needs::NeedLine& need : page.items) {
    if (need.state != needs::NeedState::open) continue;
    TRY(needs::end_need(call,
                        {.need = need.id,
                         .kind = needs::EndingKind::withdrawn,
                         .reason = app::messages().say("app.person_died", {}, Language::zh)}));
  }
  return {};
}

Result<void> end_enrolments(const Call& call, const Event& event) {
  return events::end_enrolments_of(
      call, registry::PersonId{event.subject},
      app::messages().say("app.person_died_enrolment", {}, Language::zh));
}

Result<void> end_plans(const Call& call, const Event& event) {
  return events::end_plans_of(call, registry::PersonId{event.subject},
                              app::messages().say("app.person_died_plan", {}, Language::zh));
}

Result<void> end_ties(const Call& call, const Event& event) {
  return registry::end_ties_of(call, registry::PersonId{event.subject});
}

Result<void> end_groups(const Call& call, const Event& event) {
  return registry::end_groups_of(call, registry::PersonId{event.subject},
                                 app::messages().say("app.person_died_group", {}, Language::zh));
}

Result<void> cancel_bookings(const Call& call, const Event& event) {
  return events::cancel_bookings_of(
      call, registry::PersonId{event.subject},
      app::messages().say("app.person_died_booking", {}, Language::zh));
}

// A site that is there no longer cares for nobody. What is planned at it is left to people: the
// lists say of each such event that its site has ended.
Result<void> end_enrolments_at_site(const Call& call, const Event& event) {
  const registry::SiteId site{event.subject};
  const auto ending = registry::ending_of(call, site);
  if (!ending) return {};
  return events::end_enrolments_at(
      call, site,
      app::messages().say("app.site_ended_enrolment", {{"reason", ending->reason}}, Language::zh));
}

}  // namespace

std::vector<Reaction> reactions() {
  return {
      {"registry.person.died", "end open needs", end_open_needs},
      {"registry.person.died", "end enrolments", end_enrolments},
      {"registry.person.died", "end plans", end_plans},
      {"registry.person.died", "end ties", end_ties},
      {"registry.person.died", "end groups", end_groups},
      {"registry.person.died", "cancel bookings", cancel_bookings},
      {"registry.person.moved", "list determinations elsewhere", policy::follow_move},
      {"registry.site.ended", "end enrolments at a site", end_enrolments_at_site},
  };
}

}  // namespace zhulian
