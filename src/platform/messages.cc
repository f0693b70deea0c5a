#include "platform/messages.h"

#include <algorithm>

namespace zhulian {
namespace {

// "kind@en" is {kind} of an English sentence, and of no other.
std::vector<Argument> in_language(std::vector<Argument> arguments, Language language) {
  for (Argument& argument : arguments) {
    const auto at = argument.name.find('@');
    if (at != std::string::npos && argument.name.substr(at + 1) == word(language))
      argument.name.resize(at);
  }
  return arguments;
}

}  // namespace

void Messages::add(std::string code, std::string zh, std::string en) {
  sentences_.insert_or_assign(std::move(code), std::array{std::move(zh), std::move(en)});
}

std::vector<std::string_view> Messages::codes() const {
  std::vector<std::string_view> codes;
  codes.reserve(sentences_.size());
  for (const auto& [code, sentence] : sentences_) codes.emplace_back(code);
  return codes;
}

std::string Messages::say(const Error& error, Language language) const {
  return say(error.code, error.arguments, language);
}

std::string Messages::say(std::string_view code, const std::vector<Argument>& arguments,
                          Language language) const {
  const auto found = sentences_.find(code);
  if (found != sentences_.end())
    return fill_in(found->second[static_cast<std::size_t>(language)],
                   in_language(arguments, language));
  std::string bare(code);
  for (const auto& [name, value] : arguments) bare += ' ' + name + '=' + value;
  return bare;
}

std::string fill_in(std::string_view sentence, const std::vector<Argument>& arguments) {
  std::string filled;
  std::size_t at = 0;
  while (at < sentence.size()) {
    const std::size_t open = std::min(sentence.find('{', at), sentence.size());
    filled += sentence.substr(at, open - at);
    const std::size_t close = sentence.find('}', open);
    if (close == std::string_view::npos) {
      filled += sentence.substr(open);
      break;
    }
    const auto name = sentence.substr(open + 1, close - open - 1);
    const auto argument = std::ranges::find(arguments, name, &Argument::name);
    if (argument != arguments.end()) {
      filled += argument->value;
      at = close + 1;
    } else {
      filled += '{';
      at = open + 1;
    }
  }
  return filled;
}

}  // namespace zhulian
