// The sentences people read, by code and language. They are data (messages/*.yaml, read by
// packs/); this only keeps them and puts arguments where {name} stands.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/names.h"
#include "base/result.h"

namespace zhulian {

enum class Language { zh, en };
constexpr Names<Language, 2> language_names{{{{Language::zh, "zh"}, {Language::en, "en"}}}};
constexpr const auto& names_of(Language) {
  return language_names;
}

class Messages {
 public:
  // A code added again replaces the earlier sentence: a place's pack may word it its own way.
  void add(std::string code, std::string zh, std::string en);

  bool knows(std::string_view code) const { return sentences_.contains(code); }
  std::vector<std::string_view> codes() const;

  // An argument may be worded in each language: `kind@zh` and `kind@en` stand for {kind}.
  // The sentence for the error itself, without its `others`. A code nobody wrote a sentence
  // for is said as it is, with its arguments: odd, but it hides nothing.
  std::string say(const Error&, Language) const;
  std::string say(std::string_view code, const std::vector<Argument>&, Language) const;

 private:
  std::map<std::string, std::array<std::string, 2>, std::less<>> sentences_;
};

// Puts arguments where {name} stands; a {name} that nobody gave stays. What an argument says is
// never read for names again.
std::string fill_in(std::string_view sentence, const std::vector<Argument>&);

}  // namespace zhulian
