#include "app/demo_needs.h"

#include <algorithm>

#include "app/demo_planner.h"

namespace zhulian::app::sample {
namespace {

using std::chrono::days;

std::string name_of(const packs::Catalogue& packs, std::string_view list, std::string_view code) {
  const auto* found = packs.code(list, code);
  return found ? found->name.zh : std::string(code);
}

std::string joined(const std::vector<std::string>& names) {
  std::vector<std::string> once;
  std::string text;
  for (const std::string& name : names) {
    if (std::ranges::find(once, name) != once.end()) continue;
    once.push_back(name);
    text += (text.empty() ? "" : "\u3001") + name;
  }
  return text;
}

}  // namespace

Id<needs::Listing> NeedsPlanner::publish(const Entry& entry, Day on, std::optional<Day> opens,
                                         std::optional<Day> closes, std::string_view round) {
  const Phrases& words = sample_.words;
  std::vector<std::string> items;
  std::vector<std::string> modes;
  needs::NewListing listing{.id = id<needs::Listing>(round, on),
                            .area = sample_.village,
                            .batch = words.batches[entry.batch % words.batches.size()]};
  for (const std::size_t i : entry.wanted) {
    listing.needs.push_back(wanted_[i].id);
    items.push_back(name_of(packs_, "need_category", wanted_[i].wish->category));
    modes.push_back(name_of(packs_, "need_mode", wanted_[i].wish->mode));
  }
  const auto titles = words.titles.find(entry.group);
  listing.title =
      random_.one_of(titles == words.titles.end() ? words.titles.at("default") : titles->second);
  listing.scope =
      fmt::format(fmt::runtime(words.scope), fmt::arg("items", joined(items)),
                  fmt::arg("modes", joined(modes)), fmt::arg("count", entry.wanted.size()));
  listing.place = random_.one_of(words.places);
  listing.opens_on = opens;
  listing.closes_on = closes;
  add(on, published, town_, listing);
  return listing.id;
}

std::vector<Offer> NeedsPlanner::offers_for(const Entry& entry) {
  std::vector<Offer> offers;
  for (const std::string& group : {entry.group, std::string("other")}) {
    for (const LetterSample& letter : sample_.letters) {
      if (!letter.groups.contains(group)) continue;
      for (const auto& body : cast_.bodies) {
        const bool here =
            body.area.contains(sample_.village) || sample_.village.contains(body.area);
        const auto player = cast_.of_body(body.id);
        if (here && player && letter.kinds.contains(body.kind) &&
            std::ranges::find(offers, body.id, &Offer::body) == offers.end())
          offers.push_back({body.id, &letter, *player});
      }
    }
    if (!offers.empty()) break;
  }
  random_.shuffle(offers);
  // Who signs in finds work under way: its own bodies go first there.
  if (entry.reached == "selected" || entry.reached == "claimed")
    std::ranges::stable_partition(
        offers, [&](const Offer& offer) { return cast_.players[offer.player].signs_in; });
  return offers;
}

void NeedsPlanner::write(const Entry& entry) {
  const Phrases& words = sample_.words;
  const Day on = batches_[entry.batch];
  if (entry.failed_before)
    publish(entry, batches_[entry.batch - 1], {}, batches_[entry.batch - 1] + days{3}, "failed");
  if (entry.withdrawn_before) {
    const Day before = batches_[entry.batch - 1];
    const auto listing = publish(entry, before, {}, {}, "withdrawn");
    add(before + days{2}, ended, town_,
        needs::ListingWithdrawal{.listing = listing,
                                 .reason = random_.one_of(words.listing_withdrawals)});
  }
  std::optional<Day> opens;
  std::optional<Day> closes;
  if (entry.announced) opens = today_ + days{3};
  if (entry.closed) closes = on + days{entry.reached == "failed" ? 1 : 2};
  const auto listing = publish(entry, on, opens, closes, "listing");
  for (const std::size_t i : entry.taken_back)
    add(std::min(on + days{1}, last_), ended, association_,
        needs::Ending{.need = wanted_[i].id,
                      .kind = needs::EndingKind::withdrawn,
                      .reason = random_.one_of(words.endings.at("withdrawn"))});
  if (entry.reached == "listed" || entry.reached == "failed") return;

  const auto offers = offers_for(entry);
  if (offers.empty()) return;
  const bool contested =
      entry.rechosen || entry.closed || random_.per_mille(mix_.contested_percent * 10);
  const std::size_t count =
      std::min(offers.size(), static_cast<std::size_t>(contested ? random_.between(2, 3) : 1));
  const Day closing = std::min(closes.value_or(on + days{claim_days()}), last_);
  std::vector<Id<needs::Claim>> claims;
  Day latest = on;
  for (std::size_t n = 0; n < count; ++n) {
    const Day day = std::min(on + days{drawn(mix_.to_claim)}, closing);
    latest = std::max(latest, day);
    needs::NewClaim claim{.id = id<needs::Claim>("claim", day),
                          .listing = listing,
                          .organisation = offers[n].body,
                          .letter = offers[n].letter->letter};
    if (random_.per_mille(mix_.joint_percent * 10))
      for (std::size_t partner = count; partner < offers.size() && partner < count + 2; ++partner)
        claim.partners.push_back(offers[partner].body);
    claims.push_back(claim.id);
    add(day, claimed, offers[n].player, claim);
  }
  const auto step_back = [&](std::size_t n, Day day) {
    add(day, stepped_back, offers[n].player,
        needs::ClaimWithdrawal{.claim = claims[n],
                               .reason = random_.one_of(words.claim_withdrawals)});
  };
  const bool is_chosen =
      entry.reached == "selected" || entry.reached == "delivered" || entry.reached == "evaluated";
  // The last of three sometimes thinks better of it.
  if (count == 3 && is_chosen) step_back(2, latest);
  if (!is_chosen) return;
  Day chosen_on = std::min(
      std::max(latest, count > 1 ? closing + days{1} : latest) + days{drawn(mix_.to_select)},
      last_);
  const auto select = [&](std::size_t n) {
    needs::Selection selection{.claim = claims[n]};
    if (count > 1) selection.reason = random_.one_of(words.selection_reasons);
    add(chosen_on, chosen, town_, selection);
  };
  select(0);
  std::size_t server = 0;
  if (entry.rechosen && count > 1) {
    chosen_on = std::min(chosen_on + days{2}, last_);
    step_back(0, chosen_on);
    select(server = 1);
  }
  if (entry.reached != "selected") serve(entry, claims[server], offers[server], chosen_on);
}

void NeedsPlanner::serve(const Entry& entry, const Id<needs::Claim>& claim, const Offer& by,
                         Day chosen_on) {
  for (const std::size_t i : entry.wanted) {
    if (std::ranges::find(entry.taken_back, i) != entry.taken_back.end()) continue;
    const Wanted& one = wanted_[i];
    const Day day = one.awaited ? std::max(chosen_on, last_ - days{2})
                                : std::min(chosen_on + days{drawn(mix_.to_deliver)}, last_);
    needs::NewDelivery delivery{.id = id<needs::Delivery>("delivery", day),
                                .claim = claim,
                                .need = one.id,
                                .delivered_on = day,
                                .words = random_.one_of(sample_.words.deliveries)};
    std::vector<Photo> photos;
    for (std::int64_t n = one.awaited ? 1 : random_.between(0, 2); n > 0; --n) {
      photos.push_back({.id = id<StoredFile>("photo", day),
                        .picture = static_cast<std::uint64_t>(ids_),
                        .area = sample_.village});
      delivery.evidence.push_back(photos.back().id.text);
    }
    add(day, delivered, by.player, delivery, std::move(photos));
    judge(one, delivery.id, day, entry.reached == "evaluated");
  }
}

void NeedsPlanner::judge(const Wanted& one, const Id<needs::Delivery>& delivery, Day from,
                         bool by_person) {
  const auto speak = [&](needs::Side side, std::size_t player, const Weights& weights,
                         const WordsBy& comments) {
    const std::string stars = random_.draw(weights);
    const auto words = comments.find(stars);
    const auto on = std::min(from + days{drawn(mix_.to_evaluate)}, last_);
    add(on, side == needs::Side::person ? judged : rated, player,
        needs::NewEvaluation{.delivery = delivery,
                             .side = side,
                             .stars = std::stoll(stars),
                             .words = words == comments.end() ? std::optional<std::string>()
                                                              : random_.one_of(words->second)});
  };
  if (by_person) {
    const auto self = cast_.of_person(folk_.all[one.person].id);
    const auto visitor = one.channel == "visit" || one.channel == "grid" ? liaison_ : association_;
    speak(needs::Side::person, self.value_or(visitor), mix_.stars_person,
          sample_.words.comments_person);
  }
  if (one.awaited || !random_.per_mille(by_person ? 850 : 300)) return;
  speak(needs::Side::community, association_, mix_.stars_community,
        sample_.words.comments_community);
  if (random_.per_mille(300))
    speak(needs::Side::community, town_, mix_.stars_community, sample_.words.comments_community);
}

std::vector<Deed> plan_needs(const Sample& sample, const packs::Catalogue& packs, const Folk& folk,
                             Cast& cast, Day today, std::chrono::minutes zone) {
  return NeedsPlanner(sample, packs, folk, cast, today, zone).plan();
}

Words public_words(const Sample& sample, const packs::Catalogue& packs) {
  Words words = sample.words.places;
  words.push_back(sample.words.scope);
  for (const auto& [group, titles] : sample.words.titles)
    words.insert(words.end(), titles.begin(), titles.end());
  words.insert(words.end(), sample.words.batches.begin(), sample.words.batches.end());
  for (const char* list : {"need_category", "need_mode"})
    for (const auto& code : packs.list(list).codes) words.push_back(code.name.zh);
  return words;
}

}  // namespace zhulian::app::sample
