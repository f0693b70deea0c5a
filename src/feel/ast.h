// An expression as the parser saw it: one kind of node, so that walks over it stay short.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "feel/value.h"

namespace zhulian::feel {

// 1-based; a column counts characters (code points), not bytes.
struct Position {
  int line = 1;
  int column = 1;
  auto operator<=>(const Position&) const = default;
};

enum class Form {
  literal,  // value
  name,     // text
  path,     // children[0] . text
  filter,   // children[0] [ children[1] ]
  call,     // children[0] ( children[1..] ); names: the parameters' when named
  negate,   // - children[0]
  add,      // children[0] op children[1], and so the next four
  subtract,
  multiply,
  divide,
  power,
  equal,
  unequal,
  less,
  less_equal,
  greater,
  greater_equal,
  conjunction,      // all of children
  disjunction,      // any of children
  between,          // children[0] between children[1] and children[2]
  in,               // children[0] in (children[1..]): tests
  negated_in,       // the unary tests not(...)
  any_test,         // the unary test "-"
  comparison_test,  // the unary test  op children[0]; `test` is the operator
  conditional,      // if children[0] then children[1] else children[2]
  for_each,         // names; children: one domain a name, then the body
  some,
  every,
  span,         // the bare domain  children[0] .. children[1]  of a for
  function,     // function(names: types) children[0]
  instance_of,  // children[0] instance of types[0]
  list,
  context,     // names: children
  range,       // children[0] .. children[1], low_closed, high_closed
  half_range,  // ( op children[0] ), `test` is the operator
  coercion,    // children[0] as types[0]; FEEL has no text for it, models do
  native,      // `native`; children: what it evaluates, for those who walk
};

class Native;
struct Node;
using NodePtr = std::shared_ptr<const Node>;

struct Node {
  Form form;
  Position at;
  std::string text{};
  Value value{};
  std::vector<NodePtr> children{};
  std::vector<std::string> names{};
  std::vector<Type> types{};
  Form test = Form::equal;
  bool low_closed = false, high_closed = false;
  bool asks_input = false;  // A test that mentions "?".
  int depth = 1;            // 1 + the deepest child's
  std::shared_ptr<const Native> native{};
};

}  // namespace zhulian::feel
