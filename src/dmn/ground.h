// What the tables of policies stand on: the facts that are known of a person, and the parameters
// that differ from place to place and from time to time.
//
// One idea: both are declared apart from the tables, so that a table can be checked against them
// before anybody is decided by it. The readers of their files stand in packs/policy_files.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/area.h"
#include "base/time.h"
#include "feel/value.h"

namespace zhulian::dmn {

// The input of every model under which the parameters stand, as in a path of FEEL: "can shu".
inline constexpr std::string_view parameters_name = "\u53c2\u6570";

// The source of a fact that whoever decides brings along (the day it is decided for): never null.
inline constexpr std::string_view given_by_run = "run";

// An input of the tables, by the path the models say.
struct Fact {
  std::string key;          // "ren.deng ji" or one name alone.
  feel::Type type{};        // With its codes where it is coded.
  bool whole = false;       // A number without a fraction.
  bool means_none = false;  // null is a value ("no death recorded"), not "unknown".
  std::string source{};     // Where it comes from: a word of the pack.
  int fresh_days = 0;       // How long it holds good without being confirmed; 0 for ever.
  std::string name_zh{}, name_en{};
  std::string document{};
  std::string file{};
  int line = 0;
};

// What a parameter is worth in an area from one day until another.
struct ParameterRow {
  std::string key;
  Area area{};  // Holds in all areas inside that have no row of their own for that day.
  Day from{};
  Day until = open_end;                  // The first day it no longer holds.
  std::string value;                     // As written. "" is a hole that somebody declared.
  std::optional<std::int64_t> amount{};  // Fen (of yuan too), 1 or 0 of a truth, a whole number.
  std::string unit{};  // fen, yuan, percent, number, years, months, days, truth, text.
  std::string document{};
  std::string article{};
  std::string file{};
  int line = 0;
};

struct Ground {
  std::vector<Fact> facts{};
  std::vector<ParameterRow> parameters{};
  // Whether there are such files at all: a model alone is checked only against itself.
  bool has_facts = false;
  bool has_parameters = false;

  const Fact* fact(std::string_view key) const {
    for (const Fact& one : facts)
      if (one.key == key) return &one;
    return nullptr;
  }
};

}  // namespace zhulian::dmn
