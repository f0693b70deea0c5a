#include "app/demo_year_load.h"

#include <algorithm>

#include "app/demo_random.h"

namespace zhulian::app::sample {
namespace {

constexpr std::int64_t page = 200;

template <class T>
Result<void> done(const Result<T>& answer) {
  if (!answer) return std::unexpected(answer.error());
  return {};
}

Result<void> hand_over(const Call& call, const HandOver& act, std::uint64_t seed) {
  for (std::int64_t left = act.count; left > 0;) {
    const auto waiting = TRY(events::find_parcels(call, {.campaign = act.campaign,
                                                         .area = {},
                                                         .state = events::ParcelState::undelivered,
                                                         .cursor = {},
                                                         .limit = std::min(left, page)}));
    if (waiting.items.empty()) return {};
    left -= std::ssize(waiting.items);
    for (const events::ParcelLine& one : waiting.items)
      TRY(events::deliver_parcel(
          call, {.campaign = act.campaign,
                 .person = one.person,
                 .id = {id_of(seed, "parcel/" + act.campaign.text + one.person.text, call.now)},
                 .on = act.on,
                 .deliverers = {{.kind = act.deliverer}}}));
  }
  return {};
}

struct Performer {
  const Call& call;
  std::uint64_t seed;

  Result<void> operator()(const registry::NewOrganisation& in) const {
    return done(registry::add_organisation(call, in));
  }
  Result<void> operator()(const registry::NewSite& in) const {
    return done(registry::add_site(call, in));
  }
  Result<void> operator()(const registry::NewRoom& in) const {
    return done(registry::add_room(call, in));
  }
  Result<void> operator()(const registry::NewService& in) const {
    return done(registry::add_service(call, in));
  }
  Result<void> operator()(const registry::NewCatchment& in) const {
    return done(registry::add_catchment(call, in));
  }
  Result<void> operator()(const registry::NewHours& in) const {
    return done(registry::set_hours(call, in));
  }
  Result<void> operator()(const registry::NewUse& in) const {
    return done(registry::add_use(call, in));
  }
  Result<void> operator()(const registry::NewAddress& in) const {
    return done(registry::move_site(call, in));
  }
  Result<void> operator()(const registry::NewOpening& in) const {
    return done(registry::sign_in(call, in));
  }
  Result<void> operator()(const registry::OpeningEnd& in) const {
    return done(registry::sign_out(call, in));
  }
  Result<void> operator()(const registry::NewTie& in) const {
    return done(registry::add_tie(call, in));
  }
  Result<void> operator()(const registry::NewConsent& in) const {
    return done(registry::give_consent(call, in));
  }
  Result<void> operator()(const registry::NewQualification& in) const {
    return done(registry::add_qualification(call, in));
  }
  Result<void> operator()(const registry::NewGroup& in) const {
    return done(registry::add_group(call, in));
  }
  Result<void> operator()(const events::NewCampaign& in) const {
    return done(events::add_campaign(call, in));
  }
  Result<void> operator()(const events::Freeze& in) const { return done(events::freeze(call, in)); }
  Result<void> operator()(const HandOver& in) const { return hand_over(call, in, seed); }
  Result<void> operator()(const events::NewEnrolment& in) const {
    return done(events::enrol(call, in));
  }
  Result<void> operator()(const events::NewPlan& in) const {
    return done(events::add_plan(call, in));
  }
  Result<void> operator()(const events::DayMark& in) const {
    return done(events::mark_day(call, in));
  }
  Result<void> operator()(const events::NewEvent& in) const {
    return done(events::record_event(call, in));
  }
  Result<void> operator()(const events::Cancellation& in) const {
    return done(events::cancel(call, in));
  }
  Result<void> operator()(const events::NewAward& in) const {
    return done(events::nominate(call, in));
  }
  Result<void> operator()(const events::AwardReview& in) const {
    return done(events::review_award(call, in));
  }
  Result<void> operator()(const events::AwardNotice& in) const {
    return done(events::publish_award(call, in));
  }
  Result<void> operator()(const events::Granting& in) const {
    return done(events::grant_award(call, in));
  }
  Result<void> operator()(const figures::NewPledge& in) const {
    return done(figures::add_pledge(call, in));
  }
  Result<void> operator()(const figures::PledgeCorrection& in) const {
    return done(figures::correct_pledge(call, in));
  }
  Result<void> operator()(const figures::PledgeClosing& in) const {
    return done(figures::close_pledge(call, in));
  }
};

}  // namespace

Result<void> perform(const Call& call, const YearAct& act, std::uint64_t seed) {
  return std::visit(Performer{call, seed}, act);
}

void count(const std::vector<YearDeed>& deeds, std::map<std::string, std::int64_t>& counts) {
  for (const char* name : {"sites", "openings", "ties", "campaigns", "enrolments", "marks",
                           "events", "pledges", "awards"})
    counts[name];
  for (const YearDeed& deed : deeds) {
    const YearAct& act = deed.act;
    counts["organisations"] += std::holds_alternative<registry::NewOrganisation>(act);
    counts["sites"] += std::holds_alternative<registry::NewSite>(act);
    counts["openings"] += std::holds_alternative<registry::NewOpening>(act);
    counts["ties"] += std::holds_alternative<registry::NewTie>(act);
    counts["campaigns"] += std::holds_alternative<events::NewCampaign>(act);
    counts["enrolments"] += std::holds_alternative<events::NewEnrolment>(act);
    counts["marks"] += std::holds_alternative<events::DayMark>(act);
    counts["events"] += std::holds_alternative<events::NewEvent>(act);
    counts["pledges"] += std::holds_alternative<figures::NewPledge>(act);
    counts["awards"] += std::holds_alternative<events::NewAward>(act);
    if (const auto* parcels = std::get_if<HandOver>(&act)) counts["events"] += parcels->count;
  }
}

}  // namespace zhulian::app::sample
