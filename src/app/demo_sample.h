// A pack's sample as it is written: what stands in sample/*.yaml and sample/areas.csv, checked,
// with file and line for every fault. Nothing is made up here; see demo_people.h and
// demo_needs.h for that.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "needs/needs.h"
#include "packs/catalogue.h"
#include "packs/source.h"

namespace zhulian::app::sample {

using Weights = std::vector<std::pair<std::string, std::int64_t>>;
using Words = std::vector<std::string>;
using WordsBy = std::map<std::string, Words, std::less<>>;

struct Range {
  std::int64_t from = 0;
  std::int64_t to = 0;
};
using Bands = std::vector<std::pair<Range, std::int64_t>>;  // Years of age, weight.

struct People {
  std::int64_t households = 0;
  std::int64_t residents = 0;
  std::int64_t holders = 0;
  std::map<std::string, std::int64_t, std::less<>> no_longer;  // State -> number.
  std::int64_t expiring = 0;
  std::int64_t reissued = 0;
  std::int64_t low_income_per_mille = 0;
  std::int64_t guardian_per_mille = 0;
  Weights household_sizes;
  std::int64_t no_group_per_mille = 0;
  std::int64_t no_grid_per_mille = 0;
  Weights sex, household_kind, categories, levels;
  Bands ages_residents, ages_holders;
  // So many grown people without a certificate in each village of the spread, each a household by
  // itself: who holds an office there.
  std::int64_t officers_each = 0;
  Range officer_ages{};
  std::optional<Day> cards_since{};  // No holder's first card is older.
};

struct Generation {
  int born_until = 0;
  Words male, female;  // One character each.
};
struct NameParts {
  Weights surnames;
  std::int64_t two_per_mille = 0;
  std::vector<Generation> given;
};

// The part of a spread place whose people were on the register first: in their villages only, and
// placed in groups and grids from a day on.
struct Pilot {
  Area area;
  Day registered_since{}, placed_on{};
};

// Groups and grids made in every village of a place, over which its people are spread.
struct Spread {
  Area area;
  std::optional<Pilot> pilot{};
  std::int64_t groups = 1, grids = 1;                        // In each village; in each group.
  std::map<std::string, std::string, std::less<>> villages;  // Code -> short name.
  std::map<Area, std::int64_t> homes{};  // Exactly so many homes there, of those of no officer.
};

struct Addresses {
  std::string pattern;
  std::int64_t buildings = 1, units = 1, floors = 1, doors = 1;
};
struct Phones {
  Words prefixes;
  std::int64_t digits = 11;
};

struct Body {
  std::string key, kind, name;
  Area area;
};
struct Staff {
  std::string user, role, name;
  Area area;
  std::string party;  // A body's key, or "".
};

struct Wish {
  std::string category, mode, text;
  std::set<std::string> suits;  // Disability categories; empty: all.
  Range ages{0, 150};
};
struct LetterSample {
  std::set<std::string> groups, kinds;
  needs::Letter letter;
};

struct NeedsMix {
  std::int64_t total = 0;
  std::int64_t batches = 1;
  Weights channels, urgency, reached, stars_person, stars_community;
  Range per_listing, to_list, to_claim, to_select, to_deliver, to_evaluate;
  std::int64_t joint_percent = 0;
  std::int64_t contested_percent = 0;
};

struct Phrases {
  WordsBy titles;
  std::string scope;
  Words batches, places, selection_reasons, claim_withdrawals, listing_withdrawals, deliveries;
  WordsBy endings, comments_person, comments_community;
};

struct Sample {
  std::string source;
  std::uint64_t seed = 0;
  std::string id_prefix;
  Area estate, village, town, county;
  std::optional<Spread> spread;  // Otherwise everybody lives in `estate`.
  std::int64_t officers() const {
    return spread ? people.officers_each * std::ssize(spread->villages) : 0;
  }
  std::optional<Day> ends;  // Today when empty.
  int months = 6;
  Day organisations_since{}, registered_since{}, holders_valid_from{};
  People people;
  NameParts names;
  Addresses addresses;
  Phones phones;
  std::vector<Body> bodies;
  std::vector<Staff> staff;
  NeedsMix needs;
  std::vector<Wish> wishes;
  std::vector<LetterSample> letters;
  Phrases words;
  std::vector<packs::AreaRow> areas;
};

// A village's name without what only says that it is one.
std::string short_name(const packs::Catalogue&, const std::string& village);

bool has_sample(const packs::Source&);

// The pack that the sample's `base` names, whose folder lies beside: what files a sample lacks are
// taken from the sample of that pack. Empty where it names none.   packs.no_folder, ..
Result<std::optional<packs::Source>> base_of(const packs::Source&);

// Every fault of the files, and of what they name that the packs do not know.
//   packs.*  (field: file and line)    app.demo.unknown_code, app.demo.numbers
Result<Sample> read(const packs::Source&, const packs::Catalogue&);

}  // namespace zhulian::app::sample
