#include "feel/feel.h"

#include "feel/parser.h"

namespace zhulian::feel {

Result<Expression> parse(std::string_view text, const Names& names, Position first) {
  return Expression(TRY(parse_expression(text, names, first)));
}

Result<Expression> parse_unary_tests(std::string_view text, const Names& names, Position first) {
  return Expression(TRY(parse_tests(text, names, first)));
}

}  // namespace zhulian::feel
