// The rows of a table as boxes: on every axis the set of segments a cell lets through.
//
// One idea: what is covered, met and held by boxes is exact set algebra over bits. The searches
// may grow without measure on hostile tables, so every one spends from an allowance of work and
// says when it is used up, instead of never ending.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "dmn/bits.h"

namespace zhulian::dmn {

// Steps of 64 bits that may still be taken.
struct Allowance {
  std::int64_t left = 0;
  bool spend(std::size_t steps) {
    left -= static_cast<std::int64_t>(steps);
    return left >= 0;
  }
};

// What a word costs that is kept: memory ends before the steps do.
inline constexpr std::size_t price_of_memory = 16;

using Box = std::vector<Bits>;  // One set of segments an axis.

class Boxes {
 public:
  explicit Boxes(std::vector<std::size_t> axes);

  // The number of a set of segments on an axis: rows share the cells they have in common.
  int cell(std::size_t axis, const Bits& segments);
  void add(std::vector<int> row) { rows_.push_back(std::move(row)); }  // One cell an axis.

  std::size_t size() const { return rows_.size(); }
  const Bits& side(std::size_t row, std::size_t axis) const {
    return cells_[axis][static_cast<std::size_t>(rows_[row][axis])];
  }
  Box row(std::size_t row) const;
  Box everything() const;
  bool is_empty(std::size_t row) const;
  bool meet(std::size_t a, std::size_t b) const;
  static bool is_empty(const Box& box);
  static Box common(const Box& a, const Box& b);

  // The parts of `within` that none of the rows covers: at most `most` boxes that do not meet, as
  // large as the search finds them. nullopt when the allowance did not suffice.
  std::optional<std::vector<Box>> uncovered(const Box& within, const std::vector<int>& rows,
                                            std::size_t most, Allowance& allowance) const;

  // For every row those of the others whose box meets its own (or holds it whole), told to `take`
  // with the row; stops when `take` answers false. False when the allowance did not suffice.
  template <class Take>
  bool each_meeting(Allowance& allowance, Take take) const {
    return each(Relation::meets, allowance, take);
  }
  template <class Take>
  bool each_holding(Allowance& allowance, Take take) const {
    return each(Relation::holds, allowance, take);
  }

 private:
  enum class Relation { meets, holds };
  // [axis][cell]: the rows so related to that cell.
  using Index = std::vector<std::vector<Bits>>;
  std::optional<Index> index(Relation relation, Allowance& allowance) const;

  template <class Take>
  bool each(Relation relation, Allowance& allowance, Take take) const {
    const auto found = index(relation, allowance);
    if (!found) return false;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      Bits others(rows_.size(), true);
      if (!allowance.spend(others.words() * (axes_.size() + 1))) return false;
      for (std::size_t axis = 0; axis < axes_.size(); ++axis)
        others &= (*found)[axis][static_cast<std::size_t>(rows_[row][axis])];
      others.reset(row);
      if (!take(row, others)) return true;
    }
    return true;
  }

  std::vector<std::size_t> axes_;
  std::vector<std::vector<Bits>> cells_;                          // [axis][cell]
  std::vector<std::unordered_map<Bits, int, Bits::Hash>> known_;  // [axis]
  std::vector<std::vector<int>> rows_;                            // [row][axis]
};

}  // namespace zhulian::dmn
