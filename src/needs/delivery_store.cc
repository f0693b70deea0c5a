#include "needs/delivery_store.h"

#include "needs/sight_store.h"
#include "needs/where.h"

namespace zhulian::needs::store {
namespace {

constexpr std::string_view select_deliveries =
    "SELECT d.id, d.need_id, d.delivered_on, d.words, d.claim_id, c.listing_id, n.person_id,"
    " n.area, d.recorded_at, d.recorded_by,"
    " (SELECT sc.score FROM needs_score sc WHERE sc.delivery_id = d.id),"
    " (SELECT max(e.stars) FROM needs_evaluation e WHERE e.delivery_id = d.id"
    "  AND e.side = 'person'),"
    " (SELECT count(*) FROM needs_evaluation e WHERE e.delivery_id = d.id"
    "  AND e.side = 'community'),"
    " (SELECT CAST(avg(e.stars) AS DOUBLE PRECISION) FROM needs_evaluation e"
    "  WHERE e.delivery_id = d.id AND e.side = 'community')"
    " FROM needs_delivery d JOIN needs_claim c ON c.id = d.claim_id"
    " JOIN needs_need n ON n.id = d.need_id";

DeliveryRow delivery_from(const Row& row) {
  return {.line = {.id = row.get<Id<Delivery>>(0),
                   .need = row.get<Id<Need>>(1),
                   .delivered_on = row.day(2),
                   .words = row.get<std::string>(3),
                   .score = row.get<std::optional<double>>(10),
                   .person_stars = row.get<std::optional<std::int64_t>>(11),
                   .community_ratings = row.integer(12),
                   .community_stars = row.get<std::optional<double>>(13)},
          .claim = row.get<Id<Claim>>(4),
          .listing = row.get<Id<Listing>>(5),
          .person = row.get<PersonId>(6),
          .area = row.area(7),
          .recorded_at = row.instant(8),
          .recorded_by = row.get<std::string>(9)};
}

// With the evidence of all of them in one more query.
std::vector<DeliveryRow> read_deliveries(Tx& tx, const Where& where, const std::string& rest = "") {
  std::vector<DeliveryRow> found;
  std::map<std::string, std::size_t> places;
  std::vector<Id<Delivery>> ids;
  tx.each(std::string(select_deliveries) + where.text() + rest, where.values(),
          [&](const Row& row) {
            places[std::string(row.text(0))] = found.size();
            found.push_back(delivery_from(row));
            ids.push_back(found.back().line.id);
          });
  if (ids.empty()) return found;
  Where of;
  of.add_one_of("delivery_id", ids);
  tx.each(
      "SELECT delivery_id, file_id FROM needs_delivery_evidence" + of.text() + " ORDER BY file_id",
      of.values(), [&](const Row& row) {
        found[places.at(std::string(row.text(0)))].line.evidence.emplace_back(row.text(1));
      });
  return found;
}

void add_sight(Where& where, const Call& call) {
  if (registry::reach_of(call) == packs::Reach::organisation)
    where.add(visible_claims(call, "c", where.next()));
  else
    where.add(visible_needs(call, "n", where.next()));
}

}  // namespace

std::optional<DeliveryRow> find_delivery(const Call& call, const Id<Delivery>& id) {
  Where where;
  where.add("d.id = ?", id);
  add_sight(where, call);
  return first(read_deliveries(call.tx, where));
}

std::optional<DeliveryRow> find_any_delivery(Tx& tx, const Id<Delivery>& id) {
  Where where;
  where.add("d.id = ?", id);
  return first(read_deliveries(tx, where));
}

std::map<Id<Claim>, std::vector<DeliveryLine>> deliveries_of(const Call& call,
                                                             const std::vector<Id<Claim>>& claims) {
  std::map<Id<Claim>, std::vector<DeliveryLine>> found;
  if (claims.empty()) return found;
  Where where;
  where.add_one_of("d.claim_id", claims);
  add_sight(where, call);
  for (DeliveryRow& row : read_deliveries(call.tx, where, " ORDER BY d.recorded_at, d.id"))
    found[row.claim].push_back(std::move(row.line));
  return found;
}

bool add_delivery(const Call& call, const NewDelivery& delivery, const Id<Need>& need,
                  Day delivered_on) {
  return call.tx.execute(
             "INSERT INTO needs_delivery (id, claim_id, need_id, delivered_on, words,"
             " recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7)"
             " ON CONFLICT DO NOTHING",
             {delivery.id, delivery.claim, need, delivered_on, delivery.words, call.now,
              call.actor.id}) == 1;
}

bool add_evidence(Tx& tx, const Id<Delivery>& delivery, const Id<StoredFile>& file) {
  return tx.execute(
             "INSERT INTO needs_delivery_evidence (delivery_id, file_id) VALUES ($1, $2)"
             " ON CONFLICT DO NOTHING",
             {delivery, file}) == 1;
}

bool is_evidence(Tx& tx, const Id<Delivery>& delivery, const Id<StoredFile>& file) {
  return tx
      .one("SELECT 1 FROM needs_delivery_evidence WHERE delivery_id = $1 AND file_id = $2",
           {delivery, file})
      .has_value();
}

bool has_deliveries(Tx& tx, const Id<Listing>& listing) {
  return tx.one(
               "SELECT count(*) FROM needs_claim c JOIN needs_delivery d ON d.claim_id = c.id"
               " WHERE c.listing_id = $1",
               {listing})
             ->integer(0) > 0;
}

bool add_evaluation(const Call& call, const NewRating& rating) {
  return call.tx.execute(
             "INSERT INTO needs_evaluation (delivery_id, side, rater, stars, weight, words, proxy,"
             " evaluated_on, evaluated_at, evaluated_by)"
             " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
             {rating.delivery, rating.side, rating.rater, rating.stars, rating.weight, rating.words,
              rating.proxy, call.today(), call.now, call.actor.id}) == 1;
}

std::optional<RatingRow> find_evaluation(Tx& tx, const Id<Delivery>& delivery, Side side,
                                         const std::string& rater) {
  const auto row = tx.one(
      "SELECT stars, words, evaluated_by FROM needs_evaluation"
      " WHERE delivery_id = $1 AND side = $2 AND rater = $3",
      {delivery, side, rater});
  if (!row) return std::nullopt;
  return RatingRow{.stars = row->integer(0),
                   .words = row->get<std::string>(1),
                   .evaluated_by = row->get<std::string>(2)};
}

}  // namespace zhulian::needs::store
