// What waits for me: the first thing a page shows.
#include "needs/claim_store.h"
#include "needs/needs.h"
#include "needs/waiting_store.h"
#include "packs/catalogue.h"
#include "registry/scope.h"

namespace zhulian::needs {
namespace {

using std::chrono::days;

constexpr days closing_soon{3};

// The place whose rules the actor's queue follows.
Area home_of(const Call& call) {
  return call.actor.areas.empty() ? Area{} : call.actor.areas.front();
}

// An evaluation is taken on the day of the delivery and as many days after as the packs say.
Instant evaluable_from(const Call& call) {
  const auto rules = call.deployment.packs.needs_rules(home_of(call), call.today());
  return start_of(call.today() - days{rules.evaluation_days}, call.deployment.zone);
}

}  // namespace

Result<std::vector<Waiting>> waiting(const Call& call) {
  const Actor& actor = call.actor;
  if (!actor.is_signed_in()) return fail(Fault::unauthenticated, "http.sign_in");
  std::vector<Waiting> lines;
  const auto add = [&](std::string kind, const store::Queue& queue, std::string link) {
    if (queue.count > 0)
      lines.push_back({.kind = std::move(kind),
                       .count = queue.count,
                       .oldest = queue.oldest,
                       .link = std::move(link)});
  };
  const Day soon = call.today() + closing_soon;
  const bool is_office = registry::reach_of(call) == packs::Reach::area;
  if (is_office && actor.may(Right::needs_publish)) {
    add("needs.to_publish", store::needs_to_publish(call), "/needs?state=open");
    add("listings.closing", store::listings_closing(call, soon, std::nullopt), "/board?state=open");
  }
  if (is_office && actor.may(Right::claims_select))
    add("listings.to_select", store::listings_to_select(call), "/claims?state=made");
  if (actor.may(Right::claims_make) && actor.organisation) {
    const auto bodies = store::find_bodies(call.tx, {*actor.organisation}, call.today());
    if (!bodies.empty())
      add("listings.closing", store::listings_closing(call, soon, bodies.front().area),
          "/board?state=open");
  }
  if (actor.may(Right::deliveries_make))
    add("claims.to_deliver", store::claims_to_deliver(call), "/claims?state=chosen");
  if (actor.may(Right::evaluations_person))
    add("deliveries.to_evaluate", store::deliveries_to_evaluate(call, evaluable_from(call)),
        "/needs?state=delivered");
  return lines;
}

}  // namespace zhulian::needs
