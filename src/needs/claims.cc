// Claims: the letter of intent, the choice, stepping back.
#include <algorithm>
#include <set>

#include "needs/claim_store.h"
#include "needs/delivery_store.h"
#include "needs/listing_store.h"
#include "needs/need_store.h"
#include "needs/needs.h"
#include "needs/pages.h"
#include "needs/words.h"
#include "packs/catalogue.h"
#include "platform/audit.h"
#include "platform/outbox.h"

namespace zhulian::needs {
namespace {

auto no_claim() {
  return fail(Fault::not_found, "needs.claim.absent");
}

ClaimPage one_page(const Call& call, const store::ClaimRow& claim) {
  return std::move(pages_of(call, {claim}).front());
}

bool overlap(const Area& one, const Area& other) {
  return one.contains(other) || other.contains(one);
}

// Whether the entry takes claims today; says when it does or did.
Result<void> check_open(const Call& call, const store::ListingRow& listing) {
  switch (state_of(listing.facts, call.today())) {
    case ListingState::open:
      return {};
    case ListingState::announced:
      return fail(Fault::conflict, "needs.claim.too_early", {},
                  {{"day", to_string(listing.facts.opens_on)}});
    case ListingState::under_way:
      return fail(Fault::conflict, "needs.claim.somebody_chosen");
    case ListingState::withdrawn:
      return fail(Fault::conflict, "needs.claim.listing_withdrawn");
    case ListingState::selecting:
    case ListingState::done:
    case ListingState::failed:
      break;
  }
  return fail(Fault::conflict, "needs.claim.too_late", {},
              {{"day", to_string(listing.facts.closes_on)}});
}

void check_letter(Faults& faults, const packs::NeedsRules& rules, const Letter& letter) {
  check_length(faults, letter.strengths, "/letter/strengths", rules.letter_min, rules.letter_max);
  check_length(faults, letter.approach, "/letter/approach", rules.letter_min, rules.letter_max);
  check_length(faults, letter.outcome, "/letter/outcome", rules.letter_min, rules.letter_max);
}

// An organisation that may stand on a claim: known, in being, of a kind that the packs allow.
void check_body(Faults& faults, const Call& call, const store::Body* body, std::string field) {
  if (!body) return faults.add("needs.claim.body_unknown", std::move(field));
  if (!body->stands)
    return faults.add("needs.claim.body_ended", std::move(field), {{"name", body->name}});
  const auto* kind = call.deployment.packs.code("organisation_kind", body->kind);
  if (!kind || !kind->flag("may_claim"))
    faults.add("needs.claim.body_kind", std::move(field), {{"name", body->name}});
}

Result<void> check_bodies(const Call& call, const NewClaim& claim, const OrganisationId& lead,
                          const store::ListingRow& listing, const packs::NeedsRules& rules) {
  Faults faults;
  check_letter(faults, rules, claim.letter);
  std::vector<OrganisationId> ids = claim.partners;
  ids.push_back(lead);
  const auto bodies = store::find_bodies(call.tx, ids, call.today());
  const auto body_of = [&](const OrganisationId& id) {
    const auto found = std::ranges::find(bodies, id, &store::Body::id);
    return found == bodies.end() ? nullptr : &*found;
  };
  const store::Body* own = body_of(lead);
  check_body(faults, call, own, "/organisation");
  if (own && !overlap(own->area, listing.area))
    faults.add("needs.claim.other_area", "/organisation", {{"name", own->name}});
  if (std::ssize(claim.partners) > rules.partners_max)
    faults.add("needs.claim.partners_max", "/partners",
               {{"max", std::to_string(rules.partners_max)}});
  std::set<OrganisationId> seen{lead};
  for (std::size_t i = 0; i < claim.partners.size(); ++i) {
    const std::string field = "/partners/" + std::to_string(i);
    if (!seen.insert(claim.partners[i]).second)
      faults.add("needs.claim.partner_twice", field);
    else
      check_body(faults, call, body_of(claim.partners[i]), field);
  }
  return std::move(faults).verdict();
}

bool is_same(const Call& call, const NewClaim& claim, const store::ClaimRow& known) {
  return known.claimed_by == call.actor.id.text && known.listing == claim.listing &&
         known.letter.strengths == claim.letter.strengths &&
         known.letter.approach == claim.letter.approach &&
         known.letter.outcome == claim.letter.outcome;
}

}  // namespace

Result<ClaimPage> claim(const Call& call, const NewClaim& input) {
  NewClaim claim = input;
  claim.letter = {.strengths = trimmed(claim.letter.strengths),
                  .approach = trimmed(claim.letter.approach),
                  .outcome = trimmed(claim.letter.outcome)};
  // An organisation speaks for itself: nobody claims in another's name.
  if (!call.actor.organisation) return fail(Fault::forbidden, "needs.claim.no_organisation");
  const OrganisationId lead = *call.actor.organisation;
  if (claim.organisation && *claim.organisation != lead)
    return fail(Fault::forbidden, "needs.claim.other_organisation", "/organisation");
  if (const auto known = store::find_any_claim(call.tx, claim.id)) {
    if (!is_same(call, claim, *known)) return fail(Fault::conflict, "needs.id_taken", "/id");
    return one_page(call, *known);
  }
  if (!store::lock_listing(call.tx, claim.listing))
    return fail(Fault::not_found, "needs.listing.absent");
  const auto listing = store::find_listing(call.tx, claim.listing);
  TRY(check_open(call, *listing));
  const auto rules = call.deployment.packs.needs_rules(listing->area, call.today());
  TRY(check_bodies(call, claim, lead, *listing, rules));
  if (store::has_live_claim(call.tx, claim.listing, lead) || !store::add_claim(call, claim, lead))
    return fail(Fault::conflict, "needs.claim.made_already");
  audit(call, "needs.claim.made", "needs_claim", claim.id.text, listing->area,
        {{"listing", claim.listing.text},
         {"organisation", lead.text},
         {"partners", claim.partners.size()}});
  emit(call, "needs.claimed", claim.id.text,
       {{"listing", claim.listing.text}, {"organisation", lead.text}});
  return open_claim(call, {claim.id});
}

Result<ClaimPage> open_claim(const Call& call, const ClaimRef& ref) {
  const auto claim = store::find_claim(call, ref.claim);
  if (!claim) return no_claim();
  return one_page(call, *claim);
}

Result<http::Page<ClaimPage>> find_claims(const Call& call, const ClaimsQuery& query) {
  const auto behind = TRY(read_cursor(query.cursor));
  const store::ClaimFilter filter{.state = query.state,
                                  .organisation = query.organisation,
                                  .behind = behind,
                                  .limit = query.limit.value_or(page_default)};
  auto rows = store::list_claims(call, filter);
  http::Page<ClaimPage> page;
  if (std::ssize(rows) > filter.limit) {
    rows.pop_back();
    page.next_cursor = to_text({.day = rows.back().claimed_on, .id = rows.back().id.text});
  }
  page.items = pages_of(call, rows);
  return page;
}

namespace {

// The claim after its entry is locked: nobody steps in between.
Result<store::ClaimRow> lock_claim(const Call& call, const Id<Claim>& id) {
  const auto seen = store::find_claim(call, id);
  if (!seen || !store::lock_listing(call.tx, seen->listing)) return no_claim();
  return *store::find_claim(call, id);
}

}  // namespace

Result<ClaimPage> select(const Call& call, const Selection& input) {
  const std::string reason = trimmed(input.reason.value_or(""));
  const auto claim = TRY(lock_claim(call, input.claim));
  const auto listing = store::find_listing(call.tx, claim.listing);
  if (!reaches(call.actor, listing->area))
    return fail(Fault::forbidden, "needs.listing.other_office");
  if (store::stands_on(call, claim.id)) return fail(Fault::forbidden, "needs.selection.own_claim");
  if (claim.is_withdrawn) return fail(Fault::conflict, "needs.selection.claim_withdrawn");
  if (listing->facts.is_withdrawn) return fail(Fault::conflict, "needs.listing.withdrawn");
  if (claim.is_selected && claim.reason == reason) return one_page(call, claim);  // Again.
  if (listing->chosen) return fail(Fault::conflict, "needs.selection.made_already");
  if (state_of(listing->facts, call.today()) == ListingState::withdrawn)
    return fail(Fault::conflict, "needs.listing.withdrawn");
  if (listing->claims > 1 && reason.empty())
    return fail(Fault::invalid, "needs.selection.reason", "/reason",
                {{"claims", std::to_string(listing->claims)}});
  if (!store::add_selection(call, claim.listing, claim.id, reason))
    return fail(Fault::conflict, "needs.selection.made_already");
  store::refresh_stages(call.tx, claim.listing);
  audit(call, "needs.claim.selected", "needs_claim", claim.id.text, listing->area,
        {{"listing", claim.listing.text}, {"claims", listing->claims}});
  emit(call, "needs.selected", claim.id.text, {{"listing", claim.listing.text}});
  return open_claim(call, {claim.id});
}

Result<ClaimPage> withdraw_claim(const Call& call, const ClaimWithdrawal& input) {
  ClaimWithdrawal withdrawal = input;
  withdrawal.reason = trimmed(withdrawal.reason);
  const auto claim = TRY(lock_claim(call, withdrawal.claim));
  if (!call.actor.organisation || *call.actor.organisation != claim.lead)
    return fail(Fault::forbidden, "needs.claim.lead_only");
  if (const auto known = store::find_claim_withdrawal(call.tx, claim.id)) {
    if (known->withdrawn_by != call.actor.id.text || known->reason != withdrawal.reason)
      return fail(Fault::conflict, "needs.claim.withdrawn");
    return one_page(call, claim);
  }
  if (!store::deliveries_of(call, {claim.id}).empty())
    return fail(Fault::conflict, "needs.claim.delivered");
  if (!store::add_claim_withdrawal(call, withdrawal))
    return fail(Fault::conflict, "needs.claim.withdrawn");
  store::refresh_stages(call.tx, claim.listing);
  const auto listing = store::find_listing(call.tx, claim.listing);
  audit(call, "needs.claim.withdrawn", "needs_claim", claim.id.text, listing->area,
        {{"listing", claim.listing.text}, {"was_chosen", claim.is_selected}});
  emit(call, "needs.claim_withdrawn", claim.id.text,
       {{"listing", claim.listing.text}, {"was_chosen", claim.is_selected}});
  return open_claim(call, {claim.id});
}

}  // namespace zhulian::needs
