#include "packs/event_rules.h"

#include "feel/feel.h"
#include "packs/mention.h"

namespace zhulian::packs {
namespace {

template <class Rule, class Fits>
const Rule* nearest(const std::vector<Rule>& rules, const Area& area, Day day, Fits fits) {
  const Rule* best = nullptr;
  for (const Rule& each : rules) {
    if (!fits(each) || !each.area.contains(area) || day < each.from || each.until <= day) continue;
    const bool nearer = !best || each.area.code().size() > best->area.code().size();
    const bool later = best && each.area == best->area && each.from >= best->from;
    if (nearer || later) best = &each;
  }
  return best;
}

const feel::Schema& enrolment_schema() {
  static const feel::Schema schema{
      {"category", feel::Type(feel::Kind::number)},
      {"level", feel::Type(feel::Kind::number)},
      {"components", feel::Type::list_of(feel::Type(feel::Kind::number))},
      {"age", feel::Type(feel::Kind::number)},
      {"sex", feel::coded({"male", "female"})}};
  return schema;
}

const feel::Schema& ordinal_schema() {
  static const feel::Schema schema{{"year", feel::Type(feel::Kind::number)}};
  return schema;
}

feel::Value value_of(const std::optional<std::int64_t>& number) {
  return number ? feel::Value::number(*number) : feel::Value{};
}

feel::Context names_of_candidate(const Candidate& candidate) {
  feel::Context names;
  names.put("category", value_of(candidate.category));
  names.put("level", value_of(candidate.level));
  names.put("age", value_of(candidate.age));
  names.put("sex", candidate.sex ? feel::Value(*candidate.sex) : feel::Value{});
  feel::Value components;
  if (candidate.components) {
    feel::List list;
    for (const std::int64_t each : *candidate.components) list.push_back(feel::Value::number(each));
    components = feel::Value(std::move(list));
  }
  names.put("components", std::move(components));
  return names;
}

bool holds(const feel::Expression& when, const Candidate& candidate) {
  return feel::evaluate(when, names_of_candidate(candidate)).value.is_true();
}

// Whether some answer to what is not known makes the condition true. FEEL takes null for unlike
// everything, so a condition that speaks of it is false, not unknown: only trying tells.
bool could_hold(const feel::Expression& when, const Candidate& candidate) {
  const auto any_of = [&](auto member, const auto& values) {
    for (const auto& value : values) {
      Candidate tried = candidate;
      tried.*member = value;
      if (could_hold(when, tried)) return true;
    }
    return false;
  };
  const auto numbers = [](std::int64_t first, std::int64_t last) {
    std::vector<std::int64_t> all;
    for (std::int64_t n = first; n <= last; ++n) all.push_back(n);
    return all;
  };
  if (!candidate.category) return any_of(&Candidate::category, numbers(1, 7));
  if (!candidate.level) return any_of(&Candidate::level, numbers(1, 4));
  if (!candidate.components)
    return any_of(&Candidate::components,
                  std::vector<std::vector<std::int64_t>>{{}, numbers(1, 6)});
  if (!candidate.age) return any_of(&Candidate::age, numbers(0, 120));
  if (!candidate.sex) return any_of(&Candidate::sex, std::vector<std::string>{"male", "female"});
  return holds(when, candidate);
}

}  // namespace

const EventKind* EventRules::kind(std::string_view key, const Area& area, Day day) const {
  return nearest(kinds, area, day, [&](const EventKind& each) { return each.key == key; });
}

const EnrolmentRule* EventRules::enrolment(std::string_view site_kind, const Area& area,
                                           Day day) const {
  return nearest(enrolments, area, day,
                 [&](const EnrolmentRule& each) { return each.site_kind == site_kind; });
}

const CampaignRule* EventRules::campaign(std::string_view kind, const Area& area, Day day) const {
  return nearest(campaigns, area, day, [&](const CampaignRule& each) { return each.kind == kind; });
}

const WatchRule* EventRules::watch(std::string_view key, const Area& area, Day day) const {
  return nearest(watches, area, day, [&](const WatchRule& each) { return each.key == key; });
}

Eligibility eligible(const EnrolmentRule& rule, const Candidate& candidate) {
  const auto checked = feel::check(rule.when, enrolment_schema(), feel::Kind::boolean);
  const feel::Expression& when = checked->expression;
  Eligibility answer;
  if (holds(when, candidate)) {
    answer.verdict = true;
    return answer;
  }
  // Not true as far as is known: what is not known may still make it so, or cannot.
  if (!could_hold(when, candidate)) {
    answer.verdict = false;
    return answer;
  }
  const feel::Context names = names_of_candidate(candidate);
  for (const auto& [name, type] : enrolment_schema()) {
    // Components are part of one category only: who has another is not asked for them.
    if (name == "components" && candidate.category != 7) continue;
    if (mentions(rule.when, name) && names.find(name)->is_null()) answer.unknown.push_back(name);
  }
  return answer;
}

bool needs_consent(const ConsentRule& rule, const Candidate& candidate) {
  if (rule.purpose.empty()) return false;
  const auto checked = feel::check(rule.when, enrolment_schema(), feel::Kind::boolean);
  return could_hold(checked->expression, candidate);
}

std::optional<std::int64_t> ordinal_of(const Catalogue& catalogue, std::string_view kind,
                                       const Area& area, Day day) {
  const CampaignRule* rule = catalogue.events->campaign(kind, area, day);
  if (!rule) return std::nullopt;
  const auto checked = feel::check(rule->ordinal, ordinal_schema(), feel::Kind::number);
  feel::Context names;
  const std::chrono::year_month_day date{day};
  names.put("year", feel::Value::number(static_cast<int>(date.year())));
  const feel::Outcome outcome = feel::evaluate(checked->expression, names);
  const feel::Decimal* number = outcome.value.as_number();
  return number ? std::optional(static_cast<std::int64_t>(number->to_double())) : std::nullopt;
}

Result<void> check_enrolment(std::string_view when) {
  TRY(feel::check(when, enrolment_schema(), feel::Kind::boolean));
  return {};
}

Result<void> check_ordinal(std::string_view formula) {
  TRY(feel::check(formula, ordinal_schema(), feel::Kind::number));
  return {};
}

}  // namespace zhulian::packs
