// Whether a condition of a pack is true of a person on a day: `level <= 2`, `age >= 60`.
//
// What is not known is told as unknown, never taken for no: a person without a valid certificate
// has no level, and a rule about levels cannot be answered.
#pragma once

#include <string>

#include "packs/ties.h"
#include "registry/registry.h"

namespace zhulian::registry {

// A condition on category, level and age, as the packs' checker has read it; one that asks
// nothing is true of everybody. The person exists.
//   registry.condition.dead (day)       the person did not live on that day
//   registry.condition.unmet (who)      it is false; whom it lets in, in words
//   registry.condition.unknown (what)   what it asks for is not known: "level"
Result<void> check_condition(const Call&, const PersonId&, Day on, const packs::PersonCondition&,
                             const std::string& field);

}  // namespace zhulian::registry
