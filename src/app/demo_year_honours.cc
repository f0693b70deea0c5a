// Pledges and awards of a sample, each step on its day; a step whose day is still to come is left
// to whoever looks at the sample then.
#include "app/demo_year_planner.h"

namespace zhulian::app::sample {

Result<void> YearPlanner::add_pledge(const PledgePlan& plan) {
  if (plan.on > last_) return {};
  const auto by = player(plan.by);
  const std::string label = fmt::format("pledge/{}/{}", plan.year, plan.name);
  figures::NewPledge pledge{.id = id<figures::Pledge>(label, plan.on),
                            .area = plan.area,
                            .year = plan.year,
                            .name = plan.name,
                            .figure = plan.figure,
                            .target = static_cast<double>(plan.target),
                            .words = plan.words,
                            .published_on = plan.on};
  if (plan.lead) {
    const auto leads = parties({*plan.lead});
    if (leads.empty()) return too_few(plan.place, 0, 1);
    pledge.lead = figures::OrganisationId{leads.front().id};
  }
  figures::PledgeId present = pledge.id;
  happen(at(plan.on, 9), by, std::move(pledge));
  if (plan.changed_on && *plan.changed_on <= last_) {
    figures::PledgeCorrection correction{
        .pledge = present,
        .id = id<figures::Pledge>(label + "/changed", *plan.changed_on),
        .reason = plan.change_reason,
        .target = static_cast<double>(*plan.changed_to)};
    present = correction.id;
    happen(at(*plan.changed_on, 9), by, std::move(correction));
  }
  if (plan.closed_on && *plan.closed_on <= last_)
    happen(at(*plan.closed_on, 17), by, figures::PledgeClosing{.pledge = present, .words = {}});
  return {};
}

Result<void> YearPlanner::add_awards(const AwardPlan& plan) {
  const auto nominees = parties({plan.to});
  if (std::ssize(nominees) < plan.skip + plan.count)
    return too_few(plan.place, std::ssize(nominees), plan.skip + plan.count);
  const auto by = player(plan.by);
  const auto is_past = [&](const std::optional<Day>& day) { return day && *day <= last_; };
  for (std::int64_t n = 0; n < plan.count && plan.on <= last_; ++n) {
    const Party& nominee = nominees[static_cast<std::size_t>(plan.skip + n)];
    const auto award =
        id<events::Award>(fmt::format("award/{}/{}/{}", plan.kind, plan.year, nominee.id), plan.on);
    events::NewAward nomination{.id = award,
                                .kind = plan.kind,
                                .year = plan.year,
                                .nominated_by = plan.nominated_by,
                                .on = plan.on,
                                .reason = plan.reason};
    if (nominee.kind == "person")
      nomination.person = registry::PersonId{nominee.id};
    else
      nomination.organisation = registry::OrganisationId{nominee.id};
    happen(at(plan.on, 10, n), by, std::move(nomination));
    if (is_past(plan.reviewed))
      happen(at(*plan.reviewed, 14, n), by,
             events::AwardReview{.award = award,
                                 .verdict = events::Verdict::passed,
                                 .on = plan.reviewed,
                                 .words = plan.review});
    if (is_past(plan.published))
      happen(at(*plan.published, 8, n), by,
             events::AwardNotice{
                 .award = award, .from = plan.published, .last = {}, .place = plan.notice_place});
    if (is_past(plan.granted))
      happen(at(*plan.granted, 20, n), by,
             events::Granting{.award = award, .on = plan.granted, .event = {}, .words = {}});
  }
  return {};
}

}  // namespace zhulian::app::sample
