// Gaps, overlaps, unreachable and subsumed rows of one table, by its hit policy.
#include <algorithm>
#include <array>
#include <numeric>

#include "dmn/check_inside.h"
#include "feel/check.h"

namespace zhulian::dmn {
namespace {

using feel::Kind;
using feel::Value;

// What a row answers, as far as it is constant.
struct Answer {
  std::vector<std::optional<Value>> values;
};

class TableCheck {
 public:
  TableCheck(Judging& judging, const Table& table, const feel::Schema& schema)
      : judging_(judging),
        table_(table),
        schema_(schema),
        allowance_{.left = judging.limits.steps_a_table} {}

  void run() {
    outputs();
    if (table_.rules.empty()) return;
    const auto sheet = sheet_of(judging_, table_, schema_, allowance_);
    if (!sheet) return too_large();
    sheet_ = &*sheet;
    ranks();
    never();
    if (!gaps() || !unreachable() || !overlaps() || !subsumed()) too_large();
    tell_the_rest();
  }

 private:
  bool only_one() const {
    return table_.hit_policy == HitPolicy::unique || table_.hit_policy == HitPolicy::first ||
           table_.hit_policy == HitPolicy::priority || table_.hit_policy == HitPolicy::any;
  }
  bool judged(std::size_t row) const { return sheet_->judged[row]; }
  bool dead(std::size_t row) const { return sheet_->boxes.is_empty(row); }

  void add(Wrong wrong, Weight weight, std::string code, int row, int column,
           std::vector<Argument> arguments = {}, std::vector<int> rows = {},
           std::vector<Trait> person = {}) {
    std::size_t& count = counts_[static_cast<std::size_t>(wrong)];
    if (++count > judging_.limits.findings_a_table) return;
    const feel::Position at =
        row > 0 ? table_.rules[static_cast<std::size_t>(row - 1)].at : table_.at;
    judging_.add({.wrong = wrong,
                  .weight = weight,
                  .place = judging_.place(table_.element, row, column, at),
                  .code = std::move(code),
                  .arguments = std::move(arguments),
                  .rows = std::move(rows),
                  .person = std::move(person)});
  }

  void tell_the_rest() {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      const std::size_t most = judging_.limits.findings_a_table;
      if (counts_[i] <= most) continue;
      judging_.add({.wrong = static_cast<Wrong>(i),
                    .place = judging_.place(table_.element, 0, 0, table_.at),
                    .code = "dmn.check.more",
                    .arguments = {{"count", std::to_string(counts_[i] - most)}}});
    }
  }

  void too_large() {
    judging_.add({.wrong = Wrong::too_large,
                  .place = judging_.place(table_.element, 0, 0, table_.at),
                  .code = "dmn.check.too_large",
                  .arguments = {{"rows", std::to_string(table_.rules.size())},
                                {"columns", std::to_string(table_.inputs.size())}}});
  }

  // ---- outputs ----

  void outputs() {
    answers_.resize(table_.rules.size());
    const int first = static_cast<int>(table_.inputs.size()) + 1;
    for (std::size_t row = 0; row < table_.rules.size(); ++row) {
      for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
        const feel::NodePtr& node = table_.rules[row].outputs[i];
        std::optional<Value> value;
        if (node) {
          check_output(*node, table_.outputs[i], static_cast<int>(row) + 1,
                       first + static_cast<int>(i));
          value = constant_of(bare(*node));
        }
        answers_[row].values.push_back(std::move(value));
      }
    }
    for (std::size_t i = 0; i < table_.outputs.size(); ++i)
      if (table_.outputs[i].otherwise)
        check_output(*table_.outputs[i].otherwise, table_.outputs[i], 0,
                     first + static_cast<int>(i));
  }

  void check_output(const feel::Node& node, const Table::Output& output, int row, int column) {
    const auto value = constant_of(bare(node));
    feel::Type type = value ? feel::Type(value->kind()) : feel::Type();
    if (!value) {
      feel::Checker checker(schema_);
      type = checker.infer(bare(node));
      if (const auto verdict = std::move(checker).verdict(); !verdict)
        return judging_.add(verdict.error(), table_.element, row, column);
    }
    const feel::Type wanted = plain(output.type);
    const bool fits = wanted.kind == Kind::any || type.kind == Kind::any ||
                      type.kind == Kind::null || type.kind == wanted.kind ||
                      wanted.kind == Kind::list;
    if (!fits)
      return add(Wrong::type, Weight::fault, "dmn.check.output_type", row, column,
                 {{"wanted", wanted.text()}, {"found", type.text()}});
    if (!value || value->is_null()) return;
    const bool limited = output.allowed || output.type.allowed;
    if (value->as_number() && *value->as_number() < feel::Decimal(0) && !limited)
      add(Wrong::value, Weight::fault, "dmn.check.negative", row, column,
          {{"value", feel::to_text(*value).value_or("")}});
    static const feel::Limits limits;
    feel::Interpreter interpreter(limits);
    const bool allowed =
        (!output.allowed || output.allowed->any || lets_through(*output.allowed, *value)) &&
        !interpreter.coerced(*value, output.type, node.at).is_null();
    if (!allowed)
      add(Wrong::value, Weight::fault, "dmn.check.output_value", row, column,
          {{"value", feel::to_text(*value).value_or("")}});
  }

  bool equal(const Value& a, const Value& b) const {
    static const feel::Limits limits;
    return feel::Interpreter(limits).equal(a, b, {}) == true;
  }
  // nullopt: that cannot be told, for they are computed.
  std::optional<bool> same_answer(std::size_t a, std::size_t b) const {
    bool told = true;
    for (std::size_t i = 0; i < table_.outputs.size(); ++i) {
      const auto &x = answers_[a].values[i], &y = answers_[b].values[i];
      if (x && y) {
        if (!equal(*x, *y)) return false;
        continue;
      }
      const feel::NodePtr &p = table_.rules[a].outputs[i], &q = table_.rules[b].outputs[i];
      if (!p || !q || !same(*p, *q)) told = false;
    }
    return told ? std::optional(true) : std::nullopt;
  }

  // For PRIORITY: the place of every row's outputs in the order of the output values, best first;
  // nullopt where an output is computed.
  void ranks() {
    if (table_.hit_policy != HitPolicy::priority) return;
    for (const Answer& answer : answers_) {
      std::vector<std::size_t> rank;
      for (std::size_t i = 0; i < answer.values.size(); ++i) {
        if (table_.outputs[i].order.empty()) continue;
        if (!answer.values[i]) break;
        const auto& order = table_.outputs[i].order;
        const auto place = std::ranges::find_if(
            order, [&](const Value& v) { return equal(v, *answer.values[i]); });
        rank.push_back(static_cast<std::size_t>(place - order.begin()));
      }
      const auto ordered = std::ranges::count_if(
          table_.outputs, [](const Table::Output& output) { return !output.order.empty(); });
      const bool whole = rank.size() == static_cast<std::size_t>(ordered) && ordered > 0;
      ranks_.push_back(whole ? std::optional(std::move(rank)) : std::nullopt);
    }
  }

  // Whether row `a` is taken before row `b` where both hold, whatever else holds.
  bool goes_before(std::size_t a, std::size_t b) const {
    if (table_.hit_policy == HitPolicy::first) return a < b;
    if (table_.hit_policy != HitPolicy::priority) return false;
    return ranks_[a] && ranks_[b] && *ranks_[a] < *ranks_[b];
  }

  // ---- boxes ----

  std::vector<Trait> person(const Box& box) const {
    std::vector<Trait> traits;
    for (std::size_t axis = 0; axis < box.size(); ++axis) {
      const Column& column = sheet_->columns[axis];
      const std::size_t segment = box[axis].next();
      if (segment >= column.segments.size()) continue;
      if (column.segments.size() == 1 && column.segments[0].shape == Segment::Shape::other)
        continue;  // Nothing is known of this column.
      traits.push_back({.name = column.name, .value = column.segments[segment]});
    }
    return traits;
  }

  // A row one of whose cells nothing passes.
  void never() {
    for (std::size_t row = 0; row < table_.rules.size(); ++row)
      if (sheet_->never[row])
        add(Wrong::unreachable, Weight::fault, "dmn.check.never", static_cast<int>(row) + 1,
            sheet_->never[row]);
  }

  bool gaps() {
    const bool defaults = std::ranges::all_of(
        table_.outputs, [](const Table::Output& output) { return output.otherwise != nullptr; });
    if (!only_one() || defaults) return true;
    std::vector<int> rows(table_.rules.size());
    std::iota(rows.begin(), rows.end(), 0);
    const std::size_t most = judging_.limits.gaps_a_table;
    const auto found =
        sheet_->boxes.uncovered(sheet_->boxes.everything(), rows, most + 1, allowance_);
    if (!found) return false;
    for (std::size_t i = 0; i < std::min(found->size(), most); ++i)
      add(Wrong::gap, Weight::fault, "dmn.check.gap", 0, 0, {}, {}, person((*found)[i]));
    if (found->size() > most) add(Wrong::gap, Weight::fault, "dmn.check.gaps_more", 0, 0);
    return true;
  }

  bool unreachable() {
    if (table_.hit_policy != HitPolicy::first && table_.hit_policy != HitPolicy::priority)
      return true;
    bool enough = true;
    const bool done =
        sheet_->boxes.each_meeting(allowance_, [&](std::size_t row, const Bits& others) {
          if (dead(row)) return true;
          std::vector<int> earlier;
          for (std::size_t i = others.next(); i < others.size(); i = others.next(i + 1))
            if (judged(i) && goes_before(i, row)) earlier.push_back(static_cast<int>(i));
          if (earlier.empty()) return true;
          const auto left = sheet_->boxes.uncovered(sheet_->boxes.row(row), earlier, 1, allowance_);
          if (!left) return enough = false;
          if (!left->empty()) return true;
          for (int& i : earlier) ++i;
          if (earlier.size() > rows_told_max) earlier.resize(rows_told_max);
          const std::string told = list(earlier);
          add(Wrong::unreachable, Weight::fault, "dmn.check.unreachable", static_cast<int>(row) + 1,
              0, {{"rows", told}}, std::move(earlier));
          return true;
        });
    return done && enough;
  }

  static std::string list(const std::vector<int>& rows) {
    std::string text;
    for (const int row : rows) text += (text.empty() ? "" : ", ") + std::to_string(row);
    return text;
  }

  bool overlaps() {
    const bool unique = table_.hit_policy == HitPolicy::unique;
    if (!unique && table_.hit_policy != HitPolicy::any) return true;
    return sheet_->boxes.each_meeting(allowance_, [&](std::size_t row, const Bits& others) {
      if (!judged(row)) return true;
      for (std::size_t i = others.next(); i < row; i = others.next(i + 1)) {
        if (!judged(i)) continue;
        const auto alike = unique ? std::optional(false) : same_answer(i, row);
        if (alike == true) continue;
        const int first = static_cast<int>(i) + 1;
        const Box both = Boxes::common(sheet_->boxes.row(i), sheet_->boxes.row(row));
        if (!allowance_.spend(both.size() * 4)) return false;
        add(Wrong::overlap, alike ? Weight::fault : Weight::notice,
            unique  ? "dmn.check.overlap"
            : alike ? "dmn.check.overlap_any"
                    : "dmn.check.overlap_computed",
            static_cast<int>(row) + 1, 0, {{"other", std::to_string(first)}}, {first},
            person(both));
      }
      return true;
    });
  }

  // Whether the row is no loss where the other holds everything it holds.
  std::optional<Weight> is_lost(std::size_t row, std::size_t other) const {
    const bool alike = same_answer(row, other) == true;
    switch (table_.hit_policy) {
      case HitPolicy::unique:
        return Weight::fault;
      case HitPolicy::any:
        return alike ? std::optional(Weight::fault) : std::nullopt;
      case HitPolicy::first:
        if (other < row) return Weight::fault;
        // A row before a wider one of the same answer tells why, where it bears another note.
        if (!alike || !same_notes(row, other)) return std::nullopt;
        for (std::size_t i = row + 1; i < other; ++i)
          if (sheet_->boxes.meet(row, i) && same_answer(row, i) != true) return std::nullopt;
        return Weight::notice;
      case HitPolicy::priority:
        return alike || goes_before(other, row) ? std::optional(Weight::fault) : std::nullopt;
      default:  // All are collected: a row twice is a slip.
        if (!alike || !same_notes(row, other)) return std::nullopt;
        if (table_.aggregation == Aggregation::min || table_.aggregation == Aggregation::max)
          return Weight::fault;
        return sheet_->boxes.row(row) == sheet_->boxes.row(other) ? std::optional(Weight::fault)
                                                                  : std::nullopt;
    }
  }

  bool subsumed() {
    return sheet_->boxes.each_holding(allowance_, [&](std::size_t row, const Bits& others) {
      if (!judged(row) || dead(row)) return true;
      for (std::size_t i = others.next(); i < others.size(); i = others.next(i + 1)) {
        if (!judged(i)) continue;
        if (!allowance_.spend(sheet_->columns.size() * (i > row ? i - row : 1))) return false;
        // Of two that are alike the later one is told.
        if (i > row && table_.hit_policy != HitPolicy::first &&
            sheet_->boxes.row(i) == sheet_->boxes.row(row) && same_answer(i, row) == true)
          continue;
        const auto weight = is_lost(row, i);
        if (!weight) continue;
        const int other = static_cast<int>(i) + 1;
        add(Wrong::subsumed, *weight, "dmn.check.subsumed", static_cast<int>(row) + 1, 0,
            {{"other", std::to_string(other)}}, {other});
        break;
      }
      return true;
    });
  }

  // The annotations of two rows, where the table is the whole of a decision.
  bool same_notes(std::size_t a, std::size_t b) const {
    const Resolved& element = judging_.inside.elements[static_cast<std::size_t>(table_.element)];
    const Model& model = *judging_.inside.models[static_cast<std::size_t>(element.model)];
    const auto decision = std::ranges::find(model.decisions, element.id, &Decision::id);
    if (element.table != &table_ || decision == model.decisions.end() || !decision->expression)
      return false;
    const auto* written = std::get_if<DecisionTable>(&decision->expression->form);
    if (!written || written->rules.size() != table_.rules.size()) return false;
    return std::ranges::equal(written->rules[a].annotations, written->rules[b].annotations, {},
                              &Text::text, &Text::text);
  }

  static constexpr std::size_t rows_told_max = 8;

  Judging& judging_;
  const Table& table_;
  const feel::Schema& schema_;
  Allowance allowance_;
  const Sheet* sheet_ = nullptr;
  std::vector<Answer> answers_{};
  std::vector<std::optional<std::vector<std::size_t>>> ranks_{};
  std::array<std::size_t, wrong_names.words.size()> counts_{};
};

void collect(const feel::Node& node, std::optional<std::vector<Value>>& answers) {
  using feel::Form;
  if (!answers) return;
  if (node.form == Form::coercion) return collect(*node.children[0], answers);
  if (node.form == Form::conditional) {
    collect(*node.children[1], answers);
    collect(*node.children[2], answers);
    return;
  }
  const auto value = constant_of(node);
  if (!value || value->as_range() || value->as_list())
    answers.reset();
  else
    answers->push_back(*value);
}

}  // namespace

std::optional<std::vector<Value>> answers_of(const Resolved& decision) {
  constexpr std::size_t most = 1000;
  std::optional<std::vector<Value>> answers(std::in_place);
  if (!decision.table) {
    if (!decision.body) return std::nullopt;
    collect(*decision.body, answers);
    return answers;
  }
  const Table& table = *decision.table;
  const bool one = table.hit_policy == HitPolicy::unique || table.hit_policy == HitPolicy::any ||
                   table.hit_policy == HitPolicy::first || table.hit_policy == HitPolicy::priority;
  if (!one || table.outputs.size() != 1 || table.rules.size() > most) return std::nullopt;
  if (table.outputs[0].otherwise) collect(*table.outputs[0].otherwise, answers);
  for (const Table::Rule& rule : table.rules) {
    if (!rule.outputs[0]) return std::nullopt;
    collect(*rule.outputs[0], answers);
  }
  return answers;
}

void check_table(Judging& judging, const Table& table, const feel::Schema& schema) {
  TableCheck(judging, table, schema).run();
}

}  // namespace zhulian::dmn
