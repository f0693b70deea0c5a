// What keys of the packs' policies are called, in the reader's language.
#pragma once

#include <string>
#include <string_view>

#include "packs/policies.h"
#include "policy/determinations.h"

namespace zhulian::policy {

class Words {
 public:
  // `language`: "zh" or "en"; Chinese for anything else.
  Words(const packs::Policies& policies, const std::optional<std::string>& language)
      : policies_(policies), english_(language == "en") {}

  std::string of(const packs::Text& text) const { return english_ ? text.en : text.zh; }
  // A Chinese text of a model: itself, or its English where the packs have one.
  std::string of(std::string_view zh) const;
  // A cell or an expression for who reads no FEEL: strings without quotes, parameters by their
  // name alone, comparisons in words; names and strings one by one.
  std::string cell(std::string_view text) const;
  std::string fact(std::string_view key) const;  // Also of a parameter, as determinations name it.
  std::string document(std::string_view key) const;
  std::string value(const feel::Value&) const;  // "" for null.
  std::string truth(bool) const;
  Term named(std::string_view key) const;
  // Keys between commas.
  std::vector<Term> all(std::string_view keys) const;

 private:
  std::string compared(std::string_view sign) const;

  const packs::Policies& policies_;
  bool english_;
};

}  // namespace zhulian::policy
