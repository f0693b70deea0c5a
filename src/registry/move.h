// A change of what is known of a person, with all that follows from it in the register.
#pragma once

#include "registry/people_store.h"

namespace zhulian::registry {

// Writes `after` as the next revision. Another area moves the residence on `day`, the keys of
// search and the copies of the area; who leaves the village is told as "registry.person.moved".
void store_change(const Call&, const store::PersonRecord& before, store::PersonRecord& after,
                  Day day);

}  // namespace zhulian::registry
