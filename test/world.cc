#include "test/world.h"

#include <map>
#include <mutex>
#include <stdexcept>

#include <sys/stat.h>

#include "base/embedded.h"
#include "db/migrate.h"
#include "packs/load.h"
#include "packs/source.h"
#include "platform/users.h"
#include "registry/areas.h"

namespace zhulian::test {
namespace {

template <class T>
T must(Result<T> result, const char* what) {
  if (!result)
    throw std::runtime_error(std::string(what) + ": " + result.error().code + ' ' +
                             result.error().field);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

std::vector<Migration> shipped_migrations() {
  std::vector<Migration> steps;
  for (const EmbeddedFile& file : embedded()) {
    if (!file.path.starts_with("schema/")) continue;
    std::string name(file.path.substr(7, file.path.size() - 7 - 4));
    const int number = std::stoi(name.substr(0, 4));
    steps.push_back({.number = number, .name = std::move(name), .sql = std::string(file.content)});
  }
  return steps;
}

std::filesystem::path new_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "zhulian-world-XXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  return name;
}

Keyring new_key(const std::filesystem::path& folder) {
  must(Keyring::create(folder / "key"), "key");
  return must(Keyring::open(folder / "key"), "key");
}

std::optional<Rights> rights_of(std::string_view role) {
  const auto& roles = shipped_packs().roles;
  const auto found = roles.find(role);
  return found == roles.end() ? std::nullopt : std::optional(found->second.rights);
}

}  // namespace

const packs::Catalogue& shipped_packs(const std::string& place) {
  static std::mutex one_at_a_time;
  static std::map<std::string, packs::Catalogue> catalogues;
  const std::lock_guard guard(one_at_a_time);
  const auto known = catalogues.find(place);
  if (known != catalogues.end()) return known->second;
  std::vector<packs::Source> sources;
  for (const std::string& pack : {std::string("cn"), place})
    sources.push_back(must(packs::read_folder("packs/" + pack), pack.c_str()));
  return catalogues.emplace(place, must(packs::load(sources), "packs")).first->second;
}

const Home& home_in(const std::string& place) {
  static const std::map<std::string, Home> homes{
      {"huangzhou", {.district = "421102", .town = "421102001", .village = "421102001015"}},
      {"jimo", {.district = "370215", .town = "370215001", .village = "370215001002"}},
      {"pengjiang", {.district = "440703", .town = "440703002", .village = "440703002101"}}};
  return homes.at(place);
}

std::string citizen_id(std::string_view birth, int order) {
  std::string id = "421199";
  for (const char c : birth)
    if (c != '-') id += c;
  const std::string digits = std::to_string(order);
  id += std::string(3 - digits.size(), '0') + digits;
  return id + citizen_id_check(id);
}

World::World(const std::string& kind, const std::string& place)
    : home(home_in(place)),
      database(open_database(fresh_url(kind))),
      folder(new_folder()),
      keys(new_key(folder)),
      files(folder / "files", keys),
      deployment{shipped_packs(place), keys, files, shipped_packs(place).zone} {
  must(migrate(*database, shipped_migrations()), "migrate");
  program = the_program("test");
  must(database->write([&](Tx& tx) { return keys.bind(tx, now); }), "key");
  must(as(program, static_cast<Result<std::int64_t> (*)(const Call&)>(registry::load_areas)),
       "areas");

  const Area village = area(home.village);
  company = new_id<registry::Organisation>(now);
  must(as(program, registry::add_organisation,
          {.id = company,
           .kind = "company",
           .name = "\u660e\u5fb7\u7535\u5b50\u5382",
           .area = area(home.district),
           .contact = "",
           .strengths = ""}),
       "company");
  person = new_id<registry::Person>(now);
  const std::string id = citizen_id("1970-05-01", 1);
  must(as(program, registry::add_person,
          {.id = person,
           .name = "\u738b\u6653\u660e",
           .citizen_id = id,
           .area = village,
           .phone = "13800000001",
           .address = "\u60e0\u5eb7\u4f73\u82d1 3-201",
           .guardian = "",
           .household_kind = "resident",
           .certificate_number = id + "42",
           .issued_on = day("2020-03-01"),
           .expires_on = day("2030-02-28")}),
       "person");

  district = cast("district", "district", {area(home.district)});
  town = cast("town", "town", {area(home.town)});
  liaison = cast("liaison", "liaison", {village});
  claimant = cast("claimant", "claimant", {}, company);
  resident = cast("resident", "resident", {}, {}, person);
  auditor = cast("auditor", "auditor", {area(home.district)});
  stranger = cast("stranger", "district", {area(home.district == "440703" ? "421102" : "440703")});
}

World::~World() {
  database.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

Actor World::cast(const std::string& name, const std::string& role, std::vector<Area> areas,
                  std::optional<Id<registry::Organisation>> organisation,
                  std::optional<Id<registry::Person>> of_person) {
  const NewUser user{.id = new_id<Actor>(now),
                     .name = name,
                     .display_name = name,
                     .role = role,
                     .areas = std::move(areas),
                     .organisation = std::move(organisation),
                     .person = std::move(of_person)};
  return database->write([&](Tx& tx) {
    const Call call{tx, program, now, deployment};
    must(add_user(call, user, "no password", rights_of), name.c_str());
    return actor_of(tx, user.id, rights_of, call.today()).value();
  });
}

std::int64_t World::count(const std::string& sql) {
  const bool whole = sql.starts_with("SELECT");
  return database->read(
      [&](Tx& tx) { return tx.one(whole ? sql : "SELECT count(*) FROM " + sql)->integer(0); });
}

void World::run(const std::string& sql) {
  database->write([&](Tx& tx) { tx.execute(sql); });
}

}  // namespace zhulian::test
