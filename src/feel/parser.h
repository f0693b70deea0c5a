// FEEL text to nodes: the whole grammar of DMN 1.5, 10.3.1.2, but for external functions.
// Hostile text costs no more than its length: its size and the depth of nesting are bounded.
#pragma once

#include <string_view>

#include "base/result.h"
#include "feel/ast.h"
#include "feel/names.h"

namespace zhulian::feel {

constexpr std::size_t text_bytes_max = 256 * 1024;
constexpr int nesting_max = 100;  // of brackets, conditionals, functions
constexpr int depth_max = 300;    // of the tree: a + b + c + .. leans to the left

// Errors: those of tokenize(), feel.syntax.unexpected, .end, .too_deep, .too_long, .type,
// .external.
Result<NodePtr> parse_expression(std::string_view text, const Names& names, Position first);
Result<NodePtr> parse_expression(std::string_view text, const Vocabulary& names, Position first);

// "> 5", "[1..10]", "\"a\", \"b\"", "not(..)", "-", "? > 3": a Form::in (or negated_in, or
// any_test) whose first child is the name "?".
Result<NodePtr> parse_tests(std::string_view text, const Names& names, Position first);
Result<NodePtr> parse_tests(std::string_view text, const Vocabulary& names, Position first);
// A type as written: "list<number>", the name of a type.
Result<Type> parse_type(std::string_view text, const Vocabulary& names, Position first);

}  // namespace zhulian::feel
