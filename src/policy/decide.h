// Determinations of many people at once: the tables by the columnar plan, the exclusions on top.
//
// One idea: people alike in what was asked are decided alike. The plan says in one pass who
// qualifies for how much; what is missing and what excludes is worked out once for each kind of
// person that occurs, and looked up for all others. A decision the plan cannot hold is decided by
// the interpreter, once a kind of person too, and is told in interpreted().
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "packs/policies.h"
#include "population/plan.h"

namespace zhulian::policy {

// What a policy says of a person, as it is kept. Compared by value when it is kept, by address
// within a Decider.
struct Verdict {
  packs::Outcome outcome = packs::Outcome::not_entitled;
  Fen month{};
  std::string missing{};      // Keys between commas.
  std::string excluded_by{};  // A fact.
  std::string mode{};
  bool operator==(const Verdict&) const = default;
};
Verdict verdict_of(const packs::Judged&);

// Who shares as many digits of their area's code as parameters and exclusions look at lives under
// the same rules.
class Grounds {
 public:
  explicit Grounds(const packs::Policies&);
  // The place whose rules hold for those who live here, by its code.
  std::string_view of(const Area& area) const {
    return std::string_view(area.code()).substr(0, digits_);
  }

 private:
  std::size_t digits_ = 0;
};

class Decider {
 public:
  // For people of an area on a day, with these columns. Errors: of population::compile().
  static Result<Decider> make(const packs::Policies&, const population::Schema&, const Area&, Day);

  // The policies in force, in the order of the packs.
  const std::vector<const packs::Policy*>& policies() const { return policies_; }
  // Decisions the plan could not take, and why.
  const std::vector<population::Refused>& interpreted() const { return interpreted_; }

  // `out`: a list a policy, an entry for each person from .. to-1; entries live as long as this.
  void decide(const population::Population&, std::size_t from, std::size_t to,
              std::vector<std::vector<const Verdict*>>& out);

 private:
  struct Way;  // One policy.
  const Verdict* judged(Way&, const population::Population&, std::size_t person);
  const Verdict* settled(Way&, const population::Population&, std::size_t person,
                         std::uint16_t code, const population::Answer&);

  const packs::Policies* all_ = nullptr;
  feel::Context constants_;
  std::vector<const packs::Policy*> policies_;
  std::vector<std::shared_ptr<Way>> ways_;
  std::vector<population::Refused> interpreted_;
};

}  // namespace zhulian::policy
