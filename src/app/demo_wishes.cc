#include <algorithm>
#include <map>
#include <tuple>

#include "app/demo_planner.h"

namespace zhulian::app::sample {
namespace {

using std::chrono::days;

std::string group_of(const packs::Catalogue& packs, const std::string& category) {
  const auto* code = packs.code("need_category", category);
  return code && !code->parent.empty() ? code->parent : category;
}

}  // namespace

void NeedsPlanner::plan_batches() {
  const Day first = std::min(start_ + days{mix_.to_list.to + 2}, today_ - days{5});
  const auto span = (today_ - days{5} - first).count();
  for (std::int64_t k = 0; k < mix_.batches; ++k)
    batches_.push_back(first + days{span * k / (mix_.batches - 1)});
}

std::vector<std::size_t> NeedsPlanner::batches_before(std::int64_t span) const {
  std::vector<std::size_t> found;
  for (std::size_t k = 0; k + 1 < batches_.size(); ++k)
    if (batches_[k] + days{span} <= last_) found.push_back(k);
  if (found.empty()) found.push_back(0);
  return found;
}

std::size_t NeedsPlanner::pick_batch(const std::string& reached) {
  const std::int64_t to_choice = claim_days() + 1 + mix_.to_select.to;
  if (reached == "evaluated")
    return random_.one_of(batches_before(to_choice + mix_.to_deliver.to + mix_.to_evaluate.to));
  if (reached == "delivered") {
    const auto fit = batches_before(to_choice + mix_.to_deliver.from);
    return random_.per_mille(650) ? fit.back() : random_.one_of(fit);
  }
  if (reached == "selected") return batches_before(to_choice).back();
  return batches_.size() - 1;
}

Wanted NeedsPlanner::wish_of_somebody(std::size_t number) {
  Wanted one;
  for (int tries = 0; tries < 200; ++tries) {
    one.person = random_.one_of(near_);
    one.wish = &random_.one_of(sample_.wishes);
    const Neighbour& person = folk_.all[one.person];
    if (!person.holds) continue;
    const auto category = std::to_string(person.cards.back().category);
    const auto age = years_between(person.birth, today_);
    const bool suits = one.wish->suits.empty() || one.wish->suits.contains(category);
    if (suits && one.wish->ages.from <= age && age <= one.wish->ages.to) break;
  }
  one.group = group_of(packs_, one.wish->category);
  one.id = {id_of(sample_.seed, fmt::format("need/{}", number), start_of(start_, zone_))};
  return one;
}

void NeedsPlanner::make_wanted() {
  const auto reached = deck(mix_.total, mix_.reached, random_);
  const auto channels = deck(mix_.total, mix_.channels, random_);
  for (std::size_t i = 0; i < reached.size(); ++i) {
    Wanted one = wish_of_somebody(i);
    one.reached = reached[i];
    one.channel = channels[i];
    // Of those on no list; the others get their day from the list they come to.
    one.raised_on = one.reached == "raised"
                        ? last_ - days{random_.between(0, mix_.to_list.to)}
                        : start_ + days{random_.between(0, (last_ - start_).count() - 12)};
    wanted_.push_back(std::move(one));
  }
}

void NeedsPlanner::make_entries() {
  std::map<std::tuple<std::size_t, std::string, std::string>, std::vector<std::size_t>> piles;
  std::vector<std::size_t> taken_back;
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    const std::string& reached = wanted_[i].reached;
    const bool listed = reached == "listed" || reached == "claimed" || reached == "selected" ||
                        reached == "delivered" || reached == "evaluated";
    if (listed) piles[{pick_batch(reached), reached, wanted_[i].group}].push_back(i);
    // Every other one that is taken back stands on a list by then.
    if (reached == "withdrawn" && i % 2 == 0) taken_back.push_back(i);
  }
  for (const auto& [key, pile] : piles)
    for (std::size_t at = 0; at < pile.size();) {
      const auto& [batch, reached, group] = key;
      const auto size =
          std::min(pile.size() - at, static_cast<std::size_t>(drawn(mix_.per_listing)));
      Entry entry{.reached = reached, .batch = batch, .group = group};
      for (std::size_t n = 0; n < size; ++n) entry.wanted.push_back(pile[at++]);
      entries_.push_back(std::move(entry));
    }
  for (const std::size_t i : taken_back) {
    const auto fits = std::ranges::find_if(entries_, [&](const Entry& entry) {
      return entry.reached == "evaluated" && entry.taken_back.empty() &&
             entry.group == wanted_[i].group;
    });
    if (fits == entries_.end()) continue;  // Then it is taken back before it is published.
    fits->wanted.push_back(i);
    fits->taken_back.push_back(i);
  }
}

// What does not happen every day, each at least once where the plan has room for it.
void NeedsPlanner::mark_entries() {
  const auto first = [&](const std::string& reached, auto&& fits) -> Entry* {
    for (Entry& entry : entries_)
      if (entry.reached == reached && fits(entry)) return &entry;
    return nullptr;
  };
  const auto plain = [&](const Entry& entry) {
    return !entry.failed_before && !entry.withdrawn_before && !entry.rechosen &&
           entry.taken_back.empty();
  };
  const auto later = [&](const Entry& entry) {
    return plain(entry) && entry.batch > 0 &&
           batches_[entry.batch] - batches_[entry.batch - 1] >= days{5};
  };
  if (Entry* entry = first("evaluated", later)) entry->failed_before = true;
  if (Entry* entry = first("evaluated", later)) entry->withdrawn_before = true;
  if (Entry* entry = first("evaluated", plain)) entry->rechosen = true;
  if (Entry* entry = first("listed", plain)) entry->announced = true;
  int number = 0;
  for (Entry& entry : entries_)
    if (entry.reached == "claimed") entry.closed = ++number % 2 == 1;

  // One whose time has run out without a claim: what stands on it is open again.
  Entry failed{.reached = "failed", .batch = batches_.size() - 1, .closed = true};
  for (std::size_t i = 0; i < wanted_.size() && failed.wanted.size() < 3; ++i) {
    Wanted& one = wanted_[i];
    if (one.reached != "raised" || (!failed.wanted.empty() && one.group != failed.group)) continue;
    failed.group = one.group;
    failed.wanted.push_back(i);
  }
  if (!failed.wanted.empty()) entries_.push_back(std::move(failed));

  for (const Entry& entry : entries_) {
    const bool twice = entry.failed_before || entry.withdrawn_before;
    const Day on = batches_[entry.batch - (twice ? 1 : 0)];
    for (const std::size_t i : entry.wanted)
      wanted_[i].raised_on = std::max(start_, on - days{drawn(mix_.to_list)});
  }
  // A merged one is what somebody else of the office has written down a day later again.
  for (Wanted& one : wanted_) {
    if (one.reached != "merged") continue;
    for (std::size_t i = 0; i < wanted_.size(); ++i)
      if (wanted_[i].reached == "evaluated") {
        one.same_as = i;
        one.person = wanted_[i].person;
        one.wish = wanted_[i].wish;
        one.raised_on = wanted_[i].raised_on + days{1};
      }
    if (!one.same_as) one.reached = "rejected";
  }
}

void NeedsPlanner::bind_residents() {
  const auto staff = std::ranges::find_if(
      cast_.players, [](const Player& player) { return player.actor.role == "resident"; });
  if (staff != cast_.players.end() && !staff->actor.person) {
    const Neighbour* person = nullptr;
    const auto fits = [&](const Wanted& one, bool grown) {
      return one.reached == "delivered" && (!grown || folk_.all[one.person].age >= 18);
    };
    for (const bool grown : {true, false})
      for (Wanted& one : wanted_)
        if (!person && fits(one, grown)) {
          one.awaited = true;
          person = &folk_.all[one.person];
        }
    if (!person) person = &folk_.all.front();
    staff->actor.person = person->id;
    staff->actor.name = person->name;
    staff->where = person->name;
  }
  const auto residents = [&] {
    return std::ranges::count_if(
        cast_.players, [](const Player& player) { return player.actor.role == "resident"; });
  };
  std::int64_t number = std::max<std::int64_t>(1, residents());
  for (const Wanted& one : wanted_)
    if (one.channel == "self" && !cast_.of_person(folk_.all[one.person].id))
      cast_.players.push_back(resident(sample_, packs_, folk_.all[one.person],
                                       fmt::format("resident-{}", ++number), zone_));
}

void NeedsPlanner::record(const Wanted& one) {
  const Neighbour& person = folk_.all[one.person];
  std::size_t by = association_;
  if (one.channel == "visit" || one.channel == "grid" || one.channel == "survey") by = liaison_;
  if (one.channel == "self") by = *cast_.of_person(person.id);
  const bool proxy = one.channel != "self" && !person.guardian.empty() && random_.per_mille(600);
  add(one.raised_on, raised, by,
      needs::NewNeed{.id = one.id,
                     .person = person.id,
                     .category = one.wish->category,
                     .words = one.wish->text,
                     .channel = one.channel,
                     .mode = one.wish->mode,
                     .urgency = random_.draw(mix_.urgency),
                     .raised_on = one.raised_on,
                     .proxy = proxy});
}

void NeedsPlanner::end(const Wanted& one) {
  const auto kind = needs::ending_kind_names.find(one.reached);
  const bool on_entry = std::ranges::any_of(entries_, [&](const Entry& entry) {
    return std::ranges::any_of(entry.taken_back,
                               [&](std::size_t i) { return wanted_[i].id == one.id; });
  });
  if (!kind || on_entry) return;
  needs::Ending ending{.need = one.id,
                       .kind = *kind,
                       .reason = random_.one_of(sample_.words.endings.at(one.reached))};
  if (one.same_as) ending.into = wanted_[*one.same_as].id;
  add(std::min(one.raised_on + days{random_.between(1, 10)}, last_), ended,
      *kind == needs::EndingKind::withdrawn ? association_ : town_, ending);
}

}  // namespace zhulian::app::sample
