#include <iostream>

#include <unistd.h>

#include "app/commands.h"
#include "platform/passwords.h"

namespace zhulian::app {
namespace {

Result<NewUser> read_user(const UserOptions& options, Instant at) {
  NewUser user{.id = new_id<Actor>(at),
               .name = options.name,
               .display_name = options.display_name.empty() ? options.name : options.display_name,
               .role = options.role};
  if (!options.area.empty()) {
    const auto area = Area::parse(options.area);
    if (!area) return fail(Fault::invalid, "json.not_an_area", "--area");
    user.areas.push_back(*area);
  }
  if (!options.party.empty()) user.organisation = Id<registry::Organisation>{options.party};
  if (!options.person.empty()) user.person = Id<registry::Person>{options.person};
  if (isatty(STDIN_FILENO)) std::cerr << "Password: ";
  std::getline(std::cin, user.password);
  TRY(check_new_password(user.password));
  return user;
}

}  // namespace

Exit add_user(const UserOptions& options, const Voice& voice) {
  const auto house = House::open(options.where);
  if (!house) return refuse(house.error(), voice);
  const Instant at = now();
  const auto user = read_user(options, at);
  if (!user) return refuse(user.error(), voice);
  const std::string hash = hash_password(user->password);
  const auto added = (*house)->database().write([&](Tx& tx) {
    const Call call{.tx = tx,
                    .actor = (*house)->operator_actor(),
                    .now = at,
                    .deployment = (*house)->deployment()};
    return zhulian::add_user(call, *user, hash, (*house)->roles());
  });
  if (!added) return refuse(added.error(), voice);
  if (voice.json)
    print(record::to_json(*added));
  else
    std::cerr << added->name << " (" << added->role << ")\n";
  return Exit::done;
}

}  // namespace zhulian::app
