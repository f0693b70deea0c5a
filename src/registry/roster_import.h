// A roster of certificate holders becomes people of the register.
//
// The idea: the whole sheet is read and judged before the first person is written, so a file
// that turns out broken in its last row leaves nothing behind. Sound rows are kept packed in
// memory (some 200 bytes each) and written five thousand at a time (half a second) through
// enrol_all(), each in a transaction of its own, while the next ones are being prepared; a second
// run finds everybody unchanged. A dry run does the very same writing and gives each transaction
// up.
//
// Of two rows about one person the first sound one is taken: a row that is refused anyway does
// not stand in the way of a later one that is right.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "platform/messages.h"
#include "registry/roster_row.h"

namespace zhulian::registry::roster {

struct Progress {
  std::int64_t done = 0;   // Rows.
  std::int64_t total = 0;  // 0 while the sheet is being read.
};

struct Options {
  // Where people may be put, each within the actor's areas; all of those when empty.
  std::vector<Area> within{};
  bool dry_run = false;
  Mapping mapping{};
  std::function<void(const Progress&)> progress{};
  std::function<bool()> should_stop{};
  // Where an earlier run of the same sheet came to, and where to note how far this one is:
  // in the transaction of the rows themselves.
  std::string checkpoint{};
  std::function<void(Tx&, const std::string& checkpoint)> keep{};
};

struct Report {
  std::int64_t rows = 0;
  std::int64_t accepted = 0;
  std::int64_t created = 0;
  std::int64_t updated = 0;
  std::int64_t unchanged = 0;
  std::int64_t rejected = 0;
  std::vector<RowFault> faults{};  // By row.
  Layout layout{};
};

// Errors besides those of reading and of the layout:
//   roster.forbidden      without people.import
//   roster.area_outside   (not found) an area the actor does not reach
//   roster.area_unknown   a code the register does not know
//   roster.empty          a heading and nothing below
//   roster.stopped        should_stop said so: what was written stays, and a checkpoint
Result<Report> import_roster(Database&, const Deployment&, const Actor&, Instant now,
                             sheet::Workbook&, const Options&);

// The areas an import by this actor goes to; the errors of areas above.
Result<std::vector<Area>> import_areas(Tx&, const Actor&, const std::vector<Area>& asked);

// Whether all of them is one village, which a sheet then need not name.
bool is_one_village(const std::vector<Area>&);

// The heading of a fault's column as it stands in the sheet; the pack's name for it where the
// sheet has no such column.
std::string heading_of(const Layout&, const packs::RosterSheet&, std::string_view key);

// The document of contracts: counts, and faults with row, column, code and message.
boost::json::object report_json(const Report&, const packs::RosterSheet&, const Messages&,
                                Language);

}  // namespace zhulian::registry::roster
