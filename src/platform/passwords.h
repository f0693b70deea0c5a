// Passwords: Argon2id (RFC 9106) with 64 MiB and two passes, about 0.1 s of one core.
// At most two are worked on at once, the others wait: sign-ins may not eat the memory.
// Never inside a transaction.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace zhulian {

// At least eight characters and no more than 1,000 bytes: platform.password.too_short,
// platform.password.too_long.
Result<void> check_new_password(std::string_view password);

// "$argon2id$v=19$m=65536,t=2,p=1$..." with a fresh salt.
std::string hash_password(std::string_view password);

// Takes as long without a hash (no such user) as with one, and is then false.
bool password_fits(const std::optional<std::string>& hash, std::string_view password);

}  // namespace zhulian
