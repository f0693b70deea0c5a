// The planner behind demo_year.h: what stands (bodies, sites, ties: demo_year.cc) and what
// happens (openings, campaigns, enrolments, events: demo_year_events.cc; pledges and awards:
// demo_year_honours.cc). Only these files include it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/demo_random.h"
#include "app/demo_year.h"

namespace zhulian::app::sample {

class YearPlanner {
 public:
  YearPlanner(const Year& year, const Sample& sample, const packs::Catalogue& packs,
              const Folk& folk, const Cast& cast, Day today, std::chrono::minutes zone)
      : year_(year),
        sample_(sample),
        packs_(packs),
        folk_(folk),
        cast_(cast),
        today_(today),
        last_(today - std::chrono::days{1}),
        zone_(zone) {}

  Result<std::vector<YearDeed>> plan();

 private:
  struct Party {
    std::string kind;  // organisation, site, person, user, area
    std::string id;
    Area area{};         // Of a person.
    std::string name{};  // Of a person or a user.
  };
  // What a series comes to: which of its events takes place when, with whom.
  struct Planned {
    std::vector<Day> days;
    std::vector<std::vector<std::size_t>> persons;  // By place in the folk.
    std::vector<std::int64_t> walk_ins;
  };

  Result<void> fill_pools();
  void add_bodies();
  void add_site(const SitePlan&);
  void furnish(const SitePlan&, const registry::SiteId&, std::optional<std::size_t> by);
  Result<void> add_ties(const TiePlan&);
  // demo_year_people.cc. Who agrees alone does so before the ties that ask for it, who agrees by
  // a tie after it.
  Result<void> add_consents(bool by_ties);
  Result<void> add_qualifications();
  Result<void> add_groups(const GroupPlan&);
  std::vector<std::vector<Party>> neighbours(const GroupPlan&) const;
  void open_and_close(const SitePlan&);
  void add_campaign(const CampaignPlan&);
  Result<void> add_pledge(const PledgePlan&);  // demo_year_honours.cc, as the next.
  Result<void> add_awards(const AwardPlan&);
  Result<void> add_enrolments(const EnrolmentsPlan&);
  void keep_days(const EnrolmentsPlan&, const std::vector<std::size_t>& people);
  Result<void> add_watch(const WatchPlan&);
  Result<void> add_series(const SeriesPlan&);
  Result<Planned> spread(const SeriesPlan&, Random&) const;
  Result<Planned> round(const SeriesPlan&, Random&) const;
  void expect_somebody(const SeriesPlan&, events::NewEvent&, Random&) const;
  void add_ahead(const SeriesPlan&, Random&);
  void add_cancelled(const SeriesPlan&, Random&);
  // Of everything but day, people and words of one event.
  events::NewEvent event_of(const SeriesPlan&, std::string_view label, std::size_t turn, Day on,
                            Random&);
  std::vector<events::Deliverer> deliverers_of(const SeriesPlan&, Random&);

  std::vector<Party> parties(const std::vector<Ref>&) const;
  std::vector<Day> days_of(const SeriesPlan&) const;
  std::vector<Day> opening_days(const SitePlan&) const;
  std::vector<Area> places_in(const Area&, AreaLevel) const;
  std::string name_of(const Area&) const;  // Of a village the short one.
  bool is_open(const SitePlan&, Day) const;

  Instant at(Day day, std::int64_t hour, std::int64_t minute = 0) const {
    return start_of(day, zone_) + std::chrono::hours(hour) + std::chrono::minutes(minute);
  }
  template <class Of>
  Id<Of> id(std::string_view label, Day on) const {
    return {id_of(sample_.seed, label, start_of(on, zone_))};
  }
  std::optional<std::size_t> player(const std::string& user) const;
  const Neighbour& person(std::size_t place) const { return folk_.all[place]; }
  static std::unexpected<Error> too_few(const std::string& place, std::int64_t have,
                                        std::int64_t need);

  void stand(Instant at, std::optional<std::size_t> by, YearAct act) {
    standing_.push_back({.at = at, .player = by, .act = std::move(act)});
  }
  void happen(Instant at, std::optional<std::size_t> by, YearAct act) {
    happening_.push_back({.at = at, .player = by, .act = std::move(act)});
  }

  const Year& year_;
  const Sample& sample_;
  const packs::Catalogue& packs_;
  const Folk& folk_;
  const Cast& cast_;
  Day today_;
  Day last_;  // Of the deeds: today is left to who looks at it.
  std::chrono::minutes zone_;
  AreaNames names_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> pools_;  // By place in the folk.
  std::map<std::string, std::vector<registry::OrganisationId>, std::less<>> bodies_;
  std::map<std::string, std::vector<Area>, std::less<>> places_;  // Of those bodies.
  std::map<std::string, const SitePlan*, std::less<>> sites_;
  std::map<std::string, registry::SiteId, std::less<>> site_ids_;
  std::map<std::string, events::CampaignId, std::less<>> campaigns_;
  std::vector<YearDeed> standing_;
  std::vector<YearDeed> happening_;
};

}  // namespace zhulian::app::sample
