// The values of one column of a table, cut at every value that a cell mentions.
//
// One idea: between two neighbouring cuts no cell can tell one value from another, so one example
// decides for all of them. An axis is a short list of such segments, and a cell is the set of
// the segments it lets through; gaps and overlaps of a table are then counted, not guessed.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "feel/value.h"

namespace zhulian::dmn {

struct Segment {
  enum class Shape {
    point,    // The one value `example`.
    between,  // All between `low` and `high`, both left out; an end that is null has no bound.
    other,    // Every text that no cell mentions.
    none,     // null.
  };
  Shape shape = Shape::point;
  feel::Value example{};
  feel::Value low{}, high{};
};

// What a column may hold at all.
struct Domain {
  feel::Kind kind = feel::Kind::any;  // any: what its cells say.
  bool whole = false;                 // Numbers without a fraction.
  bool may_be_null = false;
  bool ordered_texts = false;  // Cells ask for texts before or after others.
  // Whether a value is allowed; everything is when absent. Its own limits must be among the cuts.
  std::function<bool(const feel::Value&)> admits{};
};

// Less, in the order of FEEL; only for values of one kind that has an order.
bool before(const feel::Value& a, const feel::Value& b);

// The segments, in order, none empty: every value of the domain lies in exactly one. nullopt when
// the cuts cannot be ordered (two times of which one has a zone).
std::optional<std::vector<Segment>> segments(const Domain& domain, std::vector<feel::Value> cuts);

}  // namespace zhulian::dmn
