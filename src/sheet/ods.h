// .ods (ODF 1.2 and 1.3), from LibreOffice, WPS and Excel.
#pragma once

#include <memory>

#include "sheet/archive.h"
#include "sheet/workbook.h"

namespace zhulian::sheet {

// Errors: sheet.not_a_workbook (a text document is the same kind of archive), sheet.password,
// sheet.no_sheet, and those of the archive and its XML.
Result<std::unique_ptr<Workbook>> open_ods(Archive archive, const Limits& limits);

}  // namespace zhulian::sheet
