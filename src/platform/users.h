// Who can sign in: a name, a role, the areas and the relation it holds in, and for how long.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/record.h"
#include "platform/call.h"

namespace zhulian {

// The rights of a role as the packs say, nullopt for a role they do not know.
using RoleRights = std::function<std::optional<Rights>(std::string_view role)>;

struct User {
  Id<Actor> id{};
  std::string name{};  // As typed at sign-in, in lower case.
  std::string display_name{};
  std::string role{};
  std::vector<Area> areas{};
  std::optional<Id<registry::Organisation>> organisation{};
  std::optional<Id<registry::Person>> person{};
  Day valid_from{};
  std::optional<Day> valid_until{};  // The last day; open when empty.
  std::optional<Instant> disabled_at{};
  Instant made_at{};
};
ZHULIAN_RECORD(User, id, name, display_name, role, areas, organisation, person, valid_from,
               valid_until, disabled_at, made_at);

struct NewUser {
  Id<Actor> id{};
  std::string name{};
  std::string display_name{};
  std::string role{};
  std::vector<Area> areas{};
  std::optional<Id<registry::Organisation>> organisation{};
  std::optional<Id<registry::Person>> person{};
  std::optional<Day> valid_from{};  // Today when empty.
  std::optional<Day> valid_until{};
  std::string password{};
};
ZHULIAN_RECORD(NewUser, id, name, display_name, role, areas, organisation, person, valid_from,
               valid_until, password);
constexpr auto record_notes(const NewUser*) {
  return std::array{record::Note{.field = "name",
                                 .meaning = "What is typed at sign-in.",
                                 .max_length = 64,
                                 .min_length = 1},
                    record::Note{.field = "display_name",
                                 .meaning = "What others see.",
                                 .max_length = 100,
                                 .min_length = 1},
                    record::Note{.field = "password",
                                 .meaning = "At least eight characters.",
                                 .max_length = 500,
                                 .privacy = record::Privacy::secret}};
}

// Neither disabled nor out of the days of the account.
bool may_sign_in(const User&, Day today);

// A name as it is kept and compared: NFKC, blanks trimmed, lower case.
std::string user_name(std::string_view typed);

// Adds the user, once: again with the same id and name is the same user. `password_hash` is
// hash_password() of the password, made before the transaction.
//   platform.user.name_malformed   not 1 to 64 letters, digits, '.', '_', '-' or '@'
//   platform.user.name_taken       (name)
//   platform.user.role_unknown     (role)
//   platform.user.area_missing     no area, and bound neither to an organisation nor a person
//   platform.user.area_outside     an area the caller does not reach (area)
//   platform.user.dates_reversed
Result<User> add_user(const Call&, const NewUser&, const std::string& password_hash,
                      const RoleRights&);

// Within the caller's areas: every area of the user lies in one of the caller's, or the user
// is the caller. platform.user.absent.
Result<User> find_user(const Call&, const Id<Actor>&);
// By name, beginning behind `after`; as above.
std::vector<User> list_users(const Call&, std::string_view after, std::int64_t limit);

// Ends the user's sessions. Nobody disables himself: platform.user.self.
Result<User> disable_user(const Call&, const Id<Actor>&);
// Ends the user's sessions but the one whose token hash is given.
Result<void> change_password(const Call&, const Id<Actor>&, const std::string& password_hash,
                             std::string_view kept_session = {});

// The user's rights hold in one more area, or in one less; for a relation that comes and goes,
// such as looking after a village. From the next request on. The caller has decided that the
// actor may do this; audited.
void give_area(const Call&, const Id<Actor>&, const Area&);
void take_area(const Call&, const Id<Actor>&, const Area&);

// Without regard to areas, for the sign-in, the command line and jobs; nullopt when absent.
std::optional<User> find_user_named(Tx&, std::string_view name);
// The actor a user is on `today`, nullopt when absent, disabled, out of time or of a role the
// packs do not know.
std::optional<Actor> actor_of(Tx&, const Id<Actor>&, const RoleRights&, Day today);

// Who acts when nobody asked: reactions, jobs of the house, the command line. All areas and all
// rights; its id is no user's.
Actor the_program(std::string_view name);

}  // namespace zhulian
