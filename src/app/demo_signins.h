// The list of sign-ins of a demonstration: passwords nobody could guess, in a file only its
// owner reads.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/demo_cast.h"
#include "db/db.h"

namespace zhulian::app::sample {

// Fourteen characters from the system's generator, without those that look alike.
std::string new_password();

struct SignIn {
  const Player* player;
  std::string password;
  std::string hash;
};
// A password for each player who signs in. Slow: a hash each.
std::vector<SignIn> make_sign_ins(const Cast&);

// Lines of  role TAB user TAB password TAB who and where,  mode 600, whole or not at all.
// std::system_error where it cannot be written.
void write_sign_ins(const std::filesystem::path&, const std::vector<SignIn>&);

Result<void> set_passwords(const Call&, const std::vector<SignIn>&);

}  // namespace zhulian::app::sample
