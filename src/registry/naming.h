// Whether words meant for the public name somebody. The register alone opens addresses and
// numbers, so it answers the question and hands nothing out.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "registry/registry.h"

namespace zhulian::registry {

// What of a person stands in the words; compared without white space, in any width.
enum class Naming { name, guardian, address, phone, citizen_id };

// The first thing found, of any of these people. A name of one character is not looked for: it
// stands in half of all words.
std::optional<Naming> naming_in(const Call&, const std::vector<PersonId>&, std::string_view words);

}  // namespace zhulian::registry
