// What a place or a body is called, for who shows them without opening them.
#pragma once

#include <string>

#include "registry/registry.h"

namespace zhulian::registry {

std::string name_of(Tx&, const Area&);  // "" for an unknown code.
// Town and village by name, for a message; the code where nobody knows the place.
std::string told_place(Tx&, const Area&);
// A person's name for whoever may read people; for others the first character and asterisks.
std::string shown_name(const Call&, const std::string& name);
std::string name_of(Tx&, const OrganisationId&);  // "" when there is none.

}  // namespace zhulian::registry
