// Who lives in the sample's estate: households, residents, holders with their cards, all made up
// and all planned before anything is written. Pure: the same sample and day give the same folk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/demo_sample.h"
#include "registry/enrol.h"
#include "registry/household.h"

namespace zhulian::app::sample {

struct CardPlan {
  int category = 0;
  int level = 0;
  int reissue = 0;
  Day issued{};
  Day expires{};
};
struct Halt {
  std::string kind;  // frozen, cancelled, dead
  Day on{};
};

struct Neighbour {
  registry::PersonId id{};
  std::string name{};
  Sex sex{};
  Day birth{};
  Area area{};
  Day from{};                      // Registered there since.
  std::optional<Day> placed_on{};  // Until then only the village was known.
  std::int64_t age = 0;            // On the day the holders are counted.
  std::int64_t office = 0;         // The n-th officer of the village; 0 for all others.

  // Only of those with a certificate, of whatever state.
  std::optional<CitizenId> citizen_id{};
  std::vector<CardPlan> cards{};  // In the order they were issued.
  std::optional<Halt> halt{};
  bool holds = false;  // From the day the holders are counted until today.
  std::string phone{}, address{}, guardian{}, guardian_phone{}, household_kind{};
  bool low_income = false;
};

struct Home {
  Id<registry::Household> id{};
  Area area{};
  std::vector<std::pair<std::size_t, registry::HouseholdRelation>> members{};  // By place in `all`.
};

struct Folk {
  // Those with a certificate first, the dead last of them; officers at the end, village by village.
  std::vector<Neighbour> all;
  std::vector<Home> homes;
  std::size_t with_certificate = 0;
};

// `public_words`: no invented name may stand in them, or a notice would seem to name somebody.
Folk plan_folk(const Sample&, Day today, std::chrono::minutes zone, const Words& public_words);

// A citizen id of the sample: prefix, birth, order and the right check character.
CitizenId invented_id(const std::string& prefix, Day birth, Sex, int order);

}  // namespace zhulian::app::sample
