// Half a year of needs, planned: who asks for what, on which list it stands, who claims, who is
// chosen, what is delivered and how it was. The plan is a list of deeds in the order of time,
// each the input of one operation of needs.h, with who does it and when. Pure.
#pragma once

#include <variant>
#include <vector>

#include "app/demo_cast.h"
#include "app/demo_people.h"
#include "app/demo_sample.h"
#include "needs/needs.h"

namespace zhulian::app::sample {

struct Photo {
  Id<StoredFile> id{};
  std::uint64_t picture = 0;  // Which one is drawn: demo_pictures.h.
  Area area{};
};

using Act = std::variant<needs::NewNeed, needs::Ending, needs::NewListing, needs::ListingWithdrawal,
                         needs::NewClaim, needs::ClaimWithdrawal, needs::Selection,
                         needs::NewDelivery, needs::NewEvaluation>;

struct Deed {
  Instant at{};
  std::size_t player = 0;  // Of the cast.
  Act act{};
  std::vector<Photo> photos{};  // Of a delivery.
};

// Adds users to the cast for residents who act for themselves. The sample's own resident becomes
// somebody with a delivery that waits for an evaluation.
std::vector<Deed> plan_needs(const Sample&, const packs::Catalogue&, const Folk&, Cast&, Day today,
                             std::chrono::minutes zone);

// What the notices of the sample are made of: no invented name may stand in it.
Words public_words(const Sample&, const packs::Catalogue&);

}  // namespace zhulian::app::sample
