#include "needs/states.h"

namespace zhulian::needs {
namespace {

NeedState ended(EndingKind kind) {
  switch (kind) {
    case EndingKind::withdrawn:
      return NeedState::withdrawn;
    case EndingKind::merged:
      return NeedState::merged;
    case EndingKind::rejected:
      break;
  }
  return NeedState::rejected;
}

// Every need left on it was served; an entry whose needs were all taken back is not done.
bool is_done(const ListingFacts& listing) {
  return listing.needs > 0 && listing.delivered == listing.needs;
}

// The people took all of it back: nothing is left to do.
bool is_emptied(const ListingFacts& listing) {
  return listing.needs == 0 && listing.needs_ended > 0;
}

}  // namespace

bool has_failed(const ListingFacts& listing, Day today) {
  return !listing.has_claims && !listing.has_chosen && today > listing.closes_on;
}

ListingState state_of(const ListingFacts& listing, Day today) {
  if (listing.is_withdrawn) return ListingState::withdrawn;
  if (is_done(listing)) return ListingState::done;
  if (has_failed(listing, today)) return ListingState::failed;
  if (is_emptied(listing)) return ListingState::withdrawn;
  if (listing.has_chosen) return ListingState::under_way;
  if (today < listing.opens_on) return ListingState::announced;
  return today <= listing.closes_on ? ListingState::open : ListingState::selecting;
}

NeedState state_of(const NeedFacts& need, Day today) {
  if (need.ending) return ended(*need.ending);
  if (need.is_delivered) return need.is_evaluated ? NeedState::evaluated : NeedState::delivered;
  if (!need.listing || need.listing->is_withdrawn) return NeedState::open;
  if (need.listing->has_chosen) return NeedState::claimed;
  return has_failed(*need.listing, today) ? NeedState::open : NeedState::listed;
}

ClaimState state_of(const ClaimFacts& claim) {
  if (claim.is_withdrawn) return ClaimState::withdrawn;
  if (claim.listing.is_withdrawn || is_emptied(claim.listing)) return ClaimState::not_chosen;
  if (claim.is_selected) return is_done(claim.listing) ? ClaimState::delivered : ClaimState::chosen;
  return claim.listing.has_chosen ? ClaimState::not_chosen : ClaimState::made;
}

}  // namespace zhulian::needs
