#include "app/demo_facts.h"

#include "app/demo_random.h"

namespace zhulian::app::sample {
namespace {

constexpr int survey_days_ago = 40;
constexpr int child_until = 18;
constexpr int old_from = 80;
constexpr int severe_max = 2;

// Of a thousand.
constexpr std::int64_t asked = 850;
constexpr std::int64_t left_out = 40;  // Of each fact, among those who were asked.
constexpr std::int64_t on_margin = 60;
constexpr std::int64_t destitute = 25;
constexpr std::int64_t injured = 4;
constexpr std::int64_t orphaned = 15;
constexpr std::int64_t subsidised = 30;
constexpr std::int64_t severe_in_care = 880;
constexpr std::int64_t others_in_care = 90;

}  // namespace

Day survey_day(Day today) {
  return today - std::chrono::days{survey_days_ago};
}

registry::FoundOut found_out(const Neighbour& one, std::uint64_t seed) {
  registry::FoundOut found{.person = one.id, .area = one.area, .facts = {}};
  Random random(seed, "facts/" + one.id.text);
  if (!one.holds || one.cards.empty() || !random.per_mille(asked)) return found;
  const auto add = [&](const char* kind, bool is) {
    if (!random.per_mille(left_out)) found.facts.emplace_back(kind, is ? "yes" : "no");
  };
  const bool severe = one.cards.back().level <= severe_max;
  add("dibao", one.low_income);
  add("low_income_margin", !one.low_income && random.per_mille(on_margin));
  add("destitute_support", one.low_income && random.per_mille(destitute));
  add("injury_nursing_benefit", random.per_mille(injured));
  add("orphan_allowance", one.age < child_until && random.per_mille(orphaned));
  add("welfare_subsidy", one.age >= old_from && random.per_mille(subsidised));
  add("long_term_care", random.per_mille(severe ? severe_in_care : others_in_care));
  return found;
}

}  // namespace zhulian::app::sample
