// Parameters in force, as people read them: the row that decides for a place on a day.
#pragma once

#include <optional>
#include <string>

#include "policy/determinations.h"
#include "policy/words.h"

namespace zhulian::policy {

// nullopt where no row speaks of the place and day.
std::optional<RateLine> rate_line(const Call&, std::string_view key, const Area&, Day,
                                  const Words&);

}  // namespace zhulian::policy
