// What the codes of a plan mean: values, amounts in fen, and what each rule grants; and compile().
#include <algorithm>
#include <cstdlib>

#include "population/compiler.h"
#include "population/interpret.h"

namespace zhulian::population {

using feel::Value;

Result<void> Compiler::answer_collect(const Asked& asked, AskedPlan& plan) {
  const TablePlan& table = out_.tables[static_cast<std::size_t>(plan.table)];
  const bool counts = table.aggregation == dmn::Aggregation::count;
  plan.answers = {
      {.outcome = Outcome::decided}, {.outcome = Outcome::none}, {.outcome = Outcome::to_verify}};
  if (counts) plan.answers[1] = {.outcome = Outcome::decided, .value = Value::number(0)};
  if (table.otherwise && !counts)
    plan.answers[1] = {.outcome = Outcome::decided, .value = coerced(table, *table.otherwise)};
  plan.amounts = {0, 0, 0};
  if (plan.answers[1].value.as_number()) {
    const auto fen = amount_of(asked, plan.answers[1].value);
    if (!fen) return refuse("population.refused.amount", table.source->at);
    plan.answers[1].fen = plan.amounts[1] = *fen;
  }
  if (table.aggregation == dmn::Aggregation::none) return {};
  if (std::ranges::any_of(table.coerced, [](const auto& type) { return type.allowed != nullptr; }))
    return refuse("population.refused.allowed_values", table.source->at);
  if (table.source->outputs.size() != 1)
    return refuse("population.refused.output", table.source->at);
  std::vector<std::int64_t> numbers;
  std::int64_t total = 0;
  for (const Value& output : table.outputs) {
    if (counts) {
      numbers.push_back(asked.fen);
    } else if (output.is_unknown()) {
      numbers.push_back(0);
    } else {
      const auto fen = output.as_number() ? amount_of(asked, output) : std::nullopt;
      if (!fen) return refuse("population.refused.amount", table.source->at);
      numbers.push_back(*fen);
    }
    total += std::abs(numbers.back());
  }
  if (total > INT32_MAX) return refuse("population.refused.amount", table.source->at);
  plan.sums.resize(static_cast<std::size_t>(table.planes) * 256);
  for (std::size_t p = 0; p < static_cast<std::size_t>(table.planes); ++p) {
    for (std::size_t byte = 1; byte < 256; ++byte) {
      std::int64_t sum = 0;
      bool any = false;
      for (std::size_t k = 0; k < 8 && 8 * p + k < numbers.size(); ++k) {
        if (!(byte >> k & 1)) continue;
        const std::int64_t own = numbers[8 * p + k];
        if (table.aggregation == dmn::Aggregation::min) {
          sum = any ? std::min(sum, own) : own;
        } else if (table.aggregation == dmn::Aggregation::max) {
          sum = any ? std::max(sum, own) : own;
        } else {
          sum += own;
        }
        any = true;
      }
      plan.sums[p * 256 + byte] = sum;
    }
  }
  return {};
}

Result<void> Compiler::answer_table(const Asked& asked, AskedPlan& plan) {
  TablePlan& table = out_.tables[static_cast<std::size_t>(plan.table)];
  if (table.mode == TablePlan::Mode::collect) {
    TRY(answer_collect(asked, plan));
  } else {
    const auto decided = [&](const Value& value, int row) -> Result<Answer> {
      if (holds_unknown(value)) return Answer{.outcome = Outcome::to_verify, .row = row};
      const auto fen = amount_of(asked, value);
      if (!fen) return refuse("population.refused.amount", table.source->at);
      return Answer{.outcome = Outcome::decided, .value = value, .row = row, .fen = *fen};
    };
    for (std::size_t bit = 0; bit < table.outputs.size(); ++bit)
      plan.answers.push_back(
          TRY(decided(coerced(table, table.outputs[bit]), table.row_of_bit[bit])));
    Answer none{.outcome = Outcome::none};
    if (table.otherwise) none = TRY(decided(coerced(table, *table.otherwise), 0));
    if (none.value.is_null() && none.outcome == Outcome::decided) none.outcome = Outcome::none;
    plan.answers.push_back(std::move(none));
    for (const int row : table.row_of_bit)
      plan.answers.push_back({.outcome = Outcome::to_verify, .row = row});
    plan.answers.push_back({.outcome = Outcome::conflict});
    for (const Answer& answer : plan.answers) plan.amounts.push_back(answer.fen);
  }
  // Which rules give something: with an amount, else "true", else all.
  std::vector<std::uint8_t> granting(static_cast<std::size_t>(table.planes));
  bool some = false;
  for (const bool truths : {false, true}) {
    for (int bit = 0; bit < table.bits && !(truths && some); ++bit) {
      const Value& output = table.outputs[static_cast<std::size_t>(bit)];
      const auto fen = amount_of(asked, output);
      if (truths ? output.is_true() || output.is_unknown() : fen.value_or(1) != 0)
        granting[static_cast<std::size_t>(bit / 8)] |= static_cast<std::uint8_t>(1 << bit % 8);
    }
    some = std::ranges::any_of(granting, [](std::uint8_t plane) { return plane != 0; });
    if (some) break;
  }
  if (some) table.granting = granting;
  std::vector<std::uint8_t> left = table.granting;
  for (const TablePlan::Constant& constant : table.constants) {
    bool any = false;
    for (std::size_t p = 0; p < left.size(); ++p) any |= (left[p] &= constant.possible[p]) != 0;
    if (!any && table.excluded_base == 255)
      table.excluded_base = static_cast<std::uint8_t>(constant.number);
  }
  return {};
}

Result<AskedPlan> Compiler::ask(const Asked& asked) {
  const auto element = rules_.find(dmn::Resolved::Kind::decision, asked.decision);
  AskedPlan plan{.compiled = true};
  const dmn::Resolved& of = rules_.elements[static_cast<std::size_t>(*element)];
  element_ = *element;
  if (of.table) {
    plan.table = TRY(table(*element));
    TRY(answer_table(asked, plan));
    return plan;
  }
  const Term term = TRY(decision(*element));
  std::vector<Value> states;
  if (const Finite* finite = term.finite()) {
    if (finite->shorts) return refuse("population.refused.too_many_values", of.at);
    plan.classes = finite->at;
    states = finite->states;
  } else {
    states.push_back(term.fixed()->value);
  }
  for (const Value& value : states) {
    const auto fen = amount_of(asked, value);
    if (!fen) return refuse("population.refused.amount", of.at);
    Answer answer{.outcome = Outcome::decided, .value = value, .fen = *fen};
    if (holds_unknown(value)) {
      answer = {.outcome = Outcome::to_verify};
    } else if (value.is_null()) {
      answer.outcome = Outcome::none;
    }
    plan.amounts.push_back(answer.fen);
    plan.answers.push_back(std::move(answer));
  }
  return plan;
}

// ------------------------------------------------------------------- compile

Result<Plan> compile(const dmn::Rules& rules, std::vector<Asked> asked, Schema schema,
                     feel::Context constants) {
  auto inside = std::make_shared<Plan::Inside>();
  inside->schema = std::move(schema);
  inside->constants = std::move(constants);
  inside->asked = std::move(asked);
  for (const Asked& one : inside->asked) {
    if (!rules.inside().find(dmn::Resolved::Kind::decision, one.decision))
      return fail(Fault::not_found, "population.decision.unknown", {}, {{"name", one.decision}});
  }
  Compiler compiler(rules, inside->schema, inside->constants, *inside);
  for (const Asked& one : inside->asked) {
    Compiler trial = compiler;  // What a refused decision leaves is forgotten with it.
    const std::size_t steps = inside->steps.size(), tables = inside->tables.size();
    auto plan = trial.ask(one);
    if (plan) {
      compiler.take(std::move(trial));
      inside->answers.push_back(*std::move(plan));
      continue;
    }
    inside->steps.erase(inside->steps.begin() + static_cast<std::ptrdiff_t>(steps),
                        inside->steps.end());
    inside->tables.erase(inside->tables.begin() + static_cast<std::ptrdiff_t>(tables),
                         inside->tables.end());
    inside->answers.emplace_back();
    inside->refused.push_back({.decision = one.decision,
                               .place = trial.place(),
                               .code = plan.error().code,
                               .arguments = plan.error().arguments});
  }
  inside->interpreted =
      std::make_shared<Interpreted>(rules, inside->asked, inside->schema, inside->constants);
  return Plan(std::move(inside));
}

}  // namespace zhulian::population
