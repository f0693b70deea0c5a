// The workbook an office gets back: the refused rows just as they stood, with the reasons.
//
// The idea: it is mended and imported itself. It has the columns and headings of the sheet it
// came from, so nothing has to be copied anywhere; the two columns of ours (the row's number in
// the original, the reasons) are no column of a roster, and an import passes over them. Where a
// person had to say what a column means, it bears the name that needs no saying.
#pragma once

#include <filesystem>

#include "registry/roster_import.h"

namespace zhulian::registry::roster {

// Reads the workbook a second time and writes the rows that `report.faults` name. Errors: those
// of reading, sheet.cannot_write.
Result<void> write_errors(sheet::Workbook&, const Report&, const packs::RosterSheet&,
                          const std::filesystem::path& file, const Messages&, Language);

}  // namespace zhulian::registry::roster
