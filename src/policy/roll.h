// The people of a place as columns: what the register knows of each on a day, under the names the
// policies' tables use.
//
// One idea: unknown and stale are values. What nobody recorded, and what was recorded so long ago
// that it must be asked again, is not known; only facts whose absence says "none" are ever null.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "packs/policies.h"
#include "platform/call.h"
#include "policy/decide.h"
#include "population/columns.h"
#include "registry/standing.h"

namespace zhulian::policy {

using registry::PersonId;

// One fact of one person, with how it is known.
struct Known {
  feel::Value value{};        // null: not known, or none.
  std::optional<Day> from{};  // Since when it holds.
  std::optional<Day> seen{};  // When it was last recorded; empty for what the register reckons.
  std::string source{};       // "roster 2023-10", "visit"; "register" for what it reckons.
  bool is_stale = false;      // It was known once: `value` is null, `was` is what was recorded.
  feel::Value was{};
};

// Reads persons as facts. One for all of a run.
class Reader {
 public:
  Reader(const Deployment&, const packs::Policies&, Day as_of);

  // The columns of everybody, one a fact of a person, in the order of columns().
  const population::Schema& schema() const { return schema_; }
  const std::vector<const dmn::Fact*>& columns() const { return columns_; }

  // `recorded` holds the rows of this person only.
  Known known(std::size_t column, const registry::Standing&,
              std::span<const registry::StandingFact> recorded) const;

  // The kind of recorded fact a column is filled from; "" when the register reckons it.
  std::string_view kind_of(std::size_t column) const { return kinds_[column]; }
  // A fact as recorded, for a column of its kind.
  Known recorded(std::size_t column, const registry::StandingFact&) const;
  const Grounds& grounds() const { return grounds_; }

 private:
  const Deployment& deployment_;
  Day as_of_;
  Grounds grounds_;
  population::Schema schema_;
  std::vector<const dmn::Fact*> columns_;
  std::vector<std::string_view> kinds_;
};

// Everybody of a portion, by id, and what is known of them as columns. In the columns those who
// live under the same parameters stand side by side: order[column's place] = place by id.
struct Roll {
  std::vector<registry::Standing> people{};
  std::vector<std::size_t> order{};
  std::optional<population::Population> columns{};
};
Roll read_roll(Tx&, const Reader&, const registry::Portion&, Day as_of);

}  // namespace zhulian::policy
