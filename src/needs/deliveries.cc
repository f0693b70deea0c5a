// Deliveries with their proof, and how it was: the person's voice and the community's.
#include <algorithm>

#include "needs/claim_store.h"
#include "needs/delivery_store.h"
#include "needs/evidence.h"
#include "needs/listing_store.h"
#include "needs/need_store.h"
#include "needs/needs.h"
#include "needs/words.h"
#include "packs/catalogue.h"
#include "platform/audit.h"
#include "platform/outbox.h"
#include "registry/scope.h"

namespace zhulian::needs {

namespace {

auto no_delivery() {
  return fail(Fault::not_found, "needs.delivery.absent");
}

// The need this delivery is of: the one named, or the only one left to deliver.
Result<store::NeedRow> need_of(const Call& call, const NewDelivery& delivery,
                               const Id<Listing>& listing) {
  auto needs = store::needs_of_listings(call, {listing});
  if (delivery.need) {
    const auto found = std::ranges::find(needs, *delivery.need,
                                         [](const store::NeedRow& row) { return row.line.id; });
    if (found == needs.end()) return fail(Fault::not_found, "needs.delivery.other_need", "/need");
    if (found->facts.is_delivered)
      return fail(Fault::conflict, "needs.delivery.made_already", "/need");
    return std::move(*found);
  }
  std::erase_if(needs, [](const store::NeedRow& row) { return row.facts.is_delivered; });
  if (needs.empty()) return fail(Fault::conflict, "needs.delivery.made_already");
  if (needs.size() > 1) return fail(Fault::invalid, "needs.delivery.which_need", "/need");
  return std::move(needs.front());
}

// The photos are there, were sent up by this actor for this, and prove nothing else.
Result<void> add_evidence(const Call& call, const NewDelivery& delivery,
                          const packs::NeedsRules& rules) {
  Faults faults;
  const auto photos = std::ssize(delivery.evidence);
  if (photos < rules.evidence_min)
    faults.add("needs.delivery.evidence_min", "/evidence",
               {{"min", std::to_string(rules.evidence_min)}});
  if (photos > rules.evidence_max)
    faults.add("needs.delivery.evidence_max", "/evidence",
               {{"max", std::to_string(rules.evidence_max)}});
  TRY(std::move(faults).verdict());
  Faults files;
  for (std::size_t i = 0; i < delivery.evidence.size(); ++i) {
    const Id<StoredFile> id{delivery.evidence[i]};
    const auto file = find_file(call.tx, id);
    const std::string field = "/evidence/" + std::to_string(i);
    if (!file || file->purpose != evidence_purpose || file->added_by != call.actor.id.text ||
        !keep_file(call.tx, id))
      files.add("needs.delivery.evidence_absent", field);
    else if (!store::add_evidence(call.tx, delivery.id, id))
      files.add("needs.delivery.evidence_twice", field);
  }
  return std::move(files).verdict();
}

bool is_same(const Call& call, const NewDelivery& delivery, const store::DeliveryRow& known) {
  auto evidence = delivery.evidence;
  std::ranges::sort(evidence);
  return known.recorded_by == call.actor.id.text && known.claim == delivery.claim &&
         known.line.words == delivery.words && known.line.evidence == evidence &&
         (!delivery.need || known.line.need == *delivery.need) &&
         (!delivery.delivered_on || known.line.delivered_on == *delivery.delivered_on);
}

}  // namespace

Result<DeliveryLine> deliver(const Call& call, const NewDelivery& input) {
  NewDelivery delivery = input;
  delivery.words = trimmed(delivery.words);
  if (const auto known = store::find_any_delivery(call.tx, delivery.id)) {
    if (!is_same(call, delivery, *known)) return fail(Fault::conflict, "needs.id_taken", "/id");
    return open_delivery(call, {delivery.id});
  }
  const auto seen = store::find_claim(call, delivery.claim);
  if (!seen || !store::lock_listing(call.tx, seen->listing))
    return fail(Fault::not_found, "needs.claim.absent");
  const auto claim = *store::find_claim(call, delivery.claim);
  if (!store::stands_on(call, claim.id))
    return fail(Fault::forbidden, "needs.delivery.claimant_only");
  const auto listing = store::find_listing(call.tx, claim.listing);
  if (!claim.is_selected || claim.is_withdrawn)
    return fail(Fault::conflict, "needs.delivery.not_chosen");
  if (listing->facts.is_withdrawn) return fail(Fault::conflict, "needs.listing.withdrawn");

  // In the same order as end_need() takes them: whoever is second sees what the first did.
  store::lock_needs(call.tx, store::needs_on(call.tx, claim.listing));
  const auto need = TRY(need_of(call, delivery, claim.listing));
  const Day delivered_on = delivery.delivered_on.value_or(call.today());
  if (delivered_on > call.today())
    return fail(Fault::invalid, "needs.delivery.in_future", "/delivered_on",
                {{"day", to_string(delivered_on)}});
  if (delivered_on < *claim.selected_on)
    return fail(Fault::invalid, "needs.delivery.before_selection", "/delivered_on",
                {{"day", to_string(*claim.selected_on)}});
  if (!store::add_delivery(call, delivery, need.line.id, delivered_on))
    return fail(Fault::conflict, "needs.delivery.made_already", "/need");
  TRY(add_evidence(call, delivery,
                   call.deployment.packs.needs_rules(need.line.area, call.today())));
  store::refresh_stage(call.tx, need.line.id);
  audit(call, "needs.delivery.recorded", "needs_delivery", delivery.id.text, need.line.area,
        {{"need", need.line.id.text},
         {"claim", claim.id.text},
         {"delivered_on", to_string(delivered_on)},
         {"evidence", delivery.evidence.size()}});
  emit(call, "needs.delivered", delivery.id.text,
       {{"need", need.line.id.text}, {"claim", claim.id.text}});
  return open_delivery(call, {delivery.id});
}

Result<DeliveryLine> open_delivery(const Call& call, const DeliveryRef& ref) {
  if (!call.actor.is_signed_in()) return fail(Fault::unauthenticated, "http.sign_in");
  const auto delivery = store::find_delivery(call, ref.delivery);
  if (!delivery) return no_delivery();
  return delivery->line;
}

namespace {

// Who may speak for a side, and as whom it is kept.
Result<store::NewRating> rating_of(const Call& call, const NewEvaluation& evaluation,
                                   const store::DeliveryRow& delivery) {
  const Side side = evaluation.side.value_or(Side::person);
  const bool is_the_person = call.actor.person && *call.actor.person == delivery.person;
  const Right right =
      side == Side::person ? Right::evaluations_person : Right::evaluations_community;
  if (!call.actor.may(right)) return fail(Fault::forbidden, "needs.evaluation.side", "/side");
  if (side == Side::community && is_the_person)
    return fail(Fault::forbidden, "needs.evaluation.side", "/side");
  if (store::stands_on(call, delivery.claim))
    return fail(Fault::forbidden, "needs.evaluation.own_delivery");
  const auto rules = call.deployment.packs.needs_rules(delivery.area, call.today());
  return store::NewRating{
      .delivery = delivery.line.id,
      .side = side,
      .rater = side == Side::person ? "person" : call.actor.id.text,
      .stars = evaluation.stars,
      .weight = side == Side::person ? rules.person_weight : rules.community_weight,
      .words = trimmed(evaluation.words.value_or("")),
      // Whoever is not the person speaks as proxy, whatever the form says.
      .proxy = side == Side::person && (!is_the_person || evaluation.proxy.value_or(false))};
}

}  // namespace

Result<DeliveryLine> evaluate(const Call& call, const NewEvaluation& evaluation) {
  const auto delivery = store::find_delivery(call, evaluation.delivery);
  if (!delivery) return no_delivery();
  const auto rating = TRY(rating_of(call, evaluation, *delivery));
  if (const auto known =
          store::find_evaluation(call.tx, rating.delivery, rating.side, rating.rater)) {
    if (known->evaluated_by != call.actor.id.text || known->stars != rating.stars ||
        known->words != rating.words)
      return fail(Fault::conflict, "needs.evaluation.made_already");
    return delivery->line;
  }
  // From the day the delivery was recorded: a day put further back must not cut the time short.
  const auto rules = call.deployment.packs.needs_rules(delivery->area, call.today());
  const Day last = day_at(delivery->recorded_at, call.deployment.zone) +
                   std::chrono::days{rules.evaluation_days};
  if (call.today() > last)
    return fail(Fault::conflict, "needs.evaluation.too_late", {}, {{"day", to_string(last)}});
  if (!store::add_evaluation(call, rating))
    return fail(Fault::conflict, "needs.evaluation.made_already");
  store::refresh_stage(call.tx, delivery->line.need);
  audit(call, "needs.delivery.evaluated", "needs_delivery", rating.delivery.text, delivery->area,
        {{"side", word(rating.side)}, {"stars", rating.stars}, {"proxy", rating.proxy}});
  emit(call, "needs.evaluated", rating.delivery.text,
       {{"need", delivery->line.need.text}, {"side", word(rating.side)}});
  return open_delivery(call, {rating.delivery});
}

}  // namespace zhulian::needs
