// FEEL, the expression language of DMN 1.5: what a caller reads.
//
// An Expression is parsed once and evaluated often. Evaluation never fails: what cannot be
// answered is null, and the reasons are kept beside it. check() is for those who write
// conditions into files: it reads an expression against the names and types it may use and tells
// every fault with its line and column, before anything is evaluated.
//
// Names with spaces end where the longest known name ends, so the parser must be told the names.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feel/ast.h"
#include "feel/names.h"
#include "feel/value.h"

namespace zhulian::feel {

class Expression {
 public:
  explicit Expression(NodePtr root) : root_(std::move(root)) {}
  const Node& root() const { return *root_; }
  const NodePtr& shared_root() const { return root_; }

 private:
  NodePtr root_;
};

// `first` is where the text begins in the file it stands in. Errors: feel.syntax.*, with the
// arguments "line" and "column".
Result<Expression> parse(std::string_view text, const Names& names = {}, Position first = {});

// The cell of a decision table: "> 5", "[1..10]", "\"a\",\"b\"", "not(..)", "-", "? > 3". It is
// evaluated with the cell's input under the name "?".
Result<Expression> parse_unary_tests(std::string_view text, const Names& names = {},
                                     Position first = {});

// Why a part of an expression became null: a key of messages/feel.yaml.
struct Diagnostic {
  Position at;
  std::string code;
  // Of what `at` is a place: whatever whoever evaluates several texts calls them.
  struct Mark {
    std::int32_t element = -1, row = 0, column = 0;
    bool operator==(const Mark&) const = default;
  } mark{};
  bool operator==(const Diagnostic&) const = default;
};

// What an evaluation may use up, and what it is told of the world.
struct Limits {
  std::int64_t steps_max = 1'000'000;  // About one a node, list item or 32 bytes of text.
  int depth_max = 600;                 // Nodes within nodes, through calls of functions.
  std::size_t diagnostics_max = 20;
  std::optional<DateTime> now{};  // now() and today(); null when not told.
};

struct Outcome {
  Value value{};
  std::vector<Diagnostic> diagnostics{};
};

Outcome evaluate(const Expression& expression, const Context& names, const Limits& limits = {});
// Unary tests, or an expression that mentions "?".
Outcome evaluate(const Expression& expression, const Value& input, const Context& names,
                 const Limits& limits = {});

// As string() writes it; strings inside lists and contexts in quotes. nullopt past `bytes_max`.
std::optional<std::string> to_text(const Value& value, std::size_t bytes_max = 1 << 20);

// ---------------------------------------------------------------- the checked subset

// The names an expression may use. A key with dots ("person.birth") is an entry of a context.
using Schema = std::map<std::string, Type>;

// A string that takes only these texts.
Type coded(std::vector<std::string> codes);

struct Checked {
  Expression expression;
  Type type;
};

// All faults at once: the first is the Error, the rest its `others`. Errors: feel.syntax.*,
// feel.check.unknown_name, .unknown_code, .type, .arguments, .no_member, .literal.
// With `wanted` the whole must be of that type (Kind::boolean for a condition).
Result<Checked> check(std::string_view text, const Schema& schema, Kind wanted = Kind::any,
                      Position first = {});
// The same of unary tests on an input of the given type.
Result<Checked> check_unary_tests(std::string_view text, const Type& input, const Schema& schema,
                                  Position first = {});

}  // namespace zhulian::feel
