#include "needs/claim_store.h"

#include "needs/sight_store.h"

namespace zhulian::needs::store {
namespace {

constexpr std::string_view select_claims =
    "SELECT c.id, c.listing_id, c.organisation_id, c.strengths, c.approach, c.outcome,"
    " c.claimed_on, c.claimed_by, w.claim_id, s.claim_id, s.selected_on, s.reason"
    " FROM needs_claim c"
    " LEFT JOIN needs_claim_withdrawal w ON w.claim_id = c.id"
    " LEFT JOIN needs_selection s ON s.claim_id = c.id";

ClaimRow claim_from(const Row& row) {
  return {.id = row.get<Id<Claim>>(0),
          .listing = row.get<Id<Listing>>(1),
          .lead = row.get<OrganisationId>(2),
          .letter = {.strengths = row.get<std::string>(3),
                     .approach = row.get<std::string>(4),
                     .outcome = row.get<std::string>(5)},
          .claimed_on = row.day(6),
          .claimed_by = row.get<std::string>(7),
          .is_withdrawn = !row.null(8),
          .is_selected = !row.null(9),
          .selected_on = row.get<std::optional<Day>>(10),
          .reason = row.get<std::optional<std::string>>(11)};
}

std::vector<ClaimRow> read_claims(Tx& tx, const Where& where, const std::string& rest = "") {
  std::vector<ClaimRow> found;
  tx.each(std::string(select_claims) + where.text() + rest, where.values(),
          [&](const Row& row) { found.push_back(claim_from(row)); });
  return found;
}

// The rules of state_of(ClaimFacts), in the same order.
constexpr std::string_view claim_state =
    "CASE WHEN w.claim_id IS NOT NULL THEN 'withdrawn'"
    " WHEN EXISTS (SELECT 1 FROM needs_listing_withdrawal lw WHERE lw.listing_id = c.listing_id)"
    " OR NOT EXISTS (SELECT 1 FROM needs_listing_need ln WHERE ln.listing_id = c.listing_id"
    "  AND NOT EXISTS (SELECT 1 FROM needs_ending x WHERE x.need_id = ln.need_id))"
    " THEN 'not_chosen'"
    " WHEN s.claim_id IS NOT NULL THEN"
    " CASE WHEN (SELECT count(*) FROM needs_listing_need ln WHERE ln.listing_id = c.listing_id"
    "   AND NOT EXISTS (SELECT 1 FROM needs_ending x WHERE x.need_id = ln.need_id)) ="
    "  (SELECT count(*) FROM needs_claim dc JOIN needs_delivery d ON d.claim_id = dc.id"
    "   WHERE dc.listing_id = c.listing_id)"
    "  AND EXISTS (SELECT 1 FROM needs_delivery d WHERE d.claim_id = c.id)"
    " THEN 'delivered' ELSE 'chosen' END"
    " WHEN EXISTS (SELECT 1 FROM needs_chosen_claim o WHERE o.listing_id = c.listing_id)"
    " THEN 'not_chosen' ELSE 'made' END";

// What waits for a choice or a delivery is found by the needs under way, not among all claims.
void add_candidates(Where& where, ClaimState state) {
  if (state != ClaimState::made && state != ClaimState::chosen) return;
  where.add(
      "c.listing_id IN (SELECT cl.listing_id FROM needs_need cn"
      " JOIN needs_listing_need cl ON cl.need_id = cn.id WHERE cn.stage = ?)",
      state == ClaimState::made ? "listed" : "claimed");
}

}  // namespace

std::optional<ClaimRow> find_claim(const Call& call, const Id<Claim>& id) {
  Where where;
  where.add("c.id = ?", id);
  where.add(visible_claims(call, "c", where.next()));
  return first(read_claims(call.tx, where));
}

std::vector<ClaimRow> claims_on(const Call& call, const Id<Listing>& listing) {
  Where where;
  where.add("c.listing_id = ?", listing);
  where.add(visible_claims(call, "c", where.next()));
  return read_claims(call.tx, where, " ORDER BY c.claimed_at, c.id");
}

std::optional<ClaimRow> find_any_claim(Tx& tx, const Id<Claim>& id) {
  Where where;
  where.add("c.id = ?", id);
  return first(read_claims(tx, where));
}

std::vector<ClaimRow> list_claims(const Call& call, const ClaimFilter& filter) {
  Where where;
  // By its own index, lead or partner.
  const auto claimed_by = [&](const OrganisationId& organisation) {
    where.add(
        "c.id IN (SELECT id FROM needs_claim WHERE organisation_id = ?"
        " UNION SELECT claim_id FROM needs_claim_partner WHERE organisation_id = ?)",
        organisation);
  };
  if (registry::reach_of(call) == packs::Reach::organisation && call.actor.organisation)
    claimed_by(*call.actor.organisation);
  else
    where.add(visible_claims(call, "c", where.next()));
  if (filter.organisation) claimed_by(*filter.organisation);
  if (filter.state) {
    add_candidates(where, *filter.state);
    where.add(std::string(claim_state) + " = ?", word(*filter.state));
  }
  add_cursor(where, filter.behind, "c.claimed_on", "c.id");
  const std::string limit = where.bind(filter.limit + 1);
  return read_claims(call.tx, where, " ORDER BY c.claimed_on DESC, c.id DESC LIMIT " + limit);
}

std::map<Id<Claim>, std::vector<Claimant>> claimants_of(Tx& tx,
                                                        const std::vector<Id<Claim>>& claims) {
  std::map<Id<Claim>, std::vector<Claimant>> found;
  if (claims.empty()) return found;
  Where where;
  where.add_one_of("m.claim_id", claims);
  tx.each(
      "SELECT m.claim_id, m.organisation_id, o.name, o.kind, m.is_lead FROM"
      " (SELECT id AS claim_id, organisation_id, 1 AS is_lead FROM needs_claim"
      "  UNION ALL SELECT claim_id, organisation_id, 0 FROM needs_claim_partner) m"
      " JOIN registry_organisation_public o ON o.organisation_id = m.organisation_id" +
          where.text() + " ORDER BY m.is_lead DESC, o.name, o.organisation_id",
      where.values(), [&](const Row& row) {
        found[row.get<Id<Claim>>(0)].push_back({.id = row.get<OrganisationId>(1),
                                                .name = row.get<std::string>(2),
                                                .kind = row.get<std::string>(3),
                                                .lead = row.get<bool>(4)});
      });
  return found;
}

bool stands_on(const Call& call, const Id<Claim>& claim) {
  if (!call.actor.organisation) return false;
  return call.tx
      .one(
          "SELECT 1 FROM needs_claim c WHERE c.id = $1 AND (c.organisation_id = $2 OR EXISTS"
          " (SELECT 1 FROM needs_claim_partner p WHERE p.claim_id = c.id"
          "  AND p.organisation_id = $2))",
          {claim, *call.actor.organisation})
      .has_value();
}

std::vector<Body> find_bodies(Tx& tx, const std::vector<OrganisationId>& ids, Day today) {
  if (ids.empty()) return {};
  Where where;
  where.add_one_of("organisation_id", ids);
  std::vector<Body> found;
  tx.each(
      "SELECT organisation_id, kind, name, area, from_day, until_day"
      " FROM registry_organisation_public" +
          where.text(),
      where.values(), [&](const Row& row) {
        found.push_back({.id = row.get<OrganisationId>(0),
                         .kind = row.get<std::string>(1),
                         .name = row.get<std::string>(2),
                         .area = row.area(3),
                         .stands = row.day(4) <= today && today < row.day(5)});
      });
  return found;
}

bool has_live_claim(Tx& tx, const Id<Listing>& listing, const OrganisationId& lead) {
  return !tx.query(
                "SELECT id FROM needs_live_claim WHERE listing_id = $1"
                " AND organisation_id = $2 LIMIT 1",
                {listing, lead})
              .empty();
}

std::int64_t live_claims(Tx& tx, const Id<Listing>& listing) {
  return tx.one("SELECT count(*) FROM needs_live_claim WHERE listing_id = $1", {listing})
      ->integer(0);
}

bool add_claim(const Call& call, const NewClaim& claim, const OrganisationId& lead) {
  if (call.tx.execute(
          "INSERT INTO needs_claim (id, listing_id, organisation_id, round, strengths, approach,"
          " outcome, claimed_on, claimed_at, claimed_by)"
          " SELECT $1, $2, $3, count(*) + 1, $4, $5, $6, $7, $8, $9 FROM needs_claim"
          " WHERE listing_id = $2 AND organisation_id = $3 ON CONFLICT DO NOTHING",
          {claim.id, claim.listing, lead, claim.letter.strengths, claim.letter.approach,
           claim.letter.outcome, call.today(), call.now, call.actor.id}) == 0)
    return false;
  for (const OrganisationId& partner : claim.partners)
    call.tx.execute("INSERT INTO needs_claim_partner (claim_id, organisation_id) VALUES ($1, $2)",
                    {claim.id, partner});
  return true;
}

bool add_claim_withdrawal(const Call& call, const ClaimWithdrawal& withdrawal) {
  return call.tx.execute(
             "INSERT INTO needs_claim_withdrawal (claim_id, reason, withdrawn_on, withdrawn_at,"
             " withdrawn_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
             {withdrawal.claim, withdrawal.reason, call.today(), call.now, call.actor.id}) == 1;
}

std::optional<ClaimWithdrawalRow> find_claim_withdrawal(Tx& tx, const Id<Claim>& claim) {
  const auto row = tx.one(
      "SELECT reason, withdrawn_by FROM needs_claim_withdrawal WHERE claim_id = $1", {claim});
  if (!row) return std::nullopt;
  return ClaimWithdrawalRow{.reason = row->get<std::string>(0),
                            .withdrawn_by = row->get<std::string>(1)};
}

bool add_selection(const Call& call, const Id<Listing>& listing, const Id<Claim>& claim,
                   const std::string& reason) {
  return call.tx.execute(
             "INSERT INTO needs_selection (listing_id, round, claim_id, reason, selected_on,"
             " selected_at, selected_by)"
             " SELECT $1, coalesce(max(round), 0) + 1, $2, $3, $4, $5, $6 FROM needs_selection"
             " WHERE listing_id = $1 ON CONFLICT DO NOTHING",
             {listing, claim, reason, call.today(), call.now, call.actor.id}) == 1;
}

}  // namespace zhulian::needs::store
