// From a declared figure to SQL: the rows it speaks of, as one SELECT that counting, summing
// and listing share.
#pragma once

#include <string>

#include "figures/figures.h"

namespace zhulian::figures {

// "FROM view v WHERE ..." with its parameters. Columns stand as v.<column>.
struct Rows {
  std::string text;
  Values values;
};

// The figure must be a count, sum or mean that passed the checker of packs.
Rows rows_of(const packs::Figure&, const packs::Catalogue&, const Scope&);

}  // namespace zhulian::figures
