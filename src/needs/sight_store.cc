#include "needs/sight_store.h"

namespace zhulian::needs::store {
namespace {

using packs::Reach;

const Condition nothing{.text = "(1 = 0)", .values = {}};

std::string at(int number) {
  return '$' + std::to_string(number);
}

// The claim `alias` has the actor's organisation as lead or partner.
Condition own_claims(const Call& call, const std::string& alias, int next) {
  if (!call.actor.organisation) return nothing;
  return {.text = '(' + alias + ".organisation_id = " + at(next) +
                  " OR EXISTS (SELECT 1 FROM needs_claim_partner vp WHERE vp.claim_id = " + alias +
                  ".id AND vp.organisation_id = " + at(next) + "))",
          .values = {*call.actor.organisation}};
}

}  // namespace

Condition visible_needs(const Call& call, std::string_view alias, int next) {
  const std::string n(alias);
  if (registry::reach_of(call) != Reach::organisation)
    return registry::visible_people(call, n + ".area", n + ".person_id", next);
  Condition own = own_claims(call, "vc", next);
  own.text =
      "EXISTS (SELECT 1 FROM needs_live_listing_need vl"
      " JOIN needs_selection vs ON vs.listing_id = vl.listing_id"
      " JOIN needs_live_claim vc ON vc.id = vs.claim_id"
      " WHERE vl.need_id = " +
      n + ".id AND " + own.text + ')';
  return own;
}

// A notice is public, so a claimant may open any entry; what it shows of claims and needs is
// limited by the other two.
Condition visible_listings(const Call& call, std::string_view alias, int next) {
  const std::string l(alias);
  if (registry::reach_of(call) == Reach::organisation) return {.text = "(1 = 1)", .values = {}};
  Condition whole = registry::reach_of(call) == Reach::area
                        ? within_areas(call.actor, l + ".area", next)
                        : nothing;
  const Condition part = visible_needs(call, "vn", next + static_cast<int>(whole.values.size()));
  whole.text = '(' + whole.text +
               " OR EXISTS (SELECT 1 FROM needs_listing_need vl"
               " JOIN needs_need vn ON vn.id = vl.need_id WHERE vl.listing_id = " +
               l + ".id AND " + part.text + "))";
  whole.values.insert(whole.values.end(), part.values.begin(), part.values.end());
  return whole;
}

Condition visible_claims(const Call& call, std::string_view alias, int next) {
  const std::string c(alias);
  if (registry::reach_of(call) == Reach::organisation) return own_claims(call, c, next);
  Condition listing = visible_listings(call, "vx", next);
  listing.text = "EXISTS (SELECT 1 FROM needs_listing vx WHERE vx.id = " + c + ".listing_id AND " +
                 listing.text + ')';
  return listing;
}

}  // namespace zhulian::needs::store
