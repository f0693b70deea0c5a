// What is known of everybody of an area on a day: registered where, alive, with which certificate,
// and which facts an office recorded. For who decides about all of them at once.
//
// One idea: rows come in the order of ids, people and facts apart, so that whoever reads both
// walks them side by side and holds a place's worth at a time.
#pragma once

#include <string>
#include <vector>

#include "registry/registry.h"

namespace zhulian::registry {

// A place with people: a town's worth, or those placed no finer than a larger place.
struct Portion {
  Area area;
  bool exact = false;  // Only who bears this very code, not who is inside.
  std::int64_t people = 0;
};
// Of an area, in the order of codes; everybody in the register is in one of them.
std::vector<Portion> portions(Tx&, const Area&);

struct Standing {
  PersonId id{};
  Area area{};                           // Where registered on the day, else where last.
  bool registered;                       // Household registration held on the day ..
  std::optional<Day> registered_from{};  // .. since then.
  std::optional<Day> died_on{};
  // Of the certificate valid on the day; empty when none was.
  std::optional<std::int64_t> category{};
  std::optional<std::int64_t> level{};
  std::optional<Day> valid_from{};
};
struct StandingFact {
  PersonId id{};
  std::string kind{};  // "dibao"
  std::string value{};
  Day from{};
  Instant recorded_at{};
  std::string source{};
};

// Everybody of a portion, by id.
std::vector<Standing> standing_in(Tx&, const Portion&, Day);
// What was recorded of them and holds on the day, by id.
std::vector<StandingFact> facts_in(Tx&, const Portion&, Day);
// The people of a portion as a condition on p.area, its values from $2 on; $1 is a day.
inline constexpr std::string_view of_portion = "p.area >= $2 AND p.area <= $3";
Values values_of(const Portion&, Day);

// What an office found out about somebody: kinds and values as the packs declare them.
struct FoundOut {
  PersonId person{};
  Area area{};
  std::vector<std::pair<std::string, std::string>> facts{};
};
// Of many people at once, from a day on: what was known of these kinds before ends there.
void record_facts(const Call&, Day from, std::string_view source, const std::vector<FoundOut>&);

// One person, whoever asks: callers have made sure that the actor may see them.
std::optional<Standing> standing_of(Tx&, const PersonId&, Day);
std::vector<StandingFact> facts_of(Tx&, const PersonId&, Day);

}  // namespace zhulian::registry
