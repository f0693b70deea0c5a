// Whom and what an actor sees, as conditions inside the query: what is outside does not exist.
//
//   staff     what lies in their areas
//   resident  what is about the person they are
//   claimant  what their organisation does: its own claims, and of a claim that is chosen the
//             needs and deliveries
#pragma once

#include "platform/call.h"
#include "registry/scope.h"

namespace zhulian::needs::store {

// `alias` names needs_need, needs_listing, needs_claim in the query; placeholders from `next` on.
Condition visible_needs(const Call&, std::string_view alias, int next);
Condition visible_listings(const Call&, std::string_view alias, int next);
Condition visible_claims(const Call&, std::string_view alias, int next);

}  // namespace zhulian::needs::store
