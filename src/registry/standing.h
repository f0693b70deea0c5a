// What is known of everybody of an area on a day: registered where, alive, with which certificate,
// and which facts an office recorded. For who decides about all of them at once.
//
// One idea: everybody is walked a portion at a time, and what is known of a portion's people comes
// table by table, each read in its own order, to be put where the person stands.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "registry/registry.h"

namespace zhulian::registry {

// Some of the people of an area: those of a place in it (a town's worth, or who is placed no finer
// than a larger place), or a stretch of all ids, of which those in the area are meant.
struct Portion {
  Area area;
  bool exact = false;   // By place: only who bears this very code, not who is inside.
  std::string first{};  // By ids: the first and the last; else empty.
  std::string last{};
  bool by_ids() const { return !first.empty(); }
  // Portions of a walk come in the order of keys.
  std::string key() const { return by_ids() ? "id " + last : "area " + area.code(); }
};
// Those of an area that come after a key; everybody in the register then is in one of them. By ids
// where the area holds a good part of the register, for whole tables are then read as they lie.
std::vector<Portion> portions(Tx&, const Area&, std::string_view after = {});
Portion only(const PersonId&);
// Nobody in the register is outside the area.
bool holds_everybody(Tx&, const Area&);

struct Standing {
  PersonId id{};
  Area area{};                           // Where registered on the day, else where last.
  bool registered = false;               // Household registration held on the day ..
  std::optional<Day> registered_from{};  // .. since then.
  std::optional<Day> died_on{};
  // Of the certificate valid on the day; empty when none was.
  std::optional<std::int64_t> category{};
  std::optional<std::int64_t> level{};
  std::optional<Day> valid_from{};
};
struct StandingFact {
  std::string kind{};  // "dibao"
  std::string value{};
  Day from{};
  Instant recorded_at{};
  std::string source{};
};

// Where in a list of ids, which goes up, a person stands. Quick when asked in that order.
class Places {
 public:
  explicit Places(const std::vector<Standing>& people) : people_(people) {}
  std::optional<std::size_t> of(std::string_view id);

 private:
  const std::vector<Standing>& people_;
  std::size_t next_ = 0;
};

// Everybody of a portion, by id.
std::vector<Standing> standing_in(Tx&, const Portion&, Day);
// What was recorded of those people and holds on the day, each with the person's place in them.
void facts_in(Tx&, const Portion&, Day, const std::vector<Standing>& people,
              const std::function<void(std::size_t, const StandingFact&)>& take);
// The rows of the people of a portion in a table "t" with a column person_id: FROM and WHERE; $1 is
// a day, and `values` are all.
struct PortionRows {
  std::string text;
  Values values;
};
PortionRows rows_of(const Portion&, Day, std::string_view table);

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
