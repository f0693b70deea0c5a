// The parser's inside: recursive descent, one function a level of precedence, lowest first.
// Split over parser.cc (operators, tests) and parser_primary.cc (what stands by itself).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "feel/lexer.h"
#include "feel/names.h"

namespace zhulian::feel {

const Phrases& builtin_phrases();
bool is_keyword(std::string_view word);

class Parser {
 public:
  Parser(std::vector<Token> tokens, const Vocabulary& outer)
      : tokens_(std::move(tokens)), outer_(outer), filters_(outer.in_filter ? 1 : 0) {}

  Result<NodePtr> whole(Result<NodePtr> (Parser::*what)());
  Result<NodePtr> expression();
  Result<NodePtr> tests();
  Result<Type> whole_type();

 private:
  // Operators.
  Result<NodePtr> disjunction();
  Result<NodePtr> conjunction();
  Result<NodePtr> comparison();
  Result<NodePtr> sum();
  Result<NodePtr> product();
  Result<NodePtr> power();
  Result<NodePtr> negation();
  Result<NodePtr> instance();
  Result<NodePtr> postfix();
  Result<NodePtr> many(Form form, std::string_view word, Result<NodePtr> (Parser::*next)());
  template <class Operators>
  Result<NodePtr> chain(const Operators& operators, Result<NodePtr> (Parser::*next)());
  std::optional<Form> comparison_operator();
  Result<NodePtr> call(NodePtr callee);
  Result<NodePtr> in_tests(NodePtr value, Position at);
  Result<NodePtr> test(Result<NodePtr> (Parser::*plain)());
  Result<NodePtr> bracketed(Result<NodePtr> (Parser::*what)());

  // What stands by itself.
  Result<NodePtr> primary();
  Result<NodePtr> word();
  Result<NodePtr> number();
  Result<NodePtr> at_literal();
  Result<NodePtr> parenthesis();
  Result<NodePtr> list_or_range();
  Result<NodePtr> context();
  Result<NodePtr> conditional();
  Result<NodePtr> for_each();
  Result<NodePtr> quantified(Form form);
  Result<NodePtr> function();
  Result<void> domains(Node& node);
  // From ".." on, the lower end being read.
  Result<NodePtr> range_from(NodePtr low, Position at, bool low_closed);

  Result<Type> type();
  Result<Type> generic(Type type);

  // Tokens.
  const Token& look() const { return tokens_[i_]; }
  bool look_symbol(std::string_view symbol) const {
    return look().kind == Token::Kind::symbol && look().text == symbol;
  }
  bool look_word(std::string_view word) const {
    return look().kind == Token::Kind::word && look().text == word;
  }
  bool take(std::string_view symbol) { return look_symbol(symbol) && ++i_; }
  bool take_word(std::string_view word) { return look_word(word) && ++i_; }
  Result<void> expect(std::string_view symbol);
  Result<void> expect_word(std::string_view word);

  // Names.
  // Tokens it takes; 0 when none fits.
  std::size_t longest_phrase(std::string& name, bool member) const;
  Result<std::string> member_name();
  // A name being declared, up to the token `ends_with` (for ",": or ":" or ")"), not taken; known
  // from here on.
  std::optional<std::string> new_name(std::string_view ends_with);

  Result<NodePtr> make(Node node);
  std::unexpected<Error> unexpected_here() const;
  static std::unexpected<Error> refuse(Position at, std::string code,
                                       std::vector<Argument> arguments = {}) {
    return std::unexpected(error_at(at, std::move(code), std::move(arguments)));
  }

  std::vector<Token> tokens_;
  const Vocabulary& outer_;
  std::size_t i_ = 0;
  int filters_;  // Within so many filters, whose items' entries are names too.
  int nesting_ = 0;
  bool ends_range_ = false;  // In the upper end of a range "[" closes it and filters nothing.
  Phrases names_;            // Those the text itself declares.
};

}  // namespace zhulian::feel
