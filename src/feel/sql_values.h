// Inside the room: values on their way into a database.
#pragma once

#include "feel/sql.h"

namespace zhulian::feel {

// Errors: feel.sql.null_value, feel.sql.inexact.
Result<SqlValue> sql_value(const Expression& part, const Value& value, SqlSlot::As as);

// What a placeholder is cast to, so that no database has to guess its type.
std::string_view sql_type(SqlSlot::As as);

}  // namespace zhulian::feel
