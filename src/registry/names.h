// What a place or a body is called, for who shows them without opening them.
#pragma once

#include <string>

#include "registry/registry.h"

namespace zhulian::registry {

std::string name_of(Tx&, const Area&);  // "" for an unknown code.
// Town and village by name, for a message; the code where nobody knows the place.
std::string told_place(Tx&, const Area&);
std::string name_of(Tx&, const OrganisationId&);  // "" when there is none.

}  // namespace zhulian::registry
