// The checker's inside: types of all nodes, found without evaluating anything. Kind::any means
// "cannot be told" and is never a fault.
#pragma once

#include <unordered_map>
#include <vector>

#include "feel/builtins.h"
#include "feel/feel.h"

namespace zhulian::feel {

class Checker {
 public:
  explicit Checker(const Schema& schema);

  // The names the schema makes known to the parser.
  static Names names(const Schema& schema);

  Type infer(const Node& node) { return infer(node, root_); }
  void require(const Node& node, const Type& type, Kind wanted);
  const Type& type_of(const Node& node) const { return types_.at(&node); }
  void set_name(const std::string& name, Type type) { root_.names[name] = std::move(type); }
  void set_input(Type input) { root_.names["?"] = std::move(input); }
  // Everything found wrong: the first with the rest as its `others`; success when nothing is.
  Result<void> verdict() &&;

 private:
  struct Scope {
    const Scope* parent = nullptr;
    std::map<std::string, Type, std::less<>> names{};
    const Type* find(std::string_view name) const;
  };

  Type infer(const Node& node, const Scope& scope);
  Type infer_form(const Node& node, const Scope& scope);
  Type name(const Node& node, const Scope& scope);
  Type path(const Node& node, const Scope& scope);
  Type member(const Type& of, const Node& node);
  Type filter(const Node& node, const Scope& scope);
  Type arithmetic(const Node& node, const Scope& scope);
  Type comparison(const Node& node, const Scope& scope);
  Type between(const Node& node, const Scope& scope);
  Type tests(const Node& node, const Scope& scope);
  Type conditional(const Node& node, const Scope& scope);
  Type loop(const Node& node, const Scope& scope);
  Type call(const Node& node, const Scope& scope);
  Type builtin_result(const Builtin& builtin, const Node& node, const std::vector<Type>& given);
  Type function(const Node& node, const Scope& scope);
  Type context(const Node& node, const Scope& scope);
  Type list(const Node& node, const Scope& scope);
  Type range(const Node& node, const Scope& scope);

  void test_one(const Node& test, const Node& input, const Type& input_type, const Scope& scope);
  void comparable(const Node& at, const Node& a, const Type& x, const Node& b, const Type& y,
                  bool ordered);
  void codes(const Type& type, const Node& literal);
  void fault(const Node& node, std::string code, std::vector<Argument> arguments = {});
  void clash(const Node& node, const Type& wanted, const Type& found);

  Scope root_;
  std::unordered_map<const Node*, Type> types_;
  std::vector<Error> faults_;
};

}  // namespace zhulian::feel
