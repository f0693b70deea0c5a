// The years of a sample, planned: sites and their opening days, ties, campaigns, enrolments,
// events, pledges and awards, each the input of one operation, with who does it and when.
// What year.yaml counts comes out exactly. Pure.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "app/demo_cast.h"
#include "app/demo_people.h"
#include "app/demo_year_sample.h"
#include "events/awards.h"
#include "events/campaigns.h"
#include "events/centre_days.h"
#include "events/plans.h"
#include "figures/pledges.h"
#include "registry/consents.h"
#include "registry/groups.h"
#include "registry/qualifications.h"
#include "registry/sites.h"

namespace zhulian::app::sample {

// The next so many parcels of a campaign's list, in its order. Who is on the list is known only
// when it is made.
struct HandOver {
  events::CampaignId campaign{};
  Day on{};
  std::int64_t count = 0;
  std::string deliverer{};  // A code of deliverer_kind.
};

using YearAct =
    std::variant<registry::NewOrganisation, registry::NewSite, registry::NewRoom,
                 registry::NewService, registry::NewCatchment, registry::NewHours, registry::NewUse,
                 registry::NewAddress, registry::NewOpening, registry::OpeningEnd, registry::NewTie,
                 registry::NewConsent, registry::NewQualification, registry::NewGroup,
                 events::NewCampaign, events::Freeze, HandOver, events::NewEnrolment,
                 events::NewPlan, events::DayMark, events::NewEvent, events::Cancellation,
                 events::NewAward, events::AwardReview, events::AwardNotice, events::Granting,
                 figures::NewPledge, figures::PledgeCorrection, figures::PledgeClosing>;

struct YearDeed {
  Instant at{};
  std::optional<std::size_t> player{};  // Of the cast; the program itself when empty.
  YearAct act{};
};

// In the order in which they are to be done: what others stand on first, then by time.
//   app.demo.too_few   fewer people or days than the file asks for: file and line
Result<std::vector<YearDeed>> plan_year(const Year&, const Sample&, const packs::Catalogue&,
                                        const Folk&, const Cast&, Day today,
                                        std::chrono::minutes zone);

}  // namespace zhulian::app::sample
