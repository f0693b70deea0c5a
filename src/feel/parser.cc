#include "feel/parser.h"

#include <algorithm>
#include <array>

#include "feel/builtins.h"
#include "feel/parser_state.h"

namespace zhulian::feel {

namespace {

constexpr std::array keywords = {
    std::string_view("for"),      std::string_view("in"),    std::string_view("return"),
    std::string_view("if"),       std::string_view("then"),  std::string_view("else"),
    std::string_view("some"),     std::string_view("every"), std::string_view("satisfies"),
    std::string_view("and"),      std::string_view("or"),    std::string_view("between"),
    std::string_view("instance"), std::string_view("of"),    std::string_view("function"),
    std::string_view("external"), std::string_view("true"),  std::string_view("false"),
    std::string_view("null"),
};

struct Operator {
  std::string_view symbol;
  Form form;
};
constexpr Operator comparisons[] = {{"=", Form::equal},   {"!=", Form::unequal},
                                    {"<", Form::less},    {"<=", Form::less_equal},
                                    {">", Form::greater}, {">=", Form::greater_equal}};
constexpr Operator sums[] = {{"+", Form::add}, {"-", Form::subtract}};
constexpr Operator products[] = {{"*", Form::multiply}, {"/", Form::divide}};
constexpr Operator powers[] = {{"**", Form::power}};

}  // namespace

const Phrases& builtin_phrases() {
  static const Phrases phrases = [] {
    Phrases all;
    for (const Builtin& builtin : all_builtins()) all.add(builtin.name);
    all.add("time offset");
    all.add("start included");
    all.add("end included");
    return all;
  }();
  return phrases;
}

bool is_keyword(std::string_view word) {
  return std::ranges::find(keywords, word) != keywords.end();
}

Result<NodePtr> Parser::make(Node node) {
  for (const NodePtr& child : node.children) {
    node.depth = std::max(node.depth, child->depth + 1);
    node.asks_input |= child->asks_input;
  }
  if (node.depth > depth_max) return refuse(node.at, "feel.syntax.too_deep");
  return std::make_shared<const Node>(std::move(node));
}

std::unexpected<Error> Parser::unexpected_here() const {
  const Token& token = look();
  if (token.kind == Token::Kind::end) return refuse(token.at, "feel.syntax.end");
  return refuse(token.at, "feel.syntax.unexpected", {{"found", token.text}});
}

Result<void> Parser::expect(std::string_view symbol) {
  if (!take(symbol)) return unexpected_here();
  return {};
}

Result<void> Parser::expect_word(std::string_view word) {
  if (!take_word(word)) return unexpected_here();
  return {};
}

std::size_t Parser::longest_phrase(std::string& name, bool member) const {
  std::size_t longest = 0;
  std::string key;
  auto consider = [&](const Phrases& phrases) {
    const Phrases::Starting* starting = phrases.starting_with(look().text);
    if (!starting) return;
    key.clear();
    for (std::size_t k = 0; k < starting->words_max && i_ + k + 1 < tokens_.size(); ++k) {
      const Token& token = tokens_[i_ + k];
      if (token.kind == Token::Kind::string) break;
      key += Phrases::separator;
      key += token.text;
      if (k < longest) continue;
      const auto found = starting->names.find(key);
      if (found == starting->names.end()) continue;
      longest = k + 1;
      name = found->second;
    }
  };
  if (look().kind != Token::Kind::word) return 0;
  consider(names_);
  for (const Vocabulary* outer = &outer_; outer; outer = outer->parent) {
    consider(outer->known);
    if (member) consider(outer->members);
  }
  consider(builtin_phrases());
  return longest;
}

Result<std::string> Parser::member_name() {
  std::string name;
  const std::size_t count = longest_phrase(name, true);
  if (count > 1) {
    i_ += count;
    return name;
  }
  if (look().kind != Token::Kind::word) return unexpected_here();
  // Of an entry nobody declared: two words side by side can only be one name.
  name = tokens_[i_++].text;
  while (look().kind == Token::Kind::word && !is_keyword(look().text)) {
    name += ' ' + tokens_[i_++].text;
  }
  return name;
}

std::optional<std::string> Parser::new_name(std::string_view ends_with) {
  std::string name;
  std::size_t k = i_;
  for (;; ++k) {
    const Token& token = tokens_[k];
    const bool symbol = token.kind == Token::Kind::symbol;
    if (token.text == ends_with && token.kind != Token::Kind::string) break;
    if (symbol && ends_with == "," && token.text == ":") break;
    if (symbol && ends_with == "," && token.text == ")") break;
    constexpr std::string_view signs = "./-'+*";
    const bool part = token.kind == Token::Kind::word || token.kind == Token::Kind::number ||
                      (symbol && token.text.size() == 1 && signs.contains(token.text[0]));
    if (!part || (k == i_ && token.kind != Token::Kind::word)) return std::nullopt;
    if (k > i_ && token.spaced) name += ' ';
    name += token.text;
  }
  if (k == i_) return std::nullopt;
  i_ = k;
  names_.add(name);
  return name;
}

// Left to right: a - b - c is (a - b) - c, and a ** b ** c is (a ** b) ** c as well.
template <class Operators>
Result<NodePtr> Parser::chain(const Operators& operators, Result<NodePtr> (Parser::*next)()) {
  NodePtr left = TRY((this->*next)());
  while (look().kind == Token::Kind::symbol) {
    const auto op = std::ranges::find(operators, look().text, &Operator::symbol);
    if (op == std::end(operators)) break;
    const Position at = tokens_[i_++].at;
    NodePtr right = TRY((this->*next)());
    left = TRY(make({.form = op->form, .at = at, .children = {left, right}}));
  }
  return left;
}

Result<NodePtr> Parser::expression() {
  if (nesting_ >= nesting_max) return refuse(look().at, "feel.syntax.too_deep");
  ++nesting_;
  auto result = disjunction();
  --nesting_;
  return result;
}

Result<NodePtr> Parser::many(Form form, std::string_view word, Result<NodePtr> (Parser::*next)()) {
  const Position at = look().at;
  NodePtr first = TRY((this->*next)());
  if (!look_word(word)) return first;
  Node node{.form = form, .at = at, .children = {first}};
  while (take_word(word)) node.children.push_back(TRY((this->*next)()));
  return make(std::move(node));
}

Result<NodePtr> Parser::disjunction() {
  return many(Form::disjunction, "or", &Parser::conjunction);
}
Result<NodePtr> Parser::conjunction() {
  return many(Form::conjunction, "and", &Parser::comparison);
}

Result<NodePtr> Parser::comparison() {
  NodePtr left = TRY(sum());
  while (true) {
    const Position at = look().at;
    if (take_word("between")) {
      NodePtr low = TRY(sum());
      TRY(expect_word("and"));
      NodePtr high = TRY(sum());
      left = TRY(make({.form = Form::between, .at = at, .children = {left, low, high}}));
    } else if (take_word("in")) {
      left = TRY(in_tests(left, at));
    } else if (const auto op = comparison_operator()) {
      NodePtr right = TRY(sum());
      left = TRY(make({.form = *op, .at = at, .children = {left, right}}));
    } else {
      return left;
    }
  }
}

std::optional<Form> Parser::comparison_operator() {
  if (look().kind != Token::Kind::symbol) return std::nullopt;
  const auto op = std::ranges::find(comparisons, look().text, &Operator::symbol);
  if (op == std::end(comparisons)) return std::nullopt;
  ++i_;
  return op->form;
}

Result<NodePtr> Parser::sum() {
  return chain(sums, &Parser::product);
}
Result<NodePtr> Parser::product() {
  return chain(products, &Parser::power);
}
Result<NodePtr> Parser::power() {
  return chain(powers, &Parser::negation);
}

Result<NodePtr> Parser::negation() {
  const Position at = look().at;
  if (!take("-")) return instance();
  if (nesting_ >= nesting_max) return refuse(at, "feel.syntax.too_deep");
  ++nesting_;
  auto negated = negation();
  --nesting_;
  NodePtr operand = TRY(std::move(negated));
  return make({.form = Form::negate, .at = at, .children = {std::move(operand)}});
}

Result<NodePtr> Parser::instance() {
  NodePtr value = TRY(postfix());
  while (look_word("instance")) {
    const Position at = look().at;
    ++i_;
    TRY(expect_word("of"));
    Type of = TRY(type());
    value = TRY(
        make({.form = Form::instance_of, .at = at, .children = {value}, .types = {std::move(of)}}));
  }
  return value;
}

Result<NodePtr> Parser::postfix() {
  NodePtr value = TRY(primary());
  while (true) {
    const Position at = look().at;
    if (take(".")) {
      std::string member = TRY(member_name());
      value =
          TRY(make({.form = Form::path, .at = at, .text = std::move(member), .children = {value}}));
    } else if (!ends_range_ && take("[")) {
      names_.add("item");
      ++filters_;
      auto parsed = bracketed(&Parser::expression);
      --filters_;
      NodePtr condition = TRY(std::move(parsed));
      TRY(expect("]"));
      value = TRY(make({.form = Form::filter, .at = at, .children = {value, condition}}));
    } else if (take("(")) {
      value = TRY(call(value));
    } else {
      return value;
    }
  }
}

// What stands in brackets may end as it likes, even in the upper end of a range.
Result<NodePtr> Parser::bracketed(Result<NodePtr> (Parser::*what)()) {
  const bool before = std::exchange(ends_range_, false);
  auto result = (this->*what)();
  ends_range_ = before;
  return result;
}

Result<NodePtr> Parser::call(NodePtr callee) {
  Node node{.form = Form::call, .at = callee->at, .children = {callee}};
  if (take(")")) return make(std::move(node));
  do {
    const std::size_t start = i_;
    if (auto name = new_name(":"); name && take(":")) {
      if (node.names.size() + 1 != node.children.size()) return unexpected_here();
      node.names.push_back(*std::move(name));
    } else {
      i_ = start;
      if (!node.names.empty()) return unexpected_here();
    }
    node.children.push_back(TRY(bracketed(&Parser::expression)));
  } while (take(","));
  TRY(expect(")"));
  return make(std::move(node));
}

Result<NodePtr> Parser::in_tests(NodePtr value, Position at) {
  Node node{.form = Form::in, .at = at, .children = {std::move(value)}};
  if (!look_symbol("(")) {
    node.children.push_back(TRY(test(&Parser::sum)));
    return make(std::move(node));
  }
  // "(" opens a list of tests, or the range (1..5).
  const Position open = look().at;
  ++i_;
  const bool before = std::exchange(ends_range_, false);
  do {
    NodePtr one = TRY(test(&Parser::expression));
    if (node.children.size() == 1 && look_symbol("..")) {
      one = TRY(range_from(one, open, false));
      ends_range_ = before;
      node.children.push_back(std::move(one));
      return make(std::move(node));
    }
    node.children.push_back(std::move(one));
  } while (take(","));
  ends_range_ = before;
  TRY(expect(")"));
  return make(std::move(node));
}

Result<NodePtr> Parser::test(Result<NodePtr> (Parser::*plain)()) {
  const Position at = look().at;
  const auto op = comparison_operator();
  if (!op) return (this->*plain)();
  NodePtr end = TRY(sum());
  return make({.form = Form::comparison_test, .at = at, .children = {end}, .test = *op});
}

Result<NodePtr> Parser::tests() {
  const Position at = look().at;
  NodePtr input = TRY(make({.form = Form::name, .at = at, .text = "?"}));
  if (look_symbol("-") && tokens_[i_ + 1].kind == Token::Kind::end) {
    ++i_;
    return make({.form = Form::any_test, .at = at, .children = {input}});
  }
  auto listed = [&](Form form) -> Result<NodePtr> {
    Node node{.form = form, .at = at, .children = {input}};
    do node.children.push_back(TRY(test(&Parser::expression)));
    while (take(","));
    return make(std::move(node));
  };
  if (look_word("not") && tokens_[i_ + 1].text == "(") {
    // not(..) around all tests, unless it is but the beginning of an expression.
    i_ += 2;
    auto inner = listed(Form::negated_in);
    if (inner && take(")") && look().kind == Token::Kind::end) return inner;
    i_ = 0;
  }
  return listed(Form::in);
}

Result<Type> Parser::whole_type() {
  Type found = TRY(type());
  if (look().kind != Token::Kind::end) return unexpected_here();
  return found;
}

Result<NodePtr> Parser::whole(Result<NodePtr> (Parser::*what)()) {
  NodePtr node = TRY((this->*what)());
  if (look().kind != Token::Kind::end) return unexpected_here();
  return node;
}

namespace {

Result<Parser> parser(std::string_view text, const Vocabulary& names, Position first) {
  if (text.size() > text_bytes_max) {
    return std::unexpected(
        error_at(first, "feel.syntax.too_long", {{"bytes_max", std::to_string(text_bytes_max)}}));
  }
  return Parser(TRY(tokenize(text, first)), names);
}

}  // namespace

Result<NodePtr> parse_expression(std::string_view text, const Vocabulary& names, Position first) {
  return TRY(parser(text, names, first)).whole(&Parser::expression);
}

Result<NodePtr> parse_tests(std::string_view text, const Vocabulary& names, Position first) {
  return TRY(parser(text, names, first)).whole(&Parser::tests);
}

Result<Type> parse_type(std::string_view text, const Vocabulary& names, Position first) {
  return TRY(parser(text, names, first)).whole_type();
}

Result<NodePtr> parse_expression(std::string_view text, const Names& names, Position first) {
  return parse_expression(text, Vocabulary(names), first);
}

Result<NodePtr> parse_tests(std::string_view text, const Names& names, Position first) {
  return parse_tests(text, Vocabulary(names), first);
}

}  // namespace zhulian::feel
