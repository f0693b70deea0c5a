// Judging rules before anybody is decided by them: what is missing, what contradicts itself, what
// can never happen.
//
// One idea: a table of constants is a set of boxes over the values of its columns, so whether it
// has a gap or rows that meet is a question with an exact answer, and the answer comes with a
// person who shows it. What cannot be answered exactly (a cell that compares with another column,
// a table too large) is said so at its row; nothing is guessed and nothing is passed over.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/names.h"
#include "dmn/dmn.h"
#include "dmn/ground.h"
#include "dmn/intervals.h"

namespace zhulian::dmn {

// A fault must be mended before people are decided; a notice is worth a look.
enum class Weight { fault, notice };
constexpr Names<Weight, 2> weight_names{{{
    {Weight::fault, "fault"},
    {Weight::notice, "notice"},
}}};
constexpr const auto& names_of(Weight) {
  return weight_names;
}

enum class Wrong {
  unreadable,           // A text that is no FEEL, an element that refers to nothing.
  gap,                  // Somebody for whom no row holds.
  overlap,              // Somebody for whom two rows hold that may not.
  unreachable,          // A row that never decides.
  subsumed,             // A row that another holds whole.
  type,                 // A cell, input or output of the wrong kind.
  value,                // A literal, or an output, that is not among the allowed values.
  unknown_name,         // A name that stands nowhere.
  unknown_fact,         // .. that no fact catalogue declares.
  unknown_parameter,    // .. that no parameter file holds.
  missing_requirement,  // A name of the model that the decision does not require.
  null_path,            // A value that may be null, used as if it could not.
  unused,               // What nobody asks for.
  parameter_hole,       // Days without a value between two that have one.
  parameter_twice,      // Two versions for one day.
  parameter_value,      // No number, no truth, less than nothing.
  not_judged,           // What the exact judgement leaves out.
  too_large,            // .. and where it gave up.
};
constexpr Names<Wrong, 18> wrong_names{{{
    {Wrong::unreadable, "unreadable"},
    {Wrong::gap, "gap"},
    {Wrong::overlap, "overlap"},
    {Wrong::unreachable, "unreachable"},
    {Wrong::subsumed, "subsumed"},
    {Wrong::type, "type"},
    {Wrong::value, "value"},
    {Wrong::unknown_name, "unknown_name"},
    {Wrong::unknown_fact, "unknown_fact"},
    {Wrong::unknown_parameter, "unknown_parameter"},
    {Wrong::missing_requirement, "missing_requirement"},
    {Wrong::null_path, "null_path"},
    {Wrong::unused, "unused"},
    {Wrong::parameter_hole, "parameter_hole"},
    {Wrong::parameter_twice, "parameter_twice"},
    {Wrong::parameter_value, "parameter_value"},
    {Wrong::not_judged, "not_judged"},
    {Wrong::too_large, "too_large"},
}}};
constexpr const auto& names_of(Wrong) {
  return wrong_names;
}

// One column of a person who shows the fault.
struct Trait {
  std::string name;
  Segment value;
};

struct Finding {
  Wrong wrong = Wrong::unreadable;
  Weight weight = Weight::fault;
  Place place{};  // `row` is 1-based; of a parameter file the line.
  std::string code{};
  std::vector<Argument> arguments{};
  std::vector<int> rows{};      // The other rows it is about, 1-based.
  std::vector<Trait> person{};  // Of a gap, an overlap.
};

struct CheckLimits {
  std::int64_t steps_a_table = 600'000'000;  // About a nanosecond each.
  std::size_t gaps_a_table = 10;
  std::size_t findings_a_table = 50;  // Of each kind; how many more there are is told.
  std::size_t findings_max = 10'000;  // Of a model: then judging stops, and says so.
};

// Everything found in the rules, in the order of the file.
std::vector<Finding> check(const Rules& rules, const Ground& ground = {},
                           const CheckLimits& limits = {});
// Everything found in the parameters by themselves: holes and double versions in time, values that
// are none.
// With a day: what has run out by then and nobody has said what follows, as a notice.
std::vector<Finding> check(const std::vector<ParameterRow>& parameters,
                           std::optional<Day> today = {});

}  // namespace zhulian::dmn
