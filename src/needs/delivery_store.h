// The rows of deliveries, their evidence and their evaluations.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "needs/needs.h"

namespace zhulian::needs::store {

struct DeliveryRow {
  DeliveryLine line{};
  Id<Claim> claim{};
  Id<Listing> listing{};
  PersonId person{};
  Area area{};  // Of the need.
  Instant recorded_at{};
  std::string recorded_by{};
};

// Narrowed by who sees the need, or by whose claim it is.
std::optional<DeliveryRow> find_delivery(const Call&, const Id<Delivery>&);
// Without regard to who asks: of an id that came again.
std::optional<DeliveryRow> find_any_delivery(Tx&, const Id<Delivery>&);
// Of claims the actor sees, narrowed likewise, in the order they were made.
std::map<Id<Claim>, std::vector<DeliveryLine>> deliveries_of(const Call&,
                                                             const std::vector<Id<Claim>>&);

// False when the need was delivered already, or the id is taken.
bool add_delivery(const Call&, const NewDelivery&, const Id<Need>&, Day delivered_on);
// False when the file proves another delivery.
bool add_evidence(Tx&, const Id<Delivery>&, const Id<StoredFile>&);
bool is_evidence(Tx&, const Id<Delivery>&, const Id<StoredFile>&);
bool has_deliveries(Tx&, const Id<Listing>&);

struct NewRating {
  Id<Delivery> delivery;
  Side side;
  std::string rater;  // 'person', or the user who rates for the community.
  std::int64_t stars;
  std::int64_t weight;
  std::string words;
  bool proxy;
};
// False when this rater has spoken.
bool add_evaluation(const Call&, const NewRating&);
struct RatingRow {
  std::int64_t stars;
  std::string words;
  std::string evaluated_by;
};
std::optional<RatingRow> find_evaluation(Tx&, const Id<Delivery>&, Side, const std::string& rater);

}  // namespace zhulian::needs::store
