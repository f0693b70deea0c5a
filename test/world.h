// The world of the tests: a migrated database, the packs cn and huangzhou (or another place) as
// they are shipped, a key, a fixed morning, and a small cast whose names say what they may do.
//
//   class Needs : public test::InBothWorlds {};
//   ON_BOTH_DATABASES(Needs);
//   TEST_P(Needs, ..) { auto page = as(world().town, find_people, {.q = "wang"}); }
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "packs/catalogue.h"
#include "platform/files.h"
#include "platform/keys.h"
#include "registry/registry.h"
#include "test/databases.h"

namespace zhulian::test {

inline Area area(std::string_view code) {
  return Area::parse(code).value();
}
inline Day day(std::string_view iso) {
  return parse_day(iso).value();
}

// The packs as shipped, cn and one place; each read once for the whole test program.
const packs::Catalogue& shipped_packs(const std::string& place = "huangzhou");

// Where the cast is at home: codes of areas of the place's pack.
struct Home {
  std::string district;
  std::string town;
  std::string village;
};
const Home& home_in(const std::string& place);  // huangzhou, jimo, pengjiang.

// A citizen id of county 99, which exists nowhere, with its check character: `order` odd is male.
std::string citizen_id(std::string_view birth, int order = 1);

class World {
 public:
  // `kind`: "sqlite" or "postgresql".
  explicit World(const std::string& kind, const std::string& place = "huangzhou");
  ~World();
  World(const World&) = delete;

  Database& db() { return *database; }

  // Runs operation(call, input) as `actor` in its own write transaction.
  template <class Out, class In>
  Result<Out> as(const Actor& actor, Result<Out> (*operation)(const Call&, const In&),
                 const std::type_identity_t<In>& input) {
    return database->write(
        [&](Tx& tx) { return operation(Call{tx, actor, now, deployment}, input); });
  }
  template <class Out>
  Result<Out> as(const Actor& actor, Result<Out> (*operation)(const Call&)) {
    return database->write([&](Tx& tx) { return operation(Call{tx, actor, now, deployment}); });
  }
  // Anything else that wants a call: work(const Call&).
  template <class F>
  auto within(const Actor& actor, F&& work) {
    return database->write([&](Tx& tx) { return work(Call{tx, actor, now, deployment}); });
  }

  std::int64_t count(const std::string& sql);  // "SELECT count(*) FROM .." or what stands behind.
  void run(const std::string& sql);

  const Home& home;
  std::unique_ptr<Database> database;
  std::filesystem::path folder;
  Keyring keys;
  Files files;
  Deployment deployment;
  Instant now = parse_instant("2026-11-05T01:00:00Z").value();  // 09:00 in China.

  // The cast. Its users stand in the database; the password of all of them is no password.
  Actor district;  // At home in Huangzhou: 421102.
  Actor town;      // Chibi street, 421102001.
  Actor liaison;   // Huimin community, 421102001015.
  Actor claimant;  // Of `company`.
  Actor resident;  // Is `person`.
  Actor auditor;   // Of the district.
  Actor stranger;  // A district federation elsewhere.
  Actor program;   // What acts when nobody asked.

  Id<registry::Organisation> company;
  Id<registry::Person> person;  // In the village, category 4 level 2, certificate of 2020.

 private:
  Actor cast(const std::string& name, const std::string& role, std::vector<Area> areas,
             std::optional<Id<registry::Organisation>> organisation = {},
             std::optional<Id<registry::Person>> person = {});
};

class InBothWorlds : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override { world_ = std::make_unique<World>(GetParam()); }
  World& world() { return *world_; }
  bool on_sqlite() const { return GetParam() == "sqlite"; }
  template <class... A>
  auto as(A&&... a) {
    return world_->as(std::forward<A>(a)...);
  }
  // For inputs written as {.q = "wang"}.
  template <class Out, class In>
  Result<Out> as(const Actor& actor, Result<Out> (*operation)(const Call&, const In&),
                 const std::type_identity_t<In>& input) {
    return world_->as(actor, operation, input);
  }

 private:
  std::unique_ptr<World> world_;
};

}  // namespace zhulian::test
