// The old container of Microsoft (MS-CFB), which this program does not read but must name
// rightly: "save it as .xlsx" and "remove the password" are different errands.
#pragma once

#include "sheet/source.h"

namespace zhulian::sheet {

// The first bytes are D0 CF 11 E0 A1 B1 1A E1.
bool is_compound(std::string_view head);

// Always an error: sheet.password (an .xlsx behind a password), sheet.old_workbook (.xls),
// or sheet.not_a_workbook (.doc and others).
Error refuse_compound(const Source& source);

}  // namespace zhulian::sheet
