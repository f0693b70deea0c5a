// .xlsx and .xlsm (ECMA-376, transitional and strict), from Excel, WPS, LibreOffice and the
// many libraries that write something near it.
#pragma once

#include <memory>

#include "sheet/archive.h"
#include "sheet/workbook.h"

namespace zhulian::sheet {

// Errors: sheet.not_a_workbook (a .docx is a zip too), sheet.binary_workbook, sheet.no_sheet,
// and those of the archive and its XML.
Result<std::unique_ptr<Workbook>> open_xlsx(Archive archive, const Limits& limits);

}  // namespace zhulian::sheet
