// The conditions of needs' lists; for the *_store files.
#pragma once

#include "platform/where.h"

namespace zhulian::needs {

// A category, or all of a group: "medical" is also "medical.cataract".
void add_category(Where&, const std::optional<std::string>&, std::string_view column);

}  // namespace zhulian::needs
