#include "feel/names.h"

#include "feel/lexer.h"

namespace zhulian::feel {

Names Names::of(const Context& context) {
  Names names;
  names.add(context);
  return names;
}

void Names::add(const Context& context) {
  for (const auto& [name, value] : context.entries()) {
    known.push_back(name);
    if (const Context* inner = value.as_context()) add(*inner);
    if (const List* list = value.as_list()) {
      for (const Value& item : *list) {
        if (const Context* inner = item.as_context()) add(*inner);
      }
    }
  }
}

void Phrases::add(std::string_view name) {
  const auto tokens = tokenize(name, {});
  if (!tokens || tokens->size() < 2 || tokens->front().kind != Token::Kind::word) return;
  Phrase phrase;
  for (const Token& token : *tokens) {
    if (token.kind == Token::Kind::string) return;
    if (token.kind == Token::Kind::end) break;
    phrase.words.push_back(token.text);
  }
  phrase.name = name;
  auto& same = by_first_[phrase.words.front()];
  for (const Phrase& other : same) {
    if (other.name == phrase.name) return;
  }
  same.push_back(std::move(phrase));
}

const std::vector<Phrases::Phrase>* Phrases::starting_with(std::string_view word) const {
  const auto found = by_first_.find(word);
  return found == by_first_.end() ? nullptr : &found->second;
}

}  // namespace zhulian::feel
