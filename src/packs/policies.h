// Policies of the packs: who is entitled to what, as tables an officer can read, with amounts by
// area and time, what excludes what, and golden cases. Kept apart from catalogue.h, so that only
// who decides depends on it.
//
// One idea: the tables say who qualifies; what differs from place to place and from year to year
// are parameters, resolved for an area and a day before anybody is decided; exclusions are solved
// after the tables. What is not known stays unknown all the way.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "dmn/determine.h"
#include "dmn/dmn.h"
#include "dmn/ground.h"
#include "packs/catalogue.h"

namespace zhulian::packs {

// What somebody may be entitled to, month by month.
struct Policy {
  std::string id;  // "living_subsidy"
  Text name;
  Text about;            // In a sentence, for those it is for.
  std::string model;     // The file below policies/.
  std::string decision;  // Answers fen a month; 0 is not entitled.
  Day from;
  Day until;
  std::string document;
  std::string place{};  // File and line, for faults.
  bool holds_on(Day day) const { return from <= day && day < until; }
};

// What drawing another benefit does to a subsidy.
enum class ExclusionMode {
  block,        // Not both.
  take_higher,  // The higher of the two.
  allow,        // Both.
};
constexpr Names<ExclusionMode, 3> exclusion_mode_names{{{
    {ExclusionMode::block, "block"},
    {ExclusionMode::take_higher, "take_higher"},
    {ExclusionMode::allow, "allow"},
}}};
constexpr const auto& names_of(ExclusionMode) {
  return exclusion_mode_names;
}

struct Exclusion {
  std::string benefit;  // The key of a fact: whether somebody draws it.
  std::string subsidy;  // The id of a policy.
  Area area;            // And inside it, where no nearer row speaks of the two.
  Day from;
  Day until;
  ExclusionMode mode;
  std::string document;
  std::string place{};
};

enum class Outcome { entitled, not_entitled, excluded, to_verify };
constexpr Names<Outcome, 4> outcome_names{{{
    {Outcome::entitled, "entitled"},
    {Outcome::not_entitled, "not_entitled"},
    {Outcome::excluded, "excluded"},
    {Outcome::to_verify, "to_verify"},
}}};
constexpr const auto& names_of(Outcome) {
  return outcome_names;
}

// Facts by their keys; what is absent or null is not known (or none: dmn::Fact::means_none).
using Facts = std::map<std::string, feel::Value, std::less<>>;

// So many people of one kind.
struct CaseGroup {
  std::int64_t heads = 1;
  Facts facts{};
  std::optional<Fen> month{};  // What each is to come to.
};

// What a policy must come to, with where that was published.
struct GoldenCase {
  std::string name;
  std::string policy;
  Day as_of;
  Area area;
  std::vector<CaseGroup> groups;  // One person, or groups whose sum was published.
  std::int64_t months = 1;
  std::optional<Outcome> outcome{};
  std::optional<Fen> year{};
  std::vector<std::string> missing{};
  std::string by{};
  std::optional<ExclusionMode> mode{};
  std::optional<std::int64_t> heads{};  // Entitled, of all groups.
  std::optional<Fen> total{};           // Of all groups and months.
  std::string source;                   // A document.
  std::string place{};
};

struct Policies {
  dmn::Ground ground{};                                     // Facts and parameters.
  std::map<std::string, dmn::Rules, std::less<>> models{};  // By file name.
  std::vector<Policy> policies{};
  std::vector<Exclusion> exclusions{};
  std::vector<GoldenCase> cases{};
  std::map<std::string, std::string, std::less<>> words{};  // Chinese of the models -> English.
  std::map<std::string, Text, std::less<>> documents{};     // Those rows name.
  dmn::MeansNone means_none{};

  const Policy* find(std::string_view id) const;
  // The row of a parameter that holds for an area on a day: of the area or its nearest ancestor
  // that says anything of that day. A row without a value says that it is known to be unknown.
  const dmn::ParameterRow* parameter(std::string_view key, const Area&, Day) const;
  // Parameter keys, each once, in the order of the files.
  std::vector<std::string> parameter_keys() const;
  // What excludes a subsidy there on that day, `allow` left out; in the order of the files.
  std::vector<const Exclusion*> excluding(std::string_view policy, const Area&, Day) const;
};

// What is equal for everybody of an area on a day: the parameters (null where no rate is known)
// and the day.
feel::Context constants(const Policies&, const Area&, Day);

struct Judged {
  Outcome outcome = Outcome::to_verify;
  Fen month{};                         // Entitled; with take_higher what the table would give.
  std::vector<std::string> missing{};  // To verify: facts, and parameters as they are written.
  const Exclusion* by = nullptr;
  int rule = 0;  // 1-based row of the policy's table; 0 when none decided.
};

// What the table came to, before exclusions: an amount, or what is missing.
struct Tabled {
  bool to_verify = false;
  std::int64_t fen = 0;
  int rule = 0;
  std::vector<std::string> missing{};
};
Tabled tabled(const dmn::Determination&);

// The exclusions on top. `known(key)`: whether the benefit is drawn; empty where nobody knows.
template <class F>
Judged settle(Tabled table, const std::vector<const Exclusion*>& exclusions, F known) {
  Judged judged{.outcome = table.to_verify ? Outcome::to_verify
                           : table.fen > 0 ? Outcome::entitled
                                           : Outcome::not_entitled,
                .month = {table.fen},
                .missing = std::move(table.missing),
                .rule = table.rule};
  if (judged.outcome == Outcome::not_entitled) return judged;
  const Exclusion* higher = nullptr;
  std::vector<std::string> unknown;
  for (const Exclusion* each : exclusions) {
    const std::optional<bool> draws = known(each->benefit);
    if (!draws) unknown.push_back(each->benefit);
    if (!draws.value_or(false)) continue;
    if (each->mode == ExclusionMode::block) {
      judged.by = each;
      break;
    }
    if (!higher) higher = each;
  }
  if (!judged.by && judged.outcome == Outcome::entitled && unknown.empty()) judged.by = higher;
  if (judged.by) {
    judged.outcome = Outcome::excluded;
    judged.missing.clear();
    if (judged.by->mode == ExclusionMode::block) judged.month = {};
    return judged;
  }
  if (unknown.empty()) return judged;
  judged.outcome = Outcome::to_verify;
  judged.month = {};
  judged.missing.insert(judged.missing.end(), unknown.begin(), unknown.end());
  return judged;
}

// One person, by the interpreter.
Result<Judged> judge(const Policies&, const Policy&, const Area&, Day, const Facts&);

// What a golden case comes to instead; "" when it comes to what it expects.
std::string disagreement(const Policies&, const GoldenCase&);

// Facts and what is equal for all, as the models read them.
feel::Context inputs_of(const Facts&, const feel::Context& constants);

// "157.5" -> 15750 fen; nullopt for anything but yuan with at most two decimals.
std::optional<Fen> parse_yuan(std::string_view text);
std::string yuan_text(Fen);  // "157.50"

}  // namespace zhulian::packs
