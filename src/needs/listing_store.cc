#include "needs/listing_store.h"

#include "needs/sight_store.h"

namespace zhulian::needs::store {
namespace {

// What is reckoned of an entry stands once, named, so that the filter by state can use it.
constexpr std::string_view reckoned =
    "SELECT l.id, l.area, l.batch, l.title, l.scope, l.place, l.category, l.opens_on, l.closes_on,"
    " l.deliver_by, l.published_on, l.published_by,"
    " (SELECT count(*) FROM needs_listing_withdrawal w WHERE w.listing_id = l.id) AS withdrawn,"
    " (SELECT count(*) FROM needs_listing_need ln WHERE ln.listing_id = l.id AND NOT EXISTS"
    "  (SELECT 1 FROM needs_ending x WHERE x.need_id = ln.need_id)) AS needs,"
    " (SELECT count(*) FROM needs_listing_need ln JOIN needs_ending x ON x.need_id = ln.need_id"
    "  WHERE ln.listing_id = l.id) AS ended,"
    " (SELECT count(*) FROM needs_claim dc JOIN needs_delivery d ON d.claim_id = dc.id"
    "  WHERE dc.listing_id = l.id) AS delivered,"
    " (SELECT count(*) FROM needs_live_claim c WHERE c.listing_id = l.id) AS claims,"
    " (SELECT c.id FROM needs_selection s JOIN needs_live_claim c ON c.id = s.claim_id"
    "  WHERE s.listing_id = l.id) AS chosen"
    " FROM needs_listing l";

constexpr std::string_view columns =
    "f.id, f.area, f.batch, f.title, f.scope, f.place, f.category, f.opens_on, f.closes_on,"
    " f.deliver_by, f.published_on, f.published_by, f.withdrawn, f.needs, f.ended, f.delivered,"
    " f.claims, f.chosen,"
    " (SELECT count(DISTINCT n.person_id) FROM needs_listing_need ln"
    "  JOIN needs_need n ON n.id = ln.need_id WHERE ln.listing_id = f.id),"
    " (SELECT avg(sc.score) FROM needs_claim dc JOIN needs_delivery d ON d.claim_id = dc.id"
    "  JOIN needs_score sc ON sc.delivery_id = d.id WHERE dc.listing_id = f.id)";

// The rules of state_of(ListingFacts), in the same order.
std::string listing_state(const std::string& today) {
  return "CASE WHEN f.withdrawn > 0 THEN 'withdrawn'"
         " WHEN f.needs > 0 AND f.delivered = f.needs THEN 'done'"
         " WHEN f.claims = 0 AND f.chosen IS NULL AND f.closes_on < " +
         today +
         " THEN 'failed'"
         " WHEN f.needs = 0 AND f.ended > 0 THEN 'withdrawn'"
         " WHEN f.chosen IS NOT NULL THEN 'under_way'"
         " WHEN f.opens_on > " +
         today + " THEN 'announced' WHEN f.closes_on >= " + today +
         " THEN 'open' ELSE 'selecting' END";
}

// Entries that can be in a state at all, found by what is under way rather than among all that
// ever were: an entry that is open has a need that is `listed`, and so on.
void add_candidates(Where& where, ListingState state, Day today) {
  const auto with_need = [&](std::string_view stage) {
    where.add(
        "l.id IN (SELECT ln.listing_id FROM needs_need n"
        " JOIN needs_listing_need ln ON ln.need_id = n.id WHERE n.stage = ?)",
        stage);
  };
  switch (state) {
    case ListingState::announced:
      where.add("l.opens_on > ?", today);
      return with_need("listed");
    case ListingState::open:
      where.add("l.closes_on >= ?", today);
      return with_need("listed");
    case ListingState::selecting:
      return with_need("listed");
    case ListingState::under_way:
      return with_need("claimed");
    case ListingState::failed:
      where.add("NOT EXISTS (SELECT 1 FROM needs_live_claim lc WHERE lc.listing_id = l.id)");
      return;
    case ListingState::withdrawn:
      return where.add(
          "l.id IN (SELECT listing_id FROM needs_listing_withdrawal UNION"
          " SELECT ln.listing_id FROM needs_ending x JOIN needs_listing_need ln"
          " ON ln.need_id = x.need_id)");
    case ListingState::done:
      break;
  }
}

ListingRow listing_from(const Row& row) {
  return {.id = row.get<Id<Listing>>(0),
          .area = row.area(1),
          .batch = row.get<std::string>(2),
          .title = row.get<std::string>(3),
          .scope = row.get<std::string>(4),
          .place = row.get<std::string>(5),
          .category = row.get<std::string>(6),
          .deliver_by = row.day(9),
          .published_on = row.day(10),
          .published_by = row.get<std::string>(11),
          .facts = {.opens_on = row.day(7),
                    .closes_on = row.day(8),
                    .is_withdrawn = row.integer(12) > 0,
                    .has_claims = row.integer(16) > 0,
                    .has_chosen = !row.null(17),
                    .needs = row.integer(13),
                    .needs_ended = row.integer(14),
                    .delivered = row.integer(15)},
          .people = row.integer(18),
          .claims = row.integer(16),
          .chosen = row.get<std::optional<Id<Claim>>>(17),
          .score = row.get<std::optional<double>>(19)};
}

std::vector<ListingRow> read_listings(Tx& tx, const std::string& inner, const std::string& outer,
                                      const Values& values) {
  std::vector<ListingRow> found;
  tx.each(
      "SELECT " + std::string(columns) + " FROM (" + std::string(reckoned) + inner + ") f" + outer,
      values, [&](const Row& row) { found.push_back(listing_from(row)); });
  return found;
}

}  // namespace

std::optional<ListingRow> find_listing(Tx& tx, const Id<Listing>& id) {
  auto found = find_listings(tx, {id});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<ListingRow> find_listings(Tx& tx, const std::vector<Id<Listing>>& ids) {
  if (ids.empty()) return {};
  Where where;
  where.add_one_of("l.id", ids);
  return read_listings(tx, where.text(), "", where.values());
}

bool is_visible(const Call& call, const Id<Listing>& id) {
  Where where;
  where.add("l.id = ?", id);
  where.add(visible_listings(call, "l", where.next()));
  return call.tx.one("SELECT 1 FROM needs_listing l" + where.text(), where.values()).has_value();
}

std::vector<ListingRow> list_listings(Tx& tx, const ListingFilter& filter, Day today) {
  Where where;
  // Read in the order of the list until the page is full.
  if (filter.area) where.add(within(*filter.area, "(l.area || '')", where.next()));
  add_category(where, filter.category, "l.category");
  if (filter.state) add_candidates(where, *filter.state, today);
  add_cursor(where, filter.behind, "l.published_on", "l.id");
  const std::string inner = where.text();
  const std::string state = listing_state(where.bind(today));
  const std::string wanted =
      where.bind(filter.state ? word(*filter.state) : word(ListingState::withdrawn));
  const std::string limit = where.bind(filter.limit + 1);
  return read_listings(tx, inner,
                       " WHERE " + state + (filter.state ? " = " : " <> ") + wanted +
                           " ORDER BY f.published_on DESC, f.id DESC LIMIT " + limit,
                       where.values());
}

bool lock_listing(Tx& tx, const Id<Listing>& id) {
  return tx.one("SELECT id FROM needs_listing WHERE id = $1" + std::string(tx.for_update()), {id})
      .has_value();
}

bool add_listing(const Call& call, const NewListing& listing, const std::string& category,
                 const ListingDays& days) {
  return call.tx.execute(
             "INSERT INTO needs_listing (id, area, batch, title, scope, place, category, opens_on,"
             " closes_on, deliver_by, published_on, published_at, published_by)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
             " ON CONFLICT DO NOTHING",
             {listing.id, listing.area, listing.batch.value_or(""), listing.title, listing.scope,
              listing.place, category, days.opens_on, days.closes_on, days.deliver_by, call.today(),
              call.now, call.actor.id}) == 1;
}

bool add_listing_need(Tx& tx, const Id<Listing>& listing, const Id<Need>& need) {
  return tx.execute(
             "INSERT INTO needs_listing_need (need_id, round, listing_id)"
             " SELECT $1, coalesce(max(round), 0) + 1, $2 FROM needs_listing_need"
             " WHERE need_id = $1 ON CONFLICT DO NOTHING",
             {need, listing}) == 1;
}

std::vector<Id<Need>> needs_on(Tx& tx, const Id<Listing>& listing) {
  std::vector<Id<Need>> needs;
  tx.each("SELECT need_id FROM needs_listing_need WHERE listing_id = $1 ORDER BY need_id",
          {listing}, [&](const Row& row) { needs.push_back(row.get<Id<Need>>(0)); });
  return needs;
}

bool add_withdrawal(const Call& call, const ListingWithdrawal& withdrawal) {
  return call.tx.execute(
             "INSERT INTO needs_listing_withdrawal (listing_id, reason, withdrawn_on,"
             " withdrawn_at, withdrawn_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
             {withdrawal.listing, withdrawal.reason, call.today(), call.now, call.actor.id}) == 1;
}

std::optional<WithdrawalRow> find_withdrawal(Tx& tx, const Id<Listing>& listing) {
  const auto row = tx.one(
      "SELECT reason, withdrawn_by FROM needs_listing_withdrawal WHERE listing_id = $1", {listing});
  if (!row) return std::nullopt;
  return WithdrawalRow{.reason = row->get<std::string>(0),
                       .withdrawn_by = row->get<std::string>(1)};
}

}  // namespace zhulian::needs::store
