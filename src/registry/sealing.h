// Texts that only open with the key: sealed for one column of one row, "registry_consent.note" of
// an id, so that none opens elsewhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/call.h"

namespace zhulian::registry {

// Null for no text.
Value sealed_text(const Call&, std::string_view column, std::string_view id,
                  const std::string& plain);
// Nothing for null. Throws what is damaged: the key itself was checked at the start.
std::optional<std::string> opened_text(const Call&, std::string_view column, std::string_view id,
                                       const Row&, std::size_t at);

}  // namespace zhulian::registry
