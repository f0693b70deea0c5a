// What a decision says of a person of whom not all is known.
//
// One idea: an input that is null because nobody told it is *unknown*, which is not the null of
// FEEL: null = "yes" is false, unknown = "yes" is unknown. Unknown is carried through the
// expressions; a rule holds, does not hold, or may hold; and where what may hold could change the
// answer, the answer is "to verify" with the names of the facts that are missing.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/dmn.h"

namespace zhulian::dmn {

enum class Holds : std::uint8_t { no, maybe, yes };

struct Determination {
  bool to_verify = false;
  feel::Value value{};                 // What is decided; null with to_verify.
  std::vector<std::string> missing{};  // With to_verify: the facts asked for, sorted, once each.
  // Of the decision's own table, one a rule; empty where it is no table.
  struct Rule {
    Holds holds = Holds::no;
    std::vector<int> excluded_by{};  // 0-based columns that are false.
    std::vector<int> unknown_in{};   // 0-based columns that are unknown.
  };
  std::vector<Rule> rules{};
  std::vector<int> fired{};  // 1-based rules the value comes from.
  std::vector<Diagnostic> diagnostics{};
};

// Facts whose absence is a value (a date of death: null means none): paths as the model writes
// them, "person.date of death". Every other input, or entry of an input, that is null or absent is
// unknown; of the types of the model's inputs all entries count, whether given or not.
using MeansNone = std::set<std::string, std::less<>>;

// Errors: as Rules::decide().
Result<Determination> determine(const Rules& rules, std::string_view decision,
                                const feel::Context& inputs, const MeansNone& means_none = {},
                                const feel::Limits& limits = {});

}  // namespace zhulian::dmn
