// What the parts of check() share. Inside the room.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dmn/check.h"
#include "dmn/check_boxes.h"
#include "dmn/inside.h"

namespace zhulian::dmn {

// One check of one model: what is judged, by what, and what was found so far.
struct Judging {
  const Rules::Inside& inside;
  const Ground& ground;
  const CheckLimits& limits;
  std::vector<Finding>& found;

  Place place(int element, int row, int column, feel::Position at) const {
    return inside.place({.element = element, .row = row, .column = column}, at);
  }
  void add(Finding finding) {
    if (!full()) found.push_back(std::move(finding));
  }
  bool full() const { return found.size() >= limits.findings_max; }
  // The faults of FEEL at their place.
  void add(const Error& error, int element, int row, int column);
};

// The names the expressions of an element may use, with their types: of inputs also what the fact
// catalogue knows of them.
feel::Schema schema_of(const Judging& judging, const Resolved& element);
// The type without the codes and limits that only concern its values.
feel::Type plain(const feel::Type& type);

// The values that the tests of a cell tell apart. False when they are not of constants alone.
struct Cuts {
  std::vector<feel::Value> values{};
  std::vector<feel::Value> points{};  // Of them, those asked for themselves.
  bool null = false;                  // They ask for null.
  bool ordered = false;               // They ask for what comes before or after.
};
bool gather(const feel::Node& tests, Cuts& cuts);
// The same of a condition over one path.
bool gather_over(const feel::Node& condition, std::string_view path, Cuts& cuts);
// Whether the cell lets the value through; for what is made of constants.
bool lets_through(const Cell& cell, const feel::Value& value);
// Whether two expressions are written alike.
bool same(const feel::Node& a, const feel::Node& b);

// One axis of the boxes: inputs that ask the same expression are one column, and so are those that
// ask conditions of one path ("age", "age >= 60").
struct Column {
  std::string name;
  std::vector<std::size_t> inputs;  // 0-based.
  std::vector<Segment> segments{};
};

// A table as boxes. A row with a cell that cannot be judged lets everything through there, and is
// not `judged`: it may hold, which no other row may rely on.
struct Sheet {
  std::vector<Column> columns;
  Boxes boxes;
  std::vector<bool> judged;
  // 1-based column of a cell nothing passes, 0 where there is none.
  std::vector<int> never;
};
// nullopt when it is too large. Tells the faults of cells and the rows not judged.
std::optional<Sheet> sheet_of(Judging& judging, const Table& table, const feel::Schema& schema,
                              Allowance& allowance);

// Gaps, overlaps, unreachable and subsumed rows.
void check_table(Judging& judging, const Table& table, const feel::Schema& schema);
// What a decision can be worth, when that is a list of constants.
std::optional<std::vector<feel::Value>> answers_of(const Resolved& decision);

// Names and types of all expressions of the model; its tables one by one.
void check_elements(Judging& judging);
// Values that may be null and are used as if they could not (check_nulls.cc). `guarded`: paths
// that are known not to be null there.
using Paths = std::set<std::string, std::less<>>;
Paths nullable_paths(const Judging& judging, const Resolved& element);
void check_nulls(Judging& judging, const feel::Node& node, const Paths& nullable,
                 const Paths& guarded, int element, int row, int column);
// What is never asked for (check_use.cc).
void check_use(Judging& judging);
// Every path over names in an expression, the longest of each, and in the tables inside it.
template <class Visit>
void each_path(const feel::Node& node, const Visit& visit) {
  if (const auto path = path_of(node)) return visit(node, *path);
  for (const feel::NodePtr& child : node.children) each_path(*child, visit);
}

}  // namespace zhulian::dmn
