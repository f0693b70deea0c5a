#include "platform/users.h"

#include <algorithm>

#include "base/text.h"
#include "platform/audit.h"
#include "platform/users_inside.h"

namespace zhulian {
namespace {

constexpr std::size_t name_length_max = 64;
constexpr std::string_view users_table = "platform_user";

// Letters of other scripts are welcome; what is invisible or has a meaning elsewhere is not.
bool is_name(std::string_view name) {
  const auto fits = [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') ||
           (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-' || c == '@';
  };
  return !name.empty() && text::is_valid(name) && text::length(name) <= name_length_max &&
         std::ranges::all_of(name, fits);
}

// The smallest area that contains all of the user's: where its deeds belong in the log.
Area home_of(const std::vector<Area>& areas) {
  if (areas.empty()) return {};
  for (int level = static_cast<int>(AreaLevel::grid); level > 0; --level) {
    const auto place = areas.front().at(static_cast<AreaLevel>(level));
    if (place &&
        std::ranges::all_of(areas, [&](const Area& area) { return place->contains(area); }))
      return *place;
  }
  return {};
}

bool may_see(const Actor& actor, const User& user) {
  if (user.id == actor.id) return true;
  // Who is bound to an organisation or person alone belongs to no area: only who reaches the
  // whole country sees them all.
  if (user.areas.empty()) return reaches(actor, Area());
  return std::ranges::all_of(user.areas, [&](const Area& area) { return reaches(actor, area); });
}

Result<User> refuse_absent() {
  return fail(Fault::not_found, "platform.user.absent");
}

std::optional<User> find(Tx& tx, std::string_view column, std::string_view value) {
  std::vector<User> users;
  tx.each("SELECT " + std::string(user_columns) + std::string(user_tables) + " WHERE u." +
              std::string(column) + " = $1 ORDER BY a.area",
          {value}, [&](const Row& row) { take_user(row, users); });
  if (users.empty()) return std::nullopt;
  return std::move(users.front());
}

Result<void> check(const Call& call, const NewUser& user, const RoleRights& roles) {
  if (!is_name(user_name(user.name)))
    return fail(Fault::invalid, "platform.user.name_malformed", "/name");
  if (!roles(user.role))
    return fail(Fault::invalid, "platform.user.role_unknown", "/role", {{"role", user.role}});
  if (user.areas.empty() && !user.organisation && !user.person)
    return fail(Fault::invalid, "platform.user.area_missing", "/areas");
  for (std::size_t i = 0; i < user.areas.size(); ++i)
    if (!reaches(call.actor, user.areas[i]))
      return fail(Fault::invalid, "platform.user.area_outside", "/areas/" + std::to_string(i),
                  {{"area", user.areas[i].code()}});
  if (user.valid_until && *user.valid_until < user.valid_from.value_or(call.today()))
    return fail(Fault::invalid, "platform.user.dates_reversed", "/valid_until");
  return {};
}

}  // namespace

void take_user(const Row& row, std::vector<User>& users) {
  if (users.empty() || users.back().id.text != row.text(0))
    users.push_back({.id = {row.get<std::string>(0)},
                     .name = row.get<std::string>(1),
                     .display_name = row.get<std::string>(2),
                     .role = row.get<std::string>(3),
                     .organisation = row.get<std::optional<Id<registry::Organisation>>>(4),
                     .person = row.get<std::optional<Id<registry::Person>>>(5),
                     .valid_from = row.day(6),
                     .valid_until = row.get<std::optional<Day>>(7),
                     .disabled_at = row.get<std::optional<Instant>>(8),
                     .made_at = row.instant(9)});
  if (!row.null(10)) users.back().areas.push_back(row.area(10));
}

std::optional<Actor> actor_from(const User& user, const RoleRights& roles, Day today) {
  if (!may_sign_in(user, today)) return std::nullopt;
  const auto rights = roles(user.role);
  if (!rights) return std::nullopt;
  return Actor{.id = user.id,
               .name = user.display_name,
               .role = user.role,
               .rights = *rights,
               .areas = user.areas,
               .organisation = user.organisation,
               .person = user.person};
}

bool may_sign_in(const User& user, Day today) {
  return !user.disabled_at && user.valid_from <= today && today <= user.valid_until.value_or(today);
}

std::string user_name(std::string_view typed) {
  std::string name = text::normalise(typed);
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return name;
}

Result<User> add_user(const Call& call, const NewUser& user, const std::string& password_hash,
                      const RoleRights& roles) {
  TRY(check(call, user, roles));
  const std::string name = user_name(user.name);
  const auto added = call.tx.execute(
      "INSERT INTO platform_user (id, name, display_name, role, organisation, person,"
      " password_hash, valid_from, valid_until, made_at, made_by)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
      {user.id, name, user.display_name, user.role, user.organisation, user.person, password_hash,
       user.valid_from.value_or(call.today()), user.valid_until, call.now, call.actor.id});
  if (added == 0) {
    const auto known = find(call.tx, "id", user.id.text);
    if (known && known->name == name && may_see(call.actor, *known)) return *known;
    return fail(Fault::conflict, "platform.user.name_taken", "/name", {{"name", name}});
  }
  for (const Area& area : user.areas)
    call.tx.execute(
        "INSERT INTO platform_user_area (user_id, area) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        {user.id, area});
  audit(call, "platform.user.added", users_table, user.id.text, home_of(user.areas),
        {{"role", user.role}, {"areas", record::to_json(user.areas)}});
  return *find(call.tx, "id", user.id.text);
}

Result<User> find_user(const Call& call, const Id<Actor>& id) {
  auto user = find(call.tx, "id", id.text);
  if (!user || !may_see(call.actor, *user)) return refuse_absent();
  return *std::move(user);
}

std::vector<User> list_users(const Call& call, std::string_view after, std::int64_t limit) {
  // Seen are those with an area inside and none outside; or without any, by the country.
  const auto inside = within_areas(call.actor, "i.area", 3);
  const std::string sql =
      "SELECT " + std::string(user_columns) +
      " FROM (SELECT * FROM platform_user p WHERE p.name > $1"
      " AND NOT EXISTS (SELECT 1 FROM platform_user_area i WHERE i.user_id = p.id AND NOT " +
      inside.text + ")" +
      (reaches(call.actor, Area()) ? ""
                                   : " AND EXISTS (SELECT 1 FROM platform_user_area i"
                                     " WHERE i.user_id = p.id)") +
      " ORDER BY p.name LIMIT $2) u LEFT JOIN platform_user_area a ON a.user_id = u.id"
      " ORDER BY u.name, a.area";
  Values values{after, std::clamp<std::int64_t>(limit, 1, 500)};
  values.insert(values.end(), inside.values.begin(), inside.values.end());
  std::vector<User> users;
  call.tx.each(sql, values, [&](const Row& row) { take_user(row, users); });
  return users;
}

Result<User> disable_user(const Call& call, const Id<Actor>& id) {
  const User user = TRY(find_user(call, id));
  if (user.id == call.actor.id) return fail(Fault::invalid, "platform.user.self");
  const auto changed = call.tx.execute(
      "UPDATE platform_user SET disabled_at = $2, disabled_by = $3"
      " WHERE id = $1 AND disabled_at IS NULL",
      {id, call.now, call.actor.id});
  if (changed == 1) {
    end_sessions(call.tx, id, {}, call.now);
    audit(call, "platform.user.disabled", users_table, id.text, home_of(user.areas));
  }
  return find_user(call, id);
}

Result<void> change_password(const Call& call, const Id<Actor>& id,
                             const std::string& password_hash, std::string_view kept_session) {
  const User user = TRY(find_user(call, id));
  call.tx.execute("UPDATE platform_user SET password_hash = $2 WHERE id = $1", {id, password_hash});
  end_sessions(call.tx, id, kept_session, call.now);
  audit(call, "platform.user.password_changed", users_table, id.text, home_of(user.areas));
  return {};
}

void give_area(const Call& call, const Id<Actor>& id, const Area& area) {
  if (call.tx.execute("INSERT INTO platform_user_area (user_id, area) VALUES ($1, $2)"
                      " ON CONFLICT DO NOTHING",
                      {id, area}) > 0)
    audit(call, "platform.user.area_given", users_table, id.text, area);
}

void take_area(const Call& call, const Id<Actor>& id, const Area& area) {
  if (call.tx.execute("DELETE FROM platform_user_area WHERE user_id = $1 AND area = $2",
                      {id, area}) > 0)
    audit(call, "platform.user.area_taken", users_table, id.text, area);
}

std::optional<User> find_user_named(Tx& tx, std::string_view name) {
  return find(tx, "name", user_name(name));
}

std::optional<Actor> actor_of(Tx& tx, const Id<Actor>& id, const RoleRights& roles, Day today) {
  const auto user = find(tx, "id", id.text);
  return user ? actor_from(*user, roles, today) : std::nullopt;
}

Actor the_program(std::string_view name) {
  Actor actor{.id = {"program"}, .name = std::string(name), .role = "program", .areas = {Area()}};
  for (const auto& [right, text] : right_names.words) actor.rights.add(right);
  return actor;
}

}  // namespace zhulian
