// Inside the room: one evaluation of a decision or service, each decision decided once.
#pragma once

#include <vector>

#include "dmn/loader.h"

namespace zhulian::dmn {

class Session {
 public:
  using Values = std::vector<feel::Value>;

  Session(const Rules::Inside& inside, feel::Interpreter& in)
      : inside_(inside), in_(in), values_(inside.elements.size()) {}

  // Sets what is known before: the value as the element's type, or null where it does not fit.
  void give(int element, const feel::Value& value);
  // As it is: for what is unknown.
  void give_as_is(int element, feel::Value value) { value_of(element) = std::move(value); }
  // The inputs by name, for the elements of that order that need them.
  void take_inputs(int element, const feel::Context& inputs);
  // The value of a decision without logic, which whoever asks decides.
  void take_decided(int element, const feel::Context& inputs);
  // Decides all of the element's order that stand in it; those given stay.
  void decide(const std::vector<int>& order);
  // One of them, its requirements being decided.
  void decide_one(int element);

  const feel::Value& value(int element) const { return values_[static_cast<std::size_t>(element)]; }
  // What an expression of the element sees, to the function.
  template <class Do>
  auto within(int element, Do&& act) {
    std::vector<feel::Scope::Slot> slots;
    Values contexts;
    const feel::Scope scope = scope_of(element, slots, contexts);
    return act(scope);
  }

 private:
  feel::Value& value_of(int element) { return values_[static_cast<std::size_t>(element)]; }
  feel::Scope scope_of(int element, std::vector<feel::Scope::Slot>& slots, Values& contexts);

  const Rules::Inside& inside_;
  feel::Interpreter& in_;
  Values values_;
};

// Every diagnostic of the evaluation with its place.
std::vector<Diagnostic> diagnostics_of(const Rules::Inside& inside, feel::Interpreter& in);

// The input's value among those given: under the imports' names, or under fewer of them.
const feel::Value* given_input(const Resolved& input, const feel::Context& inputs);

}  // namespace zhulian::dmn
