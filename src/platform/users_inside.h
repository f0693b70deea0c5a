// One place reads a user's columns; inside platform/ only.
#pragma once

#include "platform/users.h"

namespace zhulian {

// Of platform_user u LEFT JOIN platform_user_area a, from column 0: one row an area.
inline constexpr std::string_view user_columns =
    "u.id, u.name, u.display_name, u.role, u.organisation, u.person, u.valid_from, u.valid_until,"
    " u.disabled_at, u.made_at, a.area";
inline constexpr int user_columns_count = 11;
inline constexpr std::string_view user_tables =
    " FROM platform_user u LEFT JOIN platform_user_area a ON a.user_id = u.id";

// Adds a row to `users`: to the last one when it is of the same user.
void take_user(const Row& row, std::vector<User>& users);

// nullopt when the user may not act on `today`.
std::optional<Actor> actor_from(const User&, const RoleRights&, Day today);

void end_sessions(Tx&, const Id<Actor>&, std::string_view kept_session, Instant now);

}  // namespace zhulian
