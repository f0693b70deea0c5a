// What is known of everybody of an area on a day: registered where, alive, with which certificate,
// and which facts an office recorded. For who decides about all of them at once.
//
// One idea: rows come in the order of ids, people and facts apart, so that whoever reads both
// walks them side by side and holds a place's worth at a time.
#pragma once

#include <string>
#include <vector>

#include "db/function_ref.h"
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
void each_standing(Tx&, const Portion&, Day, FunctionRef<void(const Standing&)>);
// What was recorded of them and holds on the day, by id.
void each_fact(Tx&, const Portion&, Day, FunctionRef<void(const StandingFact&)>);

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
