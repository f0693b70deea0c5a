// The expressions of a model out of their XML (DMN 1.5, chapter 7.3 and 10.2).
//
// One idea: what is missing is read as an empty text, which decides null, so that no reader after
// this one meets a hole; what is wrong is a fault with its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmn/model.h"
#include "dmn/xml_tree.h"

namespace zhulian::dmn {

class BoxedReader {
 public:
  explicit BoxedReader(std::string_view file) : file_(file) {}

  // The first expression in the element; nullptr when there is none.
  BoxedPtr expression_in(const Cursor& parent);
  FunctionDefinition function(const Cursor& from);
  // The attribute "name", which must be there.
  std::string name_of(const Cursor& from);

  // dmn.model.name, .hit_policy, .aggregation, .entries, .function_kind; at most faults_max.
  std::vector<Error> take_faults() { return std::move(faults_); }

 private:
  static constexpr std::size_t faults_max = 100;

  BoxedPtr boxed(const Cursor& from);
  BoxedPtr whole(const Cursor& parent);  // Never null.
  BoxedPtr part(const Cursor& parent,
                std::string_view child);  // What is in that child; never null.
  DecisionTable table(const Cursor& from);
  DecisionTable::Rule rule(const Cursor& from, const DecisionTable& in, int row);
  Invocation invocation(const Cursor& from);
  BoxedContext context(const Cursor& from);
  Relation relation(const Cursor& from);
  BoxedList list(const Cursor& from);
  Iterator iterator(const Cursor& from, Iterator::Kind kind);
  void fault(const Cursor& at, std::string code, std::vector<Argument> arguments);

  std::string_view file_;
  std::vector<Error> faults_;
};

// Of a variable, parameter or column. Its type is an attribute, in some files an element.
Variable variable_of(const Cursor& from);
std::string type_ref_of(const Cursor& from);
// Of the element "text" in it: unary tests, entries, literals.
std::optional<Text> text_in(const std::optional<Cursor>& parent);
bool is_true(std::string_view attribute);  // As XML Schema writes it.

}  // namespace zhulian::dmn
