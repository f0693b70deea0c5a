// FEEL texts of a model, parsed.
//
// One idea: every node, and every fault, stands where the file says it, also where entities,
// comments or CDATA moved the text.
#pragma once

#include "base/result.h"
#include "dmn/model.h"
#include "feel/names.h"

namespace zhulian::dmn {

// Errors: feel.syntax.*, with "line" and "column" of the file.
Result<feel::NodePtr> parse_expression(const Text& text, const feel::Vocabulary& names);
Result<feel::NodePtr> parse_tests(const Text& text, const feel::Vocabulary& names);

}  // namespace zhulian::dmn
