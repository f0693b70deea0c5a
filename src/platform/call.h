// A Call says who is acting, when, and inside which transaction. Every operation takes one
// first; there is no other ambient state.
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <vector>

#include "base/area.h"
#include "base/id.h"
#include "db/db.h"
#include "platform/rights.h"

namespace zhulian {

namespace packs {
struct Catalogue;
}
namespace registry {
struct Person;
struct Organisation;
}  // namespace registry

class Keyring;
class Files;

// Who is acting. Rights come from the role, which is pack data; areas and relations bound
// where they hold. A resident is bound to a person, a claimant to an organisation: for them
// the relation, not the area, is the limit.
struct Actor {
  Id<Actor> id{};
  std::string name{};  // As shown: "Zhang, town federation".
  std::string role{};  // A key of roles.yaml; empty for a visitor who is not signed in.
  Rights rights{};
  std::vector<Area> areas{};  // Empty: no area at all, unlike the area "" (the country).
  std::optional<Id<registry::Organisation>> organisation{};
  std::optional<Id<registry::Person>> person{};

  bool may(Right right) const { return rights.test(right); }
  bool is_signed_in() const { return !id.empty(); }
};

// What is the same for every call of a running program.
struct Deployment {
  const packs::Catalogue& packs;
  const Keyring& keys;
  const Files& files;
  std::chrono::minutes zone;  // Of the law's days: +08:00 in China, from the pack.
};

struct Call {
  Tx& tx;
  const Actor& actor;
  Instant now;
  const Deployment& deployment;

  Day today() const { return day_at(now, deployment.zone); }
};

// A condition on a column that holds an area code, to stand inside a WHERE: true for the rows
// in the actor's areas. `text` uses placeholders from $next on; `values` are theirs.
//   "(p.area BETWEEN $3 AND $4 OR p.area BETWEEN $5 AND $6)"
struct Condition {
  std::string text;
  Values values;
};
Condition within_areas(const Actor&, std::string_view column, int next);
Condition within(const Area&, std::string_view column, int next);

bool reaches(const Actor&, const Area&);  // The area lies in one of the actor's.

}  // namespace zhulian
