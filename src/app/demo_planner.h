// The planner of needs behind demo_needs.h: who wants what and how far it comes (demo_wishes.cc),
// and the steps it takes there (demo_needs.cc). Only these two files include it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/demo_needs.h"
#include "app/demo_random.h"

namespace zhulian::app::sample {

// The hour of each kind of deed: on one day they still follow each other.
enum Hour { raised = 9, published, ended, claimed, stepped_back, chosen, delivered, judged, rated };

struct Wanted {
  Id<needs::Need> id{};
  std::size_t person = 0;  // By place in the folk.
  const Wish* wish = nullptr;
  std::string group{};
  std::string channel{};
  std::string reached{};
  Day raised_on{};
  bool awaited = false;  // Delivered lately, for the resident who signs in to judge.
  std::optional<std::size_t> same_as{};
};

struct Entry {
  std::string reached;
  std::size_t batch = 0;
  std::string group;
  std::vector<std::size_t> wanted;        // By place in wanted_.
  std::vector<std::size_t> taken_back{};  // Of them, those that the person withdraws.
  bool announced = false;                 // Opens after today.
  bool closed = false;                    // Closed already: waits for the choice, or failed.
  bool failed_before = false;             // The round before found nobody ..
  bool withdrawn_before = false;          // .. or was withdrawn.
  bool rechosen = false;                  // The first one chosen steps back.
};

struct Offer {
  registry::OrganisationId body;
  const LetterSample* letter;
  std::size_t player;
};

class NeedsPlanner {
 public:
  NeedsPlanner(const Sample& sample, const packs::Catalogue& packs, const Folk& folk, Cast& cast,
               Day today, std::chrono::minutes zone)
      : sample_(sample),
        mix_(sample.needs),
        packs_(packs),
        folk_(folk),
        cast_(cast),
        today_(today),
        last_(today - std::chrono::days{1}),
        start_(add_months(today, -sample.months)),
        zone_(zone),
        random_(sample.seed, "needs"),
        town_(cast.of_role("town")),
        association_(cast.of_role("association")),
        liaison_(cast.of_role("liaison")) {}

  std::vector<Deed> plan() {
    for (std::size_t i = 0; i < folk_.with_certificate; ++i)
      if (sample_.estate.contains(folk_.all[i].area)) near_.push_back(i);
    if (near_.empty()) return {};
    plan_batches();
    make_wanted();
    make_entries();
    mark_entries();
    bind_residents();
    for (const Wanted& one : wanted_) record(one);
    for (const Wanted& one : wanted_) end(one);
    for (const Entry& entry : entries_) write(entry);
    std::ranges::stable_sort(deeds_, {}, &Deed::at);
    return std::move(deeds_);
  }

 private:
  void plan_batches();
  void make_wanted();
  Wanted wish_of_somebody(std::size_t number);
  void make_entries();
  void mark_entries();
  void bind_residents();
  void record(const Wanted&);
  void end(const Wanted&);
  void write(const Entry&);
  Id<needs::Listing> publish(const Entry&, Day on, std::optional<Day> opens,
                             std::optional<Day> closes, std::string_view round);
  void serve(const Entry&, const Id<needs::Claim>&, const Offer&, Day chosen_on);
  void judge(const Wanted&, const Id<needs::Delivery>&, Day from, bool by_person);
  std::vector<Offer> offers_for(const Entry&);

  Day batch_of_day(std::size_t batch) const { return batches_[batch]; }
  std::size_t pick_batch(const std::string& reached);
  // The last batch of which a step so many days later lies in the past.
  std::vector<std::size_t> batches_before(std::int64_t span) const;
  std::int64_t claim_days() const { return packs_.needs_rules(sample_.village, today_).claim_days; }

  template <class A>
  void add(Day on, Hour hour, std::size_t player, A act, std::vector<Photo> photos = {}) {
    // Some minutes apart; what is of one hour keeps its order.
    const auto minute = std::chrono::minutes(deeds_.size() * 7 % 60);
    deeds_.push_back({.at = start_of(on, zone_) + std::chrono::hours(hour) +
                            (hour == raised ? minute : std::chrono::minutes(0)),
                      .player = player,
                      .act = std::move(act),
                      .photos = std::move(photos)});
  }
  template <class Of>
  Id<Of> id(std::string_view kind, Day on) {
    return {id_of(sample_.seed, fmt::format("{}/{}", kind, ++ids_), start_of(on, zone_))};
  }
  std::int64_t drawn(const Range& range) { return random_.between(range.from, range.to); }

  const Sample& sample_;
  const NeedsMix& mix_;
  const packs::Catalogue& packs_;
  const Folk& folk_;
  Cast& cast_;
  Day today_;
  Day last_;  // Of the deeds: today is left to who looks at it.
  Day start_;
  std::chrono::minutes zone_;
  Random random_;
  std::size_t town_, association_, liaison_;
  int ids_ = 0;
  std::vector<std::size_t> near_;  // Those with a certificate whom the staff of the place serves.
  std::vector<Day> batches_;
  std::vector<Wanted> wanted_;
  std::vector<Entry> entries_;
  std::vector<Deed> deeds_;
};

}  // namespace zhulian::app::sample
