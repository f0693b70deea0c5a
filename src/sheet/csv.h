// .csv (RFC 4180 and what programs make of it). A value between separators has no type: every
// cell is text, so an id keeps its digits and a date is still the characters somebody typed.
#pragma once

#include <memory>
#include <string>

#include "sheet/source.h"
#include "sheet/workbook.h"

namespace zhulian::sheet {

// The separator (comma, semicolon or tab) is found in the first lines, or said by "sep=;" in
// the very first. A row is a record: its number is the one a spreadsheet program shows, also
// where a cell holds line breaks or lines are blank.
// Errors: sheet.unknown_kind, sheet.markup (a web page named .xls), sheet.encoding; and while
// reading, sheet.open_quote and the limits of a cell.
Result<std::unique_ptr<Workbook>> open_csv(Source source, std::string name, const Limits& limits);

}  // namespace zhulian::sheet
