// The rows of claims: letters, partners, withdrawals, selections, and the organisations behind.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "needs/needs.h"
#include "needs/where.h"

namespace zhulian::needs::store {

struct ClaimRow {
  Id<Claim> id{};
  Id<Listing> listing{};
  OrganisationId lead{};
  Letter letter{};
  Day claimed_on{};
  std::string claimed_by{};
  bool is_withdrawn = false;
  bool is_selected = false;
  std::optional<Day> selected_on{};
  std::optional<std::string> reason{};  // Why it was chosen.
};

// Narrowed by visible_claims.
std::optional<ClaimRow> find_claim(const Call&, const Id<Claim>&);
std::vector<ClaimRow> claims_on(const Call&, const Id<Listing>&);
// Without regard to who asks: of an id that came again.
std::optional<ClaimRow> find_any_claim(Tx&, const Id<Claim>&);

struct ClaimFilter {
  std::optional<ClaimState> state{};
  std::optional<OrganisationId> organisation{};  // Lead or partner.
  std::optional<Cursor> behind{};
  std::int64_t limit = page_default;
};
// A page, the latest first, one more than `limit` where there is more.
std::vector<ClaimRow> list_claims(const Call&, const ClaimFilter&);

// The organisations of each claim, the lead first, then by name.
std::map<Id<Claim>, std::vector<Claimant>> claimants_of(Tx&, const std::vector<Id<Claim>>&);

// The actor's organisation is the lead or a partner.
bool stands_on(const Call&, const Id<Claim>&);

struct Body {
  OrganisationId id;
  std::string kind;
  std::string name;
  Area area;
  bool stands;  // Today, by its own dates.
};
std::vector<Body> find_bodies(Tx&, const std::vector<OrganisationId>&, Day today);

bool has_live_claim(Tx&, const Id<Listing>&, const OrganisationId& lead);
std::int64_t live_claims(Tx&, const Id<Listing>&);
// False when the same organisation, or the same id, was a moment faster.
bool add_claim(const Call&, const NewClaim&, const OrganisationId& lead);
bool add_claim_withdrawal(const Call&, const ClaimWithdrawal&);
struct ClaimWithdrawalRow {
  std::string reason;
  std::string withdrawn_by;
};
std::optional<ClaimWithdrawalRow> find_claim_withdrawal(Tx&, const Id<Claim>&);
// False when another selection of this round was a moment faster.
bool add_selection(const Call&, const Id<Listing>&, const Id<Claim>&, const std::string& reason);

}  // namespace zhulian::needs::store
