// What rosters ask of the rows: who stands in one that goes out.
#pragma once

#include <vector>

#include "registry/registry.h"

namespace zhulian::registry::store {

// People of the area whose current certificate is neither cancelled nor ended by death, by area
// and name.
std::vector<PersonId> holders_in(Tx&, const Area&);

}  // namespace zhulian::registry::store
