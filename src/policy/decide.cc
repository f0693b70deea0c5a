#include "policy/decide.h"

#include <algorithm>

namespace zhulian::policy {
namespace {

std::string joined(const std::vector<std::string>& keys) {
  std::string all;
  for (const std::string& key : keys) all += (all.empty() ? "" : ",") + key;
  return all;
}

// What a person's entry in a column is, as bytes.
void append_entry(std::string& key, const population::Population& people, std::size_t column,
                  std::size_t person) {
  std::size_t size = 1;
  switch (population::width_of(people.schema()[column])) {
    case population::Width::bytes:
      break;
    case population::Width::shorts:
      size = 2;
      break;
    case population::Width::ints:
      size = 4;
      break;
    case population::Width::longs:
      size = 8;
      break;
  }
  key.append(reinterpret_cast<const char*>(people.raw(static_cast<int>(column))) + person * size,
             size);
}

packs::Facts facts_of(const population::Population& people, std::size_t person) {
  packs::Facts facts;
  for (std::size_t c = 0; c < people.schema().size(); ++c)
    facts[people.schema()[c].path] = people.value(static_cast<int>(c), person);
  return facts;
}

}  // namespace

Verdict verdict_of(const packs::Judged& judged) {
  Verdict verdict{.outcome = judged.outcome, .month = judged.month};
  if (judged.outcome == packs::Outcome::to_verify) verdict.missing = joined(judged.missing);
  if (judged.by) {
    verdict.excluded_by = judged.by->benefit;
    verdict.mode = word(judged.by->mode);
  }
  return verdict;
}

Grounds::Grounds(const packs::Policies& policies) {
  for (const dmn::ParameterRow& row : policies.ground.parameters)
    digits_ = std::max(digits_, row.area.code().size());
  for (const packs::Exclusion& row : policies.exclusions)
    digits_ = std::max(digits_, row.area.code().size());
}

struct Decider::Way {
  const packs::Policy* policy = nullptr;
  const dmn::Rules* rules = nullptr;
  std::optional<population::Plan> plan{};
  bool compiled = false;
  std::vector<const packs::Exclusion*> exclusions{};
  std::vector<std::size_t> benefits{};  // Their columns.
  std::unordered_map<std::string, Verdict> kinds{};
  std::vector<population::Answer> answers{};  // By the plan's code.
  std::string key{};                          // Made anew for each person.
};

Result<Decider> Decider::make(const packs::Policies& policies, const population::Schema& schema,
                              const Area& area, Day day) {
  Decider made;
  made.all_ = &policies;
  made.constants_ = packs::constants(policies, area, day);
  for (const packs::Policy& policy : policies.policies) {
    if (!policy.holds_on(day)) continue;
    auto way = std::make_shared<Way>();
    way->policy = &policy;
    way->rules = &policies.models.find(policy.model)->second;
    way->exclusions = policies.excluding(policy.id, area, day);
    for (const packs::Exclusion* row : way->exclusions)
      way->benefits.push_back(
          static_cast<std::size_t>(population::find_column(schema, row->benefit)));
    // The tables answer fen as they are.
    way->plan = TRY(population::compile(*way->rules, {{.decision = policy.decision, .fen = 1}},
                                        schema, made.constants_));
    way->compiled = way->plan->compiled(0);
    for (const population::Refused& refused : way->plan->refused())
      made.interpreted_.push_back(refused);
    for (std::size_t code = 0; way->compiled && code < way->plan->codes(0); ++code)
      way->answers.push_back(way->plan->answer(0, static_cast<std::uint16_t>(code)));
    made.policies_.push_back(&policy);
    made.ways_.push_back(std::move(way));
  }
  return made;
}

const Verdict* Decider::judged(Way& way, const population::Population& people, std::size_t person) {
  way.key.assign(1, 'j');
  for (std::size_t c = 0; c < people.schema().size(); ++c) append_entry(way.key, people, c, person);
  const auto known = way.kinds.find(way.key);
  if (known != way.kinds.end()) return &known->second;
  const packs::Facts facts = facts_of(people, person);
  const auto determined = dmn::determine(*way.rules, way.policy->decision,
                                         packs::inputs_of(facts, constants_), all_->means_none);
  packs::Tabled table{.to_verify = true};
  if (determined) table = packs::tabled(*determined);
  const packs::Judged judged = packs::settle(
      std::move(table), way.exclusions, [&](const std::string& benefit) -> std::optional<bool> {
        const auto found = facts.find(benefit);
        if (found == facts.end() || !found->second.as_boolean()) return std::nullopt;
        return *found->second.as_boolean();
      });
  return &way.kinds.emplace(way.key, verdict_of(judged)).first->second;
}

const Verdict* Decider::settled(Way& way, const population::Population& people, std::size_t person,
                                std::uint16_t code, const population::Answer& answer) {
  way.key.assign(1, 's');
  way.key.append(reinterpret_cast<const char*>(&code), sizeof code);
  for (const std::size_t column : way.benefits) append_entry(way.key, people, column, person);
  const auto known = way.kinds.find(way.key);
  if (known != way.kinds.end()) return &known->second;
  const packs::Judged judged =
      packs::settle({.fen = answer.fen, .rule = answer.row}, way.exclusions,
                    [&](const std::string& benefit) -> std::optional<bool> {
                      const int column = population::find_column(people.schema(), benefit);
                      const feel::Value value = people.value(column, person);
                      return value.as_boolean() ? std::optional(*value.as_boolean()) : std::nullopt;
                    });
  return &way.kinds.emplace(way.key, verdict_of(judged)).first->second;
}

void Decider::decide(const population::Population& people, std::size_t from, std::size_t to,
                     std::vector<std::vector<const Verdict*>>& out) {
  static const Verdict not_entitled{};
  out.assign(ways_.size(), {});
  for (std::size_t w = 0; w < ways_.size(); ++w) {
    Way& way = *ways_[w];
    out[w].reserve(to - from);
    if (!way.compiled) {
      for (std::size_t i = from; i < to; ++i) out[w].push_back(judged(way, people, i));
      continue;
    }
    auto sheets = way.plan->sheets(people.persons(), {.fen = true});
    way.plan->decide(people, from, to, sheets);
    const population::Sheet& sheet = sheets.front();
    for (std::size_t i = from; i < to; ++i) {
      const std::uint16_t code = sheet.code[i];
      const population::Answer& answer = way.answers[code];
      if (answer.outcome != population::Outcome::decided)
        out[w].push_back(judged(way, people, i));
      else if (answer.fen <= 0)
        out[w].push_back(&not_entitled);
      else
        out[w].push_back(settled(way, people, i, code, answer));
    }
  }
}

}  // namespace zhulian::policy
