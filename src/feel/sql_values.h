// Inside the room: values on their way into a database, and the words of SQL around them.
#pragma once

#include "feel/sql.h"

namespace zhulian::feel {

// Errors: feel.sql.null_value, feel.sql.inexact.
Result<SqlValue> sql_value(const Expression& part, const Value& value, SqlSlot::As as);

// What a placeholder is cast to, so that no database has to guess its type.
std::string_view sql_type(SqlSlot::As as);

// Of comparisons: how SQL writes one, and the one that is true where it is false.
bool equality(Form form);
std::string_view symbol(Form form);
Form opposite(Form form);

// "a.b.c" of a path over names; nullopt for anything else.
std::optional<std::string> dotted(const Node& node);

// The least text above all that start with the prefix; nullopt when there is none.
std::optional<std::string> following(const std::string& prefix);

}  // namespace zhulian::feel
