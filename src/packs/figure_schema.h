// The conditions of figures are FEEL over the columns of a view. One place says what each
// column is to FEEL and to SQL, for the checker of packs and for figures/ alike.
#pragma once

#include "base/result.h"
#include "feel/feel.h"
#include "feel/sql.h"
#include "packs/catalogue.h"
#include "packs/views.h"

namespace zhulian::packs {

// The filter as a SQL condition on the view's columns as v.<column>, with placeholders from
// $next on. Errors: feel.*, with the arguments "line" and "column" of the filter's own text.
Result<feel::SqlCondition> compile_filter(const Figure&, int next);

// A derived figure's formula, checked: it may name other figures and `year`, the year of the
// as-of day.
Result<feel::Checked> check_formula(const Figure&, const Catalogue&);

}  // namespace zhulian::packs
