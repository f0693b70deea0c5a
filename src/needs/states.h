// States, read from what rows say and from the clock. Pure: no database, no time of its own.
//
// The same rules stand as SQL where lists are filtered by state (*_store.cc); a test plays
// random histories and holds the two together.
#pragma once

#include <optional>

#include "needs/needs.h"

namespace zhulian::needs {

// What rows say of an entry of the list.
struct ListingFacts {
  Day opens_on{};
  Day closes_on{};
  bool is_withdrawn = false;
  bool has_claims = false;       // At least one that stands.
  bool has_chosen = false;       // One of them is selected.
  std::int64_t needs = 0;        // On it, without those that ended.
  std::int64_t needs_ended = 0;  // Taken back by the person since.
  std::int64_t delivered = 0;    // Of `needs`.
};
ListingState state_of(const ListingFacts&, Day today);

// Closed without a claim that stands, and nobody chosen: its needs are open again.
bool has_failed(const ListingFacts&, Day today);

// What rows say of a need. `listing` is the entry of its last round, unless withdrawn.
struct NeedFacts {
  std::optional<EndingKind> ending{};
  std::optional<ListingFacts> listing{};
  bool is_delivered = false;
  bool is_evaluated = false;  // By the person's side.
};
NeedState state_of(const NeedFacts&, Day today);

// What rows say of a claim. `listing` is the entry it stands on.
struct ClaimFacts {
  bool is_withdrawn = false;
  bool is_selected = false;
  ListingFacts listing{};
};
ClaimState state_of(const ClaimFacts&);

}  // namespace zhulian::needs
