// People out of nothing, for measuring and for comparing plan and interpreter.
//
// One idea: a model says itself what it asks of a person. infer() reads the columns from the types
// and constants of its expressions, so that any model can be tried without anything beside it;
// fill() then makes people who are likely to stand on both sides of every boundary.
#pragma once

#include <cstdint>

#include "base/result.h"
#include "base/time.h"
#include "dmn/dmn.h"
#include "population/columns.h"

namespace zhulian::population {

struct Inferred {
  Schema schema;
  feel::Context constants;
  // What each number or date is compared with, by column: where people should stand.
  std::vector<std::vector<std::int64_t>> edges;
};

// Inputs under `constant_roots` (and top-level dates that other facts are compared with) are made
// constants: numbers, true, and `day` for dates. `given` goes before what is made up.
Inferred infer(const dmn::Rules& rules, const std::vector<std::string>& constant_roots, Day day,
               const feel::Context& given = {});

// A small generator whose numbers depend on the seed alone.
class Dice {
 public:
  explicit Dice(std::uint64_t seed);
  std::uint64_t next();
  std::uint64_t below(std::uint64_t bound) { return bound ? next() % bound : 0; }
  bool chance(double share) { return static_cast<double>(next() >> 11) * 0x1p-53 < share; }

 private:
  std::uint64_t state_;
};

// Fills the whole population from the seed: the same for any number of threads. `unknown` is the
// share of facts nobody knows.
void fill(Population& population, const std::vector<std::vector<std::int64_t>>& edges,
          std::uint64_t seed, double unknown, int threads = 1);

}  // namespace zhulian::population
