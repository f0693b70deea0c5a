#include "needs/waiting_store.h"

#include "needs/sight_store.h"
#include "needs/where.h"

namespace zhulian::needs::store {
namespace {

Queue queue_of(Tx& tx, std::string_view what, std::string_view from, const Where& where) {
  const auto row = tx.one(
      "SELECT count(*), min(" + std::string(what) + ") FROM " + std::string(from) + where.text(),
      where.values());
  return {.count = row->integer(0), .oldest = row->get<std::optional<Day>>(1)};
}

// Entries on which a need is `listed`: found by the stage of the needs, whatever the area. (The
// area in an expression keeps the database from reading all entries of a county instead.)
constexpr std::string_view is_live =
    "l.id IN (SELECT ln.listing_id FROM needs_need n"
    " JOIN needs_live_listing_need ln ON ln.need_id = n.id WHERE n.stage = 'listed')";
constexpr std::string_view listing_area = "(l.area || '')";

// The needs the actor sees, by their stage first: what is under way is little, an area is not.
Condition visible_by_stage(const Call& call, int next) {
  if (registry::reach_of(call) == packs::Reach::area)
    return within_areas(call.actor, "(n.area || '')", next);
  return visible_needs(call, "n", next);
}

constexpr std::string_view claimed =
    "EXISTS (SELECT 1 FROM needs_live_claim c WHERE c.listing_id = l.id)";

}  // namespace

Queue needs_to_publish(const Call& call) {
  Where where;
  where.add("n.stage IN ('open', 'listed')");
  where.add(visible_by_stage(call, where.next()));
  const std::string today = where.bind(call.today());
  where.add(
      "(n.stage = 'open' OR EXISTS (SELECT 1 FROM needs_live_listing_need ln"
      " JOIN needs_listing l ON l.id = ln.listing_id WHERE ln.need_id = n.id"
      " AND l.closes_on < " +
      today + " AND NOT " + std::string(claimed) + "))");
  return queue_of(call.tx, "n.raised_on", "needs_need n", where);
}

Queue listings_to_select(const Call& call) {
  Where where;
  where.add(is_live);
  where.add(within_areas(call.actor, listing_area, where.next()));
  where.add(claimed);
  return queue_of(call.tx, "l.opens_on", "needs_listing l", where);
}

Queue listings_closing(const Call& call, Day last, const std::optional<Area>& body_area) {
  Where where;
  where.add(is_live);
  where.add("l.opens_on <= ?", call.today());
  where.add("l.closes_on >= ?", call.today());
  where.add("l.closes_on <= ?", last);
  if (body_area) {
    // Areas that overlap: one lies in the other.
    const std::string code = where.bind(*body_area);
    where.add("(l.area BETWEEN " + code + " AND " + code + " || '~' OR " + code +
              " BETWEEN l.area AND l.area || '~')");
    where.add(
        "NOT EXISTS (SELECT 1 FROM needs_live_claim c WHERE c.listing_id = l.id"
        " AND c.organisation_id = ?)",
        *call.actor.organisation);
  } else {
    where.add(within_areas(call.actor, listing_area, where.next()));
    where.add("NOT " + std::string(claimed));
  }
  return queue_of(call.tx, "l.closes_on", "needs_listing l", where);
}

Queue claims_to_deliver(const Call& call) {
  if (!call.actor.organisation) return {};
  Where where;
  where.add("n.stage = 'claimed'");
  where.add(
      "c.id IN (SELECT id FROM needs_claim WHERE organisation_id = ?"
      " UNION SELECT claim_id FROM needs_claim_partner WHERE organisation_id = ?)",
      *call.actor.organisation);
  return queue_of(call.tx, "s.selected_on",
                  "needs_live_claim c JOIN needs_selection s ON s.claim_id = c.id"
                  " JOIN needs_live_listing_need ln ON ln.listing_id = s.listing_id"
                  " JOIN needs_need n ON n.id = ln.need_id",
                  where);
}

Queue deliveries_to_evaluate(const Call& call, Instant from) {
  Where where;
  where.add("n.stage = 'delivered'");
  where.add(visible_by_stage(call, where.next()));
  where.add("d.recorded_at >= ?", from);
  return queue_of(call.tx, "d.delivered_on",
                  "needs_need n JOIN needs_delivery d ON d.need_id = n.id", where);
}

}  // namespace zhulian::needs::store
