#include "packs/policies.h"

#include <algorithm>

#include <fmt/format.h>

#include "feel/day.h"

namespace zhulian::packs {
namespace {

constexpr std::string_view day_name = "\u6838\u7b97\u65e5";  // The input that is the day.

// The nearest place decides, and of one place the latest row.
template <class Row>
bool is_nearer(const Row& row, const Row* best) {
  if (!best) return true;
  const auto depth = row.area.code().size();
  const auto known = best->area.code().size();
  return depth != known ? depth > known : row.from >= best->from;
}

feel::Value value_of(const dmn::ParameterRow& row) {
  if (row.value.empty()) return {};
  if (row.unit == "truth") return row.value == "true";
  if (row.unit == "text") return row.value;
  if (row.unit == "yuan") {
    const auto fen = parse_yuan(row.value);
    return fen ? feel::Value::number(fen->count) : feel::Value();
  }
  return feel::Value::maybe(feel::Decimal::parse(row.value));
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

std::string told(const Judged& judged) {
  std::string text{word(judged.outcome)};
  if (judged.outcome == Outcome::entitled) text += " " + yuan_text(judged.month);
  if (judged.by) text += " by " + judged.by->benefit + " " + std::string(word(judged.by->mode));
  if (!judged.missing.empty()) text += " missing " + joined(judged.missing);
  return text;
}

// Why one person of a case is not what the case says.
std::string disagreement_of(const GoldenCase& expected, const CaseGroup& group, const Judged& got) {
  const bool same =
      (!expected.outcome || *expected.outcome == got.outcome) &&
      (!group.month || (got.outcome == Outcome::entitled && *group.month == got.month)) &&
      (!expected.year || Fen{got.month.count * 12} == *expected.year) &&
      (expected.missing.empty() || expected.missing == got.missing) &&
      (expected.by.empty() || (got.by && got.by->benefit == expected.by)) &&
      (!expected.mode || (got.by && got.by->mode == *expected.mode));
  return same ? "" : told(got);
}

}  // namespace

const Policy* Policies::find(std::string_view id) const {
  const auto found = std::ranges::find(policies, id, &Policy::id);
  return found == policies.end() ? nullptr : &*found;
}

const dmn::ParameterRow* Policies::parameter(std::string_view key, const Area& area,
                                             Day day) const {
  const dmn::ParameterRow* best = nullptr;
  for (const dmn::ParameterRow& row : ground.parameters)
    if (row.key == key && row.area.contains(area) && row.from <= day && day < row.until &&
        is_nearer(row, best))
      best = &row;
  return best;
}

std::vector<std::string> Policies::parameter_keys() const {
  std::vector<std::string> keys;
  for (const dmn::ParameterRow& row : ground.parameters)
    if (std::ranges::find(keys, row.key) == keys.end()) keys.push_back(row.key);
  return keys;
}

std::vector<const Exclusion*> Policies::excluding(std::string_view policy, const Area& area,
                                                  Day day) const {
  std::vector<const Exclusion*> nearest;  // One a benefit.
  for (const Exclusion& row : exclusions) {
    if (row.subsidy != policy || !row.area.contains(area) || day < row.from || row.until <= day)
      continue;
    const auto known = std::ranges::find(nearest, row.benefit, &Exclusion::benefit);
    if (known == nearest.end())
      nearest.push_back(&row);
    else if (is_nearer(row, *known))
      *known = &row;
  }
  std::erase_if(nearest, [](const Exclusion* row) { return row->mode == ExclusionMode::allow; });
  return nearest;
}

feel::Context constants(const Policies& policies, const Area& area, Day day) {
  feel::Context parameters;
  for (const std::string& key : policies.parameter_keys()) {
    const dmn::ParameterRow* row = policies.parameter(key, area, day);
    parameters.put(key, row ? value_of(*row) : feel::Value());
  }
  feel::Context all;
  all.put(std::string(dmn::parameters_name), feel::Value(std::move(parameters)));
  all.put(std::string(day_name), feel::day_value(day));
  return all;
}

feel::Context inputs_of(const Facts& facts, const feel::Context& constants) {
  std::map<std::string, feel::Context> nested;
  feel::Context all = constants;
  for (const auto& [key, value] : facts) {
    const auto dot = key.find('.');
    if (dot == std::string::npos)
      all.put(key, value);
    else
      nested[key.substr(0, dot)].put(key.substr(dot + 1), value);
  }
  for (auto& [name, context] : nested) all.put(name, feel::Value(std::move(context)));
  return all;
}

Tabled tabled(const dmn::Determination& determined) {
  Tabled table{.to_verify = determined.to_verify,
               .rule = determined.fired.empty() ? 0 : determined.fired.front(),
               .missing = determined.missing};
  const feel::Decimal* amount = determined.value.as_number();
  const auto fen = amount ? amount->to_int64() : std::nullopt;
  // A table that answers nothing, or no amount, has decided nothing.
  if (!table.to_verify && (!fen || *fen < 0)) table.to_verify = true;
  if (!table.to_verify) table.fen = *fen;
  return table;
}

Result<Judged> judge(const Policies& policies, const Policy& policy, const Area& area, Day day,
                     const Facts& facts) {
  const auto model = policies.models.find(policy.model);
  if (model == policies.models.end() || !policy.holds_on(day))
    return Judged{.outcome = Outcome::not_entitled};
  const feel::Context inputs = inputs_of(facts, constants(policies, area, day));
  const auto determined =
      TRY(dmn::determine(model->second, policy.decision, inputs, policies.means_none));
  return settle(tabled(determined), policies.excluding(policy.id, area, day),
                [&](const std::string& benefit) -> std::optional<bool> {
                  const auto known = facts.find(benefit);
                  if (known == facts.end() || !known->second.as_boolean()) return std::nullopt;
                  return *known->second.as_boolean();
                });
}

std::string disagreement(const Policies& policies, const GoldenCase& expected) {
  const Policy* policy = policies.find(expected.policy);
  if (!policy) return "no policy " + expected.policy;
  std::int64_t heads = 0;
  std::int64_t total = 0;
  for (const CaseGroup& group : expected.groups) {
    const auto got = judge(policies, *policy, expected.area, expected.as_of, group.facts);
    if (!got) return got.error().code;
    if (std::string other = disagreement_of(expected, group, *got); !other.empty()) return other;
    if (got->outcome != Outcome::entitled) continue;
    heads += group.heads;
    total += group.heads * got->month.count * expected.months;
  }
  if (expected.heads && *expected.heads != heads) return fmt::format("{} heads", heads);
  if (expected.total && expected.total->count != total) return yuan_text({total});
  return {};
}

std::optional<Fen> parse_yuan(std::string_view text) {
  const auto dot = text.find('.');
  const std::string_view whole = text.substr(0, dot);
  const std::string_view part = dot == std::string_view::npos ? "" : text.substr(dot + 1);
  const auto digits = [](std::string_view s) {
    return std::ranges::all_of(s, [](char c) { return c >= '0' && c <= '9'; });
  };
  if (whole.empty() || whole.size() > 12 || part.size() > 2 || !digits(whole) || !digits(part) ||
      (dot != std::string_view::npos && part.empty()))
    return std::nullopt;
  std::int64_t fen = 0;
  for (const char c : whole) fen = fen * 10 + (c - '0');
  for (std::size_t i = 0; i < 2; ++i) fen = fen * 10 + (i < part.size() ? part[i] - '0' : 0);
  return Fen{fen};
}

std::string yuan_text(Fen fen) {
  return fmt::format("{}.{:02}", fen.count / 100, fen.count % 100);
}

}  // namespace zhulian::packs
