// The conditions of figures are FEEL over the columns of a view. One place says what each
// column is to FEEL and to SQL, for the checker of packs and for figures/ alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feel/feel.h"
#include "feel/sql.h"
#include "packs/catalogue.h"
#include "packs/views.h"

namespace zhulian::packs {

// Whether the filter's columns may lead the database to their index, or only sift what another
// condition has found: then they stand in expressions, which no index serves.
enum class Sift { leads, follows };
// A column of a view as SQL, so.
std::string column_sql(ColumnType, std::string_view alias, std::string_view name, Sift);

// The filter as a SQL condition on the view's columns as <alias>.<column>, with placeholders
// from $next on. It may also speak of the days as_of, from and to. Errors: feel.*, with the
// arguments "line" and "column" of the filter's own text.
Result<feel::SqlCondition> compile_filter(const Figure&, const Catalogue&, int next,
                                          std::string_view alias = "v", Sift = Sift::leads);

// A derived figure's formula, checked: it may name other figures and `as_of`, a date.
Result<feel::Checked> check_formula(const Figure&, const Catalogue&);
// The ids of the figures that a formula names.
std::vector<std::string> figures_in(const Figure&, const Catalogue&);

}  // namespace zhulian::packs
