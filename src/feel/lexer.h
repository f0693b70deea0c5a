// FEEL text to tokens. Names with spaces are not put together here but in the parser, which
// knows the names in scope.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "feel/ast.h"

namespace zhulian::feel {

struct Token {
  enum class Kind { end, number, string, word, symbol };
  Kind kind = Kind::end;
  // number: its digits; string: its contents, escapes undone; word and symbol: as written.
  std::string text{};
  Position at{};
  bool spaced = false;  // Blanks or a comment stand before it.
};

// Ends with one token of kind end. `first` is where the text begins in the file it comes from.
// Errors: feel.syntax.encoding, .string_open, .escape, .comment_open, .character.
Result<std::vector<Token>> tokenize(std::string_view text, Position first);

// An error at a place: the arguments "line" and "column" are always there.
Error error_at(Position at, std::string code, std::vector<Argument> arguments = {});

}  // namespace zhulian::feel
