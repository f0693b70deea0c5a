// How much waits, and since when: counts over what is under way, never over the past.
#pragma once

#include <optional>

#include "platform/call.h"

namespace zhulian::needs::store {

struct Queue {
  std::int64_t count = 0;
  std::optional<Day> oldest{};
};

Queue needs_to_publish(const Call&);
// Entries of the actor's areas with claims and nobody chosen; since they closed, or opened.
Queue listings_to_select(const Call&);
// Open entries that close on `last` or before: for the office those that nobody claimed yet, for
// a claimant those around `body_area` that it could still claim.
Queue listings_closing(const Call&, Day last, const std::optional<Area>& body_area);
// Needs of the actor's chosen claims; since they were chosen.
Queue claims_to_deliver(const Call&);
// Deliveries recorded since `from` that the person has not spoken about.
Queue deliveries_to_evaluate(const Call&, Instant from);

}  // namespace zhulian::needs::store
