// The rows of the published list: entries, the needs behind them, withdrawals.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "needs/needs.h"
#include "needs/states.h"
#include "needs/where.h"

namespace zhulian::needs::store {

// An entry as its rows tell it.
struct ListingRow {
  Id<Listing> id{};
  Area area{};
  std::string batch{};
  std::string title{};
  std::string scope{};
  std::string place{};
  std::string category{};
  Day deliver_by{};
  Day published_on{};
  std::string published_by{};
  ListingFacts facts{};
  std::int64_t people = 0;  // Behind its needs, each once.
  std::int64_t claims = 0;  // That stand.
  std::optional<Id<Claim>> chosen{};
  std::optional<double> score{};
};

// Anybody's: a notice is public.
std::optional<ListingRow> find_listing(Tx&, const Id<Listing>&);
std::vector<ListingRow> find_listings(Tx&, const std::vector<Id<Listing>>&);
// Narrowed by visible_listings.
bool is_visible(const Call&, const Id<Listing>&);

// A page, the latest published first, one more than `limit` where there is more.
struct ListingFilter {
  std::optional<Area> area{};
  std::optional<ListingState> state{};  // All but the withdrawn when empty.
  std::optional<std::string> category{};
  std::optional<Cursor> behind{};
  std::int64_t limit = page_default;
};
std::vector<ListingRow> list_listings(Tx&, const ListingFilter&, Day today);

// Nobody else takes a step on this entry until the transaction ends. Every step of the loop
// from a claim to a delivery takes this lock first. False when there is no such entry.
bool lock_listing(Tx&, const Id<Listing>&);

struct ListingDays {
  Day opens_on;
  Day closes_on;
  Day deliver_by;
};
// False when the id is taken.
bool add_listing(const Call&, const NewListing&, const std::string& category, const ListingDays&);
// False when somebody put the need on another entry just now.
bool add_listing_need(Tx&, const Id<Listing>&, const Id<Need>&);
std::vector<Id<Need>> needs_on(Tx&, const Id<Listing>&);

struct WithdrawalRow {
  std::string reason;
  std::string withdrawn_by;
};
bool add_withdrawal(const Call&, const ListingWithdrawal&);
std::optional<WithdrawalRow> find_withdrawal(Tx&, const Id<Listing>&);

}  // namespace zhulian::needs::store
