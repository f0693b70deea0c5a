#include <algorithm>

#include "feel/parser.h"
#include "feel/parser_state.h"

namespace zhulian::feel {

Result<NodePtr> Parser::primary() {
  const Position at = look().at;
  switch (look().kind) {
    case Token::Kind::number:
      return number();
    case Token::Kind::string:
      return make({.form = Form::literal, .at = at, .value = Value(tokens_[i_++].text)});
    case Token::Kind::word:
      return word();
    case Token::Kind::symbol:
      if (look().text == "(") return parenthesis();
      if (look().text == "[" || look().text == "]") return list_or_range();
      if (look().text == "{") return context();
      if (look().text == "@") return at_literal();
      return unexpected_here();
    case Token::Kind::end:
      return unexpected_here();
  }
  return unexpected_here();
}

Result<NodePtr> Parser::number() {
  const Token& token = tokens_[i_++];
  const auto value = Decimal::parse(token.text);
  if (!value) return refuse(token.at, "feel.syntax.number", {{"found", token.text}});
  return make({.form = Form::literal, .at = token.at, .value = Value(*value)});
}

Result<NodePtr> Parser::at_literal() {
  const Position at = look().at;
  ++i_;
  if (look().kind != Token::Kind::string) return unexpected_here();
  const std::string& text = tokens_[i_++].text;
  Node node{.form = Form::literal, .at = at, .text = "@"};
  if (auto date = parse_date(text)) {
    node.value = Value(*date);
  } else if (auto moment = parse_date_time(text)) {
    node.value = Value(*std::move(moment));
  } else if (auto time = parse_time(text)) {
    node.value = Value(*std::move(time));
  } else if (auto months = parse_months_duration(text)) {
    node.value = Value(*months);
  } else if (auto days = parse_days_duration(text)) {
    node.value = Value(*days);
  }  // Else null, and the interpreter says so.
  return make(std::move(node));
}

Result<NodePtr> Parser::word() {
  const Position at = look().at;
  std::string name;
  const std::size_t count = longest_phrase(name, filters_ > 0);
  if (count > 1) {
    i_ += count;
    return make({.form = Form::name, .at = at, .text = std::move(name)});
  }
  const std::string& text = look().text;
  auto literal = [&](Value value) {
    ++i_;
    return make({.form = Form::literal, .at = at, .value = std::move(value)});
  };
  if (text == "null") return literal({});
  if (text == "true") return literal(Value(true));
  if (text == "false") return literal(Value(false));
  if (text == "if") return conditional();
  if (text == "for") return for_each();
  if (text == "some") return quantified(Form::some);
  if (text == "every") return quantified(Form::every);
  if (text == "function") return function();
  if (is_keyword(text)) return unexpected_here();
  ++i_;
  return make({.form = Form::name, .at = at, .text = text, .asks_input = text == "?"});
}

Result<NodePtr> Parser::parenthesis() {
  const Position at = look().at;
  ++i_;
  const bool before = std::exchange(ends_range_, false);
  if (const auto op = comparison_operator()) {
    NodePtr end = TRY(sum());
    TRY(expect(")"));
    ends_range_ = before;
    return make({.form = Form::half_range, .at = at, .children = {end}, .test = *op});
  }
  NodePtr inner = TRY(expression());
  if (look_symbol("..")) {
    inner = TRY(range_from(inner, at, false));
  } else {
    TRY(expect(")"));
  }
  ends_range_ = before;
  return inner;
}

Result<NodePtr> Parser::list_or_range() {
  const Position at = look().at;
  const bool bracket = look().text == "[";
  ++i_;
  const bool before = std::exchange(ends_range_, false);
  Node node{.form = Form::list, .at = at};
  if (bracket && take("]")) {
    ends_range_ = before;
    return make(std::move(node));
  }
  NodePtr first = TRY(expression());
  if (!bracket || look_symbol("..")) {
    NodePtr range = TRY(range_from(first, at, bracket));
    ends_range_ = before;
    return range;
  }
  node.children.push_back(std::move(first));
  while (take(",")) node.children.push_back(TRY(expression()));
  TRY(expect("]"));
  ends_range_ = before;
  return make(std::move(node));
}

Result<NodePtr> Parser::range_from(NodePtr low, Position at, bool low_closed) {
  TRY(expect(".."));
  const bool before = std::exchange(ends_range_, true);
  NodePtr high = TRY(sum());
  ends_range_ = before;
  const bool high_closed = look_symbol("]");
  if (!take("]") && !take(")") && !take("[")) return unexpected_here();
  return make({.form = Form::range,
               .at = at,
               .children = {low, high},
               .low_closed = low_closed,
               .high_closed = high_closed});
}

Result<NodePtr> Parser::context() {
  Node node{.form = Form::context, .at = look().at};
  ++i_;
  if (take("}")) return make(std::move(node));
  do {
    const Position at = look().at;
    std::string key;
    if (look().kind == Token::Kind::string) {
      key = tokens_[i_++].text;
      names_.add(key);
    } else if (auto name = new_name(":")) {
      key = *std::move(name);
    } else {
      return unexpected_here();
    }
    if (std::ranges::find(node.names, key) != node.names.end()) {
      return refuse(at, "feel.syntax.twice", {{"name", key}});
    }
    TRY(expect(":"));
    node.names.push_back(std::move(key));
    node.children.push_back(TRY(bracketed(&Parser::expression)));
  } while (take(","));
  TRY(expect("}"));
  return make(std::move(node));
}

Result<NodePtr> Parser::conditional() {
  const Position at = look().at;
  ++i_;
  NodePtr condition = TRY(expression());
  TRY(expect_word("then"));
  NodePtr then = TRY(expression());
  TRY(expect_word("else"));
  NodePtr otherwise = TRY(expression());
  return make({.form = Form::conditional, .at = at, .children = {condition, then, otherwise}});
}

// x in xs, y in 1..n
Result<void> Parser::domains(Node& node) {
  do {
    auto name = new_name("in");
    if (!name) return unexpected_here();
    TRY(expect_word("in"));
    const Position at = look().at;
    NodePtr domain = TRY(expression());
    if (take("..")) {
      NodePtr high = TRY(expression());
      domain = TRY(make({.form = Form::span, .at = at, .children = {domain, high}}));
    }
    node.names.push_back(*std::move(name));
    node.children.push_back(std::move(domain));
  } while (take(","));
  return {};
}

Result<NodePtr> Parser::for_each() {
  Node node{.form = Form::for_each, .at = look().at};
  ++i_;
  TRY(domains(node));
  TRY(expect_word("return"));
  node.children.push_back(TRY(expression()));
  return make(std::move(node));
}

Result<NodePtr> Parser::quantified(Form form) {
  Node node{.form = form, .at = look().at};
  ++i_;
  TRY(domains(node));
  TRY(expect_word("satisfies"));
  node.children.push_back(TRY(expression()));
  return make(std::move(node));
}

Result<NodePtr> Parser::function() {
  Node node{.form = Form::function, .at = look().at};
  ++i_;
  TRY(expect("("));
  if (!take(")")) {
    do {
      auto name = new_name(",");
      if (!name) return unexpected_here();
      node.names.push_back(*std::move(name));
      node.types.push_back(take(":") ? TRY(type()) : Type());
    } while (take(","));
    TRY(expect(")"));
  }
  if (look_word("external")) return refuse(look().at, "feel.syntax.external");
  node.children.push_back(TRY(expression()));
  return make(std::move(node));
}

Result<Type> Parser::type() {
  struct Written {
    std::string_view text;
    Kind kind;
  };
  static constexpr Written written[] = {
      {"date and time", Kind::date_time},
      {"days and time duration", Kind::days_duration},
      {"years and months duration", Kind::months_duration},
      {"number", Kind::number},
      {"string", Kind::string},
      {"boolean", Kind::boolean},
      {"date", Kind::date},
      {"time", Kind::time},
      {"list", Kind::list},
      {"context", Kind::context},
      {"range", Kind::range},
      {"function", Kind::function},
      {"Any", Kind::any},
      {"Null", Kind::null},
  };
  // A type is written with single spaces here; blanks in the text do not count.
  const Position at = look().at;
  std::string longest;
  std::size_t count = 0;
  std::string so_far;
  const Type* found = nullptr;
  Type own;
  for (std::size_t k = 0; k < 8 && tokens_[i_ + k].kind != Token::Kind::end; ++k) {
    const Token& token = tokens_[i_ + k];
    if (token.kind == Token::Kind::string) break;
    if (k > 0 && token.spaced) so_far += ' ';
    so_far += token.text;
    if (const Type* model = outer_.type(so_far)) {
      found = model;
      count = k + 1;
    }
    for (const auto& [text, kind] : written) {
      if (text != so_far) continue;
      own = Type(kind);
      found = &own;
      count = k + 1;
    }
  }
  if (!found) return refuse(at, "feel.syntax.type", {{"found", look().text}});
  i_ += count;
  if (found != &own) return *found;
  if (nesting_ >= nesting_max) return refuse(at, "feel.syntax.too_deep");
  ++nesting_;
  auto result = generic(std::move(own));
  --nesting_;
  return result;
}

// The part in angle brackets, where a kind has one.
Result<Type> Parser::generic(Type own) {
  const bool compound = own.kind == Kind::list || own.kind == Kind::range ||
                        own.kind == Kind::context || own.kind == Kind::function;
  if (!compound || !take("<")) return own;
  if (own.kind == Kind::context) {
    do {
      auto name = new_name(":");
      if (!name) return unexpected_here();
      TRY(expect(":"));
      own.names.push_back(*std::move(name));
      own.of.push_back(TRY(type()));
    } while (take(","));
    TRY(expect(">"));
    return own;
  }
  if (own.kind == Kind::function) {
    if (!look_symbol(">")) {
      do own.of.push_back(TRY(type()));
      while (take(","));
    }
    TRY(expect(">"));
    TRY(expect("->"));
    own.of.push_back(TRY(type()));
    return own;
  }
  own.of.push_back(TRY(type()));
  TRY(expect(">"));
  return own;
}

}  // namespace zhulian::feel
