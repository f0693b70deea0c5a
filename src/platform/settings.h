// What the installation remembers about itself: one text a key. "key.check", "pack.cn".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "db/db.h"

namespace zhulian {

std::optional<std::string> find_setting(Tx&, std::string_view key);
void set_setting(Tx&, std::string_view key, std::string_view value, Instant now);

}  // namespace zhulian
