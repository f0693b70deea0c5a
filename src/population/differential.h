// The plan and the interpreter, person by person: they must agree.
#pragma once

#include <optional>
#include <string>

#include "population/plan.h"

namespace zhulian::population {

struct Compared {
  std::size_t persons = 0;
  std::size_t different = 0;
  // Of each outcome, so that a comparison that never met one is seen.
  std::size_t decided = 0, nothing = 0, to_verify = 0;
  std::string first{};  // The first difference: the decision, the facts and both answers.
  Compared& operator+=(const Compared& more);
};

// Decides everybody both ways and compares outcome, value, amount, row, and which rules hold or
// may hold.
Compared compare(const Plan& plan, const Population& population, int threads, Way way = Way::best);

}  // namespace zhulian::population
