#include "dmn/check_boxes.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace zhulian::dmn {
namespace {

// The search descends once an axis: more would be too much for the stack.
constexpr std::size_t axes_max = 1000;

// One axis as the search walks it: the segments that the same rows let through go together.
struct Group {
  Bits rows;
  Bits segments;
};

// Which parts of a box no row covers. Axis by axis, the rows that are still in the running; where
// none is left there is a gap, where one asks nothing of the axes to come there is none.
class Search {
 public:
  Search(std::size_t rows, std::size_t most, Allowance& allowance)
      : rows_(rows), most_(most), allowance_(allowance) {}

  void add_axis(std::size_t axis, std::vector<Group> groups) {
    axes_.push_back({.axis = axis, .groups = std::move(groups)});
  }

  // False when the allowance did not suffice.
  bool run(const Box& within) {
    // What splits the rows most goes first: it leaves the fewest of them.
    std::ranges::stable_sort(axes_,
                             [](const Axis& a, const Axis& b) { return a.asking > b.asking; });
    free_from_.assign(axes_.size() + 1, Bits(rows_, true));
    for (std::size_t level = axes_.size(); level-- > 0;) {
      free_from_[level] = free_from_[level + 1];
      free_from_[level] &= axes_[level].indifferent;
    }
    covered_.resize(axes_.size() + 1);
    path_ = within;
    return visit(0, Bits(rows_, true));
  }

  void prepare() {
    for (Axis& axis : axes_) {
      axis.indifferent = Bits(rows_, true);
      for (const Group& group : axis.groups) axis.indifferent &= group.rows;
      axis.asking = rows_ - axis.indifferent.count();
    }
    std::erase_if(axes_, [](const Axis& axis) { return axis.asking == 0; });
  }

  std::size_t axes() const { return axes_.size(); }
  std::vector<Box> take() { return std::move(found_); }

 private:
  struct Axis {
    std::size_t axis;
    std::vector<Group> groups;
    Bits indifferent{};  // Rows that let everything through.
    std::size_t asking = 0;
  };

  bool visit(std::size_t level, const Bits& rows) {
    if (found_.size() >= most_) return true;
    if (!allowance_.spend(rows.words() + 1)) return false;
    if (rows.none()) {
      found_.push_back(path_);
      return true;
    }
    if (rows.meets(free_from_[level])) return true;
    if (covered_[level].contains(rows)) return true;

    const Axis& axis = axes_[level];
    if (!allowance_.spend(axis.groups.size() * (rows.words() + 1))) return false;
    // Groups that differ only in rows already out of the running are one.
    std::vector<Group> here;
    std::unordered_map<Bits, std::size_t, Bits::Hash> known;
    for (const Group& group : axis.groups) {
      Bits left = rows & group.rows;
      const auto [place, is_new] = known.try_emplace(left, here.size());
      if (is_new)
        here.push_back({.rows = std::move(left), .segments = group.segments});
      else
        here[place->second].segments |= group.segments;
    }
    const std::size_t before = found_.size();
    Bits kept = path_[axis.axis];
    for (Group& group : here) {
      path_[axis.axis] = std::move(group.segments);
      if (!visit(level + 1, group.rows)) return false;
    }
    path_[axis.axis] = std::move(kept);
    if (found_.size() == before && memory_ < memory_max) {
      memory_ += rows.words() + 8;
      covered_[level].insert(rows);
    }
    return true;
  }

  static constexpr std::size_t memory_max = 8u << 20;  // Words kept of what is known covered.

  std::size_t rows_;
  std::size_t most_;
  Allowance& allowance_;
  std::vector<Axis> axes_{};
  std::vector<Bits> free_from_{};  // [level]: rows that ask nothing from there on.
  std::vector<std::unordered_set<Bits, Bits::Hash>> covered_{};
  std::size_t memory_ = 0;
  Box path_{};
  std::vector<Box> found_{};
};

}  // namespace

Boxes::Boxes(std::vector<std::size_t> axes)
    : axes_(std::move(axes)), cells_(axes_.size()), known_(axes_.size()) {}

int Boxes::cell(std::size_t axis, const Bits& segments) {
  const auto [place, is_new] =
      known_[axis].try_emplace(segments, static_cast<int>(cells_[axis].size()));
  if (is_new) cells_[axis].push_back(segments);
  return place->second;
}

Box Boxes::row(std::size_t row) const {
  Box box;
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) box.push_back(side(row, axis));
  return box;
}

Box Boxes::everything() const {
  Box box;
  box.reserve(axes_.size());
  for (const std::size_t size : axes_) box.emplace_back(size, true);
  return box;
}

bool Boxes::is_empty(std::size_t row) const {
  for (std::size_t axis = 0; axis < axes_.size(); ++axis)
    if (side(row, axis).none()) return true;
  return false;
}

bool Boxes::meet(std::size_t a, std::size_t b) const {
  for (std::size_t axis = 0; axis < axes_.size(); ++axis)
    if (!side(a, axis).meets(side(b, axis))) return false;
  return true;
}

bool Boxes::is_empty(const Box& box) {
  return std::ranges::any_of(box, [](const Bits& side) { return side.none(); });
}

Box Boxes::common(const Box& a, const Box& b) {
  Box both = a;
  for (std::size_t axis = 0; axis < both.size(); ++axis) both[axis] &= b[axis];
  return both;
}

std::optional<std::vector<Box>> Boxes::uncovered(const Box& within, const std::vector<int>& rows,
                                                 std::size_t most, Allowance& allowance) const {
  if (is_empty(within)) return std::vector<Box>{};
  Search search(rows.size(), most, allowance);
  const std::size_t words = (rows.size() + 63) / 64 + 1;
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
    if (!allowance.spend(axes_[axis] * words * price_of_memory)) return std::nullopt;
    std::vector<Bits> through(axes_[axis], Bits(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      Bits here = side(static_cast<std::size_t>(rows[i]), axis);
      here &= within[axis];
      if (!allowance.spend(here.words() + here.count())) return std::nullopt;
      for (std::size_t segment = here.next(); segment < here.size();
           segment = here.next(segment + 1))
        through[segment].set(i);
    }
    std::vector<Group> groups;
    std::unordered_map<Bits, std::size_t, Bits::Hash> known;
    for (std::size_t segment = within[axis].next(); segment < axes_[axis];
         segment = within[axis].next(segment + 1)) {
      const auto [place, is_new] = known.try_emplace(through[segment], groups.size());
      if (is_new)
        groups.push_back({.rows = std::move(through[segment]), .segments = Bits(axes_[axis])});
      groups[place->second].segments.set(segment);
    }
    search.add_axis(axis, std::move(groups));
  }
  search.prepare();
  if (search.axes() > axes_max || !search.run(within)) return std::nullopt;
  return search.take();
}

// By segments where a cell has fewer of them than there are cells: what meets a cell is in one of
// its segments, what holds it is in all.
std::optional<Boxes::Index> Boxes::index(Relation relation, Allowance& allowance) const {
  Index index;
  const std::size_t words = (rows_.size() + 63) / 64 + 1;
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
    const std::vector<Bits>& cells = cells_[axis];
    // Which rows bear which cell, and which let which segment through.
    if (!allowance.spend(rows_.size() + (cells.size() + axes_[axis]) * words * price_of_memory))
      return std::nullopt;
    std::vector<Bits> bearing(cells.size(), Bits(rows_.size()));
    for (std::size_t row = 0; row < rows_.size(); ++row)
      bearing[static_cast<std::size_t>(rows_[row][axis])].set(row);
    std::vector<Bits> through(axes_[axis], Bits(rows_.size()));
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
      if (!allowance.spend(cells[cell].words() + cells[cell].count() * words)) return std::nullopt;
      for (std::size_t segment = cells[cell].next(); segment < axes_[axis];
           segment = cells[cell].next(segment + 1))
        through[segment] |= bearing[cell];
    }
    std::vector<Bits>& related = index.emplace_back();
    for (const Bits& cell : cells) {
      const std::size_t segments = cell.count();
      Bits& rows = related.emplace_back(rows_.size(), relation == Relation::holds);
      if (segments <= cells.size()) {
        if (!allowance.spend(segments * words)) return std::nullopt;
        for (std::size_t segment = cell.next(); segment < axes_[axis];
             segment = cell.next(segment + 1)) {
          if (relation == Relation::meets)
            rows |= through[segment];
          else
            rows &= through[segment];
        }
        continue;
      }
      rows = Bits(rows_.size());
      if (!allowance.spend(cells.size() * 2)) return std::nullopt;
      for (std::size_t other = 0; other < cells.size(); ++other) {
        const bool is =
            relation == Relation::meets ? cell.meets(cells[other]) : cells[other].holds(cell);
        if (!is) continue;
        if (!allowance.spend(words)) return std::nullopt;
        rows |= bearing[other];
      }
    }
  }
  return index;
}

}  // namespace zhulian::dmn
