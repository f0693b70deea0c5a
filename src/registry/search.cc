#include "registry/search.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace zhulian::registry {
namespace {

// Surnames of two characters that are still common (Ministry of Public Security, names of 2020).
constexpr std::array<std::string_view, 24> compound_surnames{
    "\u6b27\u9633", "\u4e0a\u5b98", "\u53f8\u9a6c", "\u8bf8\u845b", "\u7687\u752b", "\u5c09\u8fdf",
    "\u516c\u5b59", "\u6155\u5bb9", "\u4ee4\u72d0", "\u53f8\u5f92", "\u53f8\u7a7a", "\u590f\u4faf",
    "\u8f69\u8f95", "\u957f\u5b59", "\u5b87\u6587", "\u7aef\u6728", "\u4e1c\u65b9", "\u72ec\u5b64",
    "\u5357\u5bab", "\u4e1c\u90ed", "\u95fb\u4eba", "\u6b27\u4faf", "\u9c9c\u4e8e", "\u62d3\u8dcb"};

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// A name without what people type or leave out: spaces, hyphens, apostrophes, and the dot
// between the parts of a name of another language.
std::string squeezed(std::string_view name) {
  constexpr std::array<std::string_view, 9> left_out{
      " ", "-", "'", ".", "\u2019", "\u00b7", "\u2022", "\u2027", "\u30fb"};
  std::string out;
  while (!name.empty()) {
    const auto found = std::ranges::find_if(
        left_out, [&](std::string_view mark) { return name.starts_with(mark); });
    if (found != left_out.end()) {
      name.remove_prefix(found->size());
      continue;
    }
    out += lower(name.front());
    name.remove_prefix(1);
  }
  return out;
}

void add(std::vector<store::SearchKey>& keys, char kind, std::string key) {
  if (key.empty()) return;
  for (const store::SearchKey& known : keys)
    if (known.kind == kind && known.key == key) return;
  keys.push_back({kind, std::move(key)});
}

// A character of several bytes: the Latin letters, digits and marks of a box are plain ASCII
// after normalisation.
bool is_wide(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

bool is_last_four(std::string_view text) {
  return text.size() == 4 && std::ranges::all_of(text.substr(0, 3), is_digit) &&
         (is_digit(text[3]) || text[3] == 'x' || text[3] == 'X');
}

std::string upper_x(std::string text) {
  std::ranges::replace(text, 'x', 'X');
  return text;
}

Criterion sounds_like(std::string_view pinyin, std::string_view initials) {
  return {.keys = {{'p', std::string(pinyin)}, {'i', std::string(initials)}}};
}

}  // namespace

std::vector<store::SearchKey> name_keys(std::string_view name) {
  std::vector<store::SearchKey> keys;
  const std::string whole = squeezed(name);
  add(keys, 'n', whole);
  const auto sound = text::sound_of(name);
  add(keys, 'p', sound.pinyin);
  add(keys, 'i', sound.initials);
  const std::size_t length = text::length(whole);
  const bool compound = std::ranges::any_of(
      compound_surnames, [&](std::string_view surname) { return whole.starts_with(surname); });
  // "Ouyang Ming" is found by Ming, and by nothing that begins inside the surname; where four
  // characters do not tell, by both.
  std::vector<std::size_t> surnames;
  if (!compound) surnames.push_back(1);
  if (compound || length >= 4) surnames.push_back(2);
  const bool one_syllable_each = sound.syllables.size() == length;
  for (const std::size_t surname : surnames) {
    if (length <= surname || !is_wide(whole.front())) continue;
    add(keys, 'n', text::tail(whole, length - surname));
    if (!one_syllable_each) continue;
    std::string given;
    for (std::size_t i = surname; i < sound.syllables.size(); ++i) given += sound.syllables[i];
    add(keys, 'p', std::move(given));
  }
  // A name in Latin letters is found by each of its words.
  if (!whole.empty() && !is_wide(whole.front()))
    for (std::size_t i = 1; i < sound.syllables.size(); ++i) {
      std::string rest;
      for (std::size_t j = i; j < sound.syllables.size(); ++j) rest += sound.syllables[j];
      add(keys, 'p', std::move(rest));
    }
  return keys;
}

std::vector<store::SearchKey> search_keys(const Keyring& keyring, std::string_view name,
                                          std::string_view citizen_id) {
  auto keys = name_keys(name);
  if (!citizen_id.empty())
    keys.push_back({'t', store::tail_hash(keyring, citizen_id.substr(citizen_id.size() - 4))});
  return keys;
}

std::optional<Question> read_question(std::string_view typed) {
  std::string q = squeezed(text::normalise(typed));
  if (q.empty()) return std::nullopt;
  Question question;

  std::string upper = q;
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (const auto id = read_citizen_id(upper); id.id) {
    question.citizen_id = id.id->text;
    return question;
  }
  if (const auto number = read_certificate_number(upper)) {
    question.certificate_number = number->text();
    return question;
  }

  // The last four after a name, or alone.
  if (q.size() == 4 && is_last_four(q)) {
    question.last_four = upper_x(q);
    return question;
  }
  if (q.size() > 4 && is_last_four(std::string_view(q).substr(q.size() - 4)) &&
      !is_digit(q[q.size() - 5])) {
    question.last_four = upper_x(q.substr(q.size() - 4));
    q.resize(q.size() - 4);
  }

  const auto first_plain = std::ranges::find_if_not(q, is_wide);
  const std::string characters(q.begin(), first_plain);
  const std::string letters(first_plain, q.end());
  if (!std::ranges::all_of(letters, is_ascii_letter)) {
    // Letters before characters, or digits among them: as a name it may still be written so.
    question.hopeless =
        std::ranges::none_of(q, [](char c) { return is_wide(c) || is_ascii_letter(c); });
    question.names.push_back({.keys = {{'n', q}}});
    return question;
  }
  if (!characters.empty()) question.names.push_back({.keys = {{'n', characters}}});
  if (!letters.empty()) {
    const auto sound = text::sound_of(characters);
    question.names.push_back(sounds_like(sound.pinyin + letters, sound.initials + letters));
  }
  return question;
}

}  // namespace zhulian::registry
