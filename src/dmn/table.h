// Inside the room: one evaluation of a decision table.
#pragma once

#include <vector>

#include "dmn/determine.h"
#include "dmn/loader.h"
#include "feel/builtins.h"

namespace zhulian::dmn {

class TableRun {
 public:
  TableRun(const Table& table, feel::Interpreter& in, const feel::Scope& scope)
      : table_(table), in_(in), scope_(scope) {}

  feel::Value run();

  // What rules do where some inputs are unknown (determine.cc).
  struct Judged {
    feel::Value value{};  // Unknown where it depends on what is not known.
    std::vector<int> fired{};
    std::vector<Determination::Rule> rules{};
    std::vector<std::size_t> asking{};  // With an unknown value: the rules that make it so.
  };
  bool take_inputs();  // False when one is not allowed: the answer is null.
  Judged judge();

  const std::vector<feel::Value>& inputs() const { return inputs_; }

 private:
  Holds cell(std::size_t rule, std::size_t column);
  feel::Value outputs(std::size_t rule);
  feel::Value otherwise();
  std::vector<std::size_t> rank(const feel::Value& output);
  std::vector<std::size_t> by_priority(const std::vector<feel::Value>& values);
  bool same(const feel::Value& a, const feel::Value& b);
  feel::Value aggregate(feel::List values);
  feel::Value settle(const std::vector<std::size_t>& held, std::vector<int>& fired);
  void report(const std::vector<int>& fired);
  feel::Interpreter::Mark mark(std::size_t rule, std::size_t column) const {
    return {.element = table_.element,
            .row = static_cast<std::int32_t>(rule + 1),
            .column = static_cast<std::int32_t>(column + 1)};
  }

  const Table& table_;
  feel::Interpreter& in_;
  const feel::Scope& scope_;
  std::vector<feel::Value> inputs_;
  bool some_unknown_ = false;
};

}  // namespace zhulian::dmn
