// Every row of a sheet judged before any is written.
//
// The idea: unpacking a sheet and understanding its rows cost about the same, so the one who calls
// reads and a thread beside them judges, a batch of rows at a time. What a row is worth depends
// only on the rows before it, and they are judged in the order of the sheet.
#pragma once

#include "registry/roster_import.h"
#include "registry/roster_stage.h"

namespace zhulian::registry::roster {

struct Judged {
  Stage stage{};    // The sound rows.
  Report report{};  // Counts and faults of reading; nobody is created yet.
};

// Errors: those of the workbook, roster.empty, roster.stopped.
Result<Judged> judge(sheet::Workbook&, const RowReader&, Layout, const Options&);

std::unexpected<Error> stopped();

}  // namespace zhulian::registry::roster
