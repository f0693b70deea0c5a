#include "feel/names.h"

#include <algorithm>

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

Vocabulary::Vocabulary(const Names& names) : types(names.types.begin(), names.types.end()) {
  for (const std::string& name : names.known) known.add(name);
  for (const std::string& name : names.members) members.add(name);
}

const Type* Vocabulary::type(std::string_view name) const {
  for (const Vocabulary* own = this; own; own = own->parent) {
    if (const auto found = own->types.find(name); found != own->types.end()) {
      return &found->second;
    }
  }
  return nullptr;
}

void Phrases::add(std::string_view name) {
  const auto tokens = tokenize(name, {});
  if (!tokens || tokens->size() < 2 || tokens->front().kind != Token::Kind::word) return;
  const std::size_t words = tokens->size() - 1;
  if (words > words_max) return;
  std::string key;
  for (std::size_t i = 0; i < words; ++i) {
    if ((*tokens)[i].kind == Token::Kind::string) return;
    key += separator;
    key += (*tokens)[i].text;
  }
  Starting& starting = by_first_[tokens->front().text];
  starting.words_max = std::max(starting.words_max, words);
  starting.names.emplace(std::move(key), name);
}

const Phrases::Starting* Phrases::starting_with(std::string_view word) const {
  const auto found = by_first_.find(word);
  return found == by_first_.end() ? nullptr : &found->second;
}

}  // namespace zhulian::feel
