#include "feel/lexer.h"

#include <fmt/format.h>

#include "feel/unicode.h"

namespace zhulian::feel {

Error error_at(Position at, std::string code, std::vector<Argument> arguments) {
  arguments.push_back({"line", std::to_string(at.line)});
  arguments.push_back({"column", std::to_string(at.column)});
  return Error{.fault = Fault::invalid, .code = std::move(code), .arguments = std::move(arguments)};
}

namespace {

// DMN 1.5, 10.3.1.2 rule 29; "$" besides, which XML names of models carry.
bool starts_name(char32_t c) {
  struct Span {
    char32_t first, last;
  };
  constexpr Span spans[] = {
      {'?', '?'},         {'A', 'Z'},       {'_', '_'},       {'a', 'z'},       {0xC0, 0xD6},
      {0xD8, 0xF6},       {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D},
      {0x2070, 0x218F},   {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD},
      {0x10000, 0xEFFFF}, {'$', '$'}};
  for (const auto& [first, last] : spans) {
    if (c >= first && c <= last) return true;
  }
  return false;
}

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

bool continues_name(char32_t c) {
  return (starts_name(c) && c != '?') || is_digit(c) || c == 0xB7 || (c >= 0x300 && c <= 0x36F) ||
         c == 0x203F || c == 0x2040;
}

bool is_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         c == 0x180E || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

class Lexer {
 public:
  Lexer(std::u32string text, Position first) : text_(std::move(text)), at_(first) {}

  Result<std::vector<Token>> run() {
    while (true) {
      const std::size_t before = i_;
      TRY(skip_blanks());
      if (end()) break;
      const bool spaced = i_ != before;
      tokens_.push_back(TRY(next()));
      tokens_.back().spaced = spaced;
    }
    tokens_.push_back({.kind = Token::Kind::end, .at = at_});
    return std::move(tokens_);
  }

 private:
  bool end() const { return i_ >= text_.size(); }
  char32_t look(std::size_t ahead = 0) const {
    return i_ + ahead < text_.size() ? text_[i_ + ahead] : U'\0';
  }
  char32_t step() {
    const char32_t c = text_[i_++];
    if (c == '\n') {
      ++at_.line;
      at_.column = 1;
    } else {
      ++at_.column;
    }
    return c;
  }
  static std::unexpected<Error> refuse(Position at, std::string code,
                                       std::vector<Argument> arguments = {}) {
    return std::unexpected(error_at(at, std::move(code), std::move(arguments)));
  }

  Result<void> skip_blanks() {
    while (!end()) {
      if (is_space(look())) {
        step();
      } else if (look() == '/' && look(1) == '/') {
        while (!end() && look() != '\n') step();
      } else if (look() == '/' && look(1) == '*') {
        const Position start = at_;
        step(), step();
        while (!(look() == '*' && look(1) == '/')) {
          if (end()) return refuse(start, "feel.syntax.comment_open");
          step();
        }
        step(), step();
      } else {
        break;
      }
    }
    return {};
  }

  Result<Token> next() {
    const char32_t c = look();
    if (is_digit(c) || (c == '.' && is_digit(look(1)))) return number();
    if (c == '"') return string();
    if (starts_name(c)) return name();
    return symbol();
  }

  Token number() {
    Token token{.kind = Token::Kind::number, .at = at_};
    auto digits = [&] {
      while (is_digit(look())) token.text += static_cast<char>(step());
    };
    digits();
    if (look() == '.' && is_digit(look(1))) {  // Not the dots of 1..2.
      token.text += static_cast<char>(step());
      digits();
    }
    if (look() == 'e' || look() == 'E') {
      const std::size_t sign = look(1) == '+' || look(1) == '-' ? 1 : 0;
      if (is_digit(look(1 + sign))) {
        for (std::size_t k = 0; k <= sign; ++k) token.text += static_cast<char>(step());
        digits();
      }
    }
    return token;
  }

  Result<Token> string() {
    Token token{.kind = Token::Kind::string, .at = at_};
    step();
    while (look() != '"') {
      if (end()) return refuse(token.at, "feel.syntax.string_open");
      if (look() != '\\') {
        append(token.text, step());
        continue;
      }
      constexpr std::u32string_view known = U"ntr\\'\"uU";
      if (known.find(look(1)) == known.npos) {  // "\\d" of a pattern stays as it is.
        append(token.text, step());
        continue;
      }
      append(token.text, TRY(escape()));
    }
    step();
    return token;
  }

  Result<char32_t> escape() {
    const Position start = at_;
    step();
    if (end()) return refuse(start, "feel.syntax.string_open");
    switch (step()) {
      case 'n':
        return U'\n';
      case 't':
        return U'\t';
      case 'r':
        return U'\r';
      case '\\':
        return U'\\';
      case '\'':
        return U'\'';
      case '"':
        return U'"';
      case 'u': {
        const char32_t high = TRY(hexadecimal(start, 4));
        if (high >= 0xD800 && high < 0xDC00 && look() == '\\' && look(1) == 'u') {
          step(), step();
          const char32_t low = TRY(hexadecimal(start, 4));
          if (low < 0xDC00 || low > 0xDFFF) return refuse(start, "feel.syntax.escape");
          return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        }
        return code_point(start, high);
      }
      case 'U':
        return code_point(start, TRY(hexadecimal(start, 6)));
      default:
        return refuse(start, "feel.syntax.escape");
    }
  }

  Result<char32_t> hexadecimal(Position start, int digits) {
    char32_t value = 0;
    for (int k = 0; k < digits; ++k) {
      const char32_t c = look();
      char32_t digit;
      if (is_digit(c)) {
        digit = c - '0';
      } else if (c >= 'a' && c <= 'f') {
        digit = c - 'a' + 10;
      } else if (c >= 'A' && c <= 'F') {
        digit = c - 'A' + 10;
      } else {
        return refuse(start, "feel.syntax.escape");
      }
      value = value * 16 + digit;
      step();
    }
    return value;
  }

  static Result<char32_t> code_point(Position start, char32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return refuse(start, "feel.syntax.escape");
    return c;
  }

  Token name() {
    Token token{.kind = Token::Kind::word, .at = at_};
    append(token.text, step());
    while (!end() && continues_name(look())) append(token.text, step());
    return token;
  }

  Result<Token> symbol() {
    Token token{.kind = Token::Kind::symbol, .at = at_};
    constexpr std::u32string_view pairs[] = {U"**", U"<=", U">=", U"!=", U"..", U"->"};
    for (const auto pair : pairs) {
      if (look() == pair[0] && look(1) == pair[1]) {
        append(token.text, step());
        append(token.text, step());
        return token;
      }
    }
    constexpr std::u32string_view singles = U"+-*/=<>()[]{},:.@';|&%#!^~";
    if (singles.find(look()) == singles.npos) {
      return refuse(at_, "feel.syntax.character", {{"character", encode(text_.substr(i_, 1))}});
    }
    append(token.text, step());
    return token;
  }

  std::u32string text_;
  std::size_t i_ = 0;
  Position at_;
  std::vector<Token> tokens_;
};

}  // namespace

Result<std::vector<Token>> tokenize(std::string_view text, Position first) {
  auto decoded = decode(text);
  if (!decoded) return std::unexpected(error_at(first, "feel.syntax.encoding"));
  return Lexer(*std::move(decoded), first).run();
}

}  // namespace zhulian::feel
