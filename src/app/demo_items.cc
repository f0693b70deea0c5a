#include "app/demo_items.h"

#include <charconv>

#include <fmt/format.h>

namespace zhulian::app::sample {

using packs::Item;

std::int64_t number_of(const Item& item) {
  std::int64_t value = 0;
  const std::string text = item.text();
  const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || problem != std::errc{} || stop != text.data() + text.size() || value < 0)
    item.fault("packs.yaml.expected_number", {{"text", text}});
  return value;
}

std::int64_t number_or(const Item& parent, std::string_view key, std::int64_t otherwise) {
  const auto found = parent.find(key);
  return found ? number_of(*found) : otherwise;
}

Weights weights_of(const Item& item) {
  Weights weights;
  std::int64_t sum = 0;
  for (const auto& [key, weight] : item.map()) {
    weights.emplace_back(key, number_of(weight));
    sum += weights.back().second;
  }
  if (sum <= 0) {
    item.fault("app.demo.numbers");
    weights = {{"", 1}};
  }
  return weights;
}

Range range_of(const Item& item) {
  const auto list = item.list();
  Range range;
  if (list.size() >= 2) range = {number_of(list[0]), number_of(list[1])};
  if (list.size() != 2 || range.from > range.to) {
    item.fault("app.demo.numbers");
    return {};
  }
  return range;
}

Bands bands_of(const Item& item) {
  Bands bands;
  for (const Item& entry : item.list()) {
    const auto list = entry.list();
    if (list.size() == 3 && number_of(list[0]) <= number_of(list[1]) && number_of(list[1]) < 130)
      bands.push_back({{number_of(list[0]), number_of(list[1])}, number_of(list[2])});
    else
      entry.fault("app.demo.numbers");
  }
  if (bands.empty()) item.fault("app.demo.numbers");
  return bands;
}

Words words_of(const Item& item) {
  Words words;
  for (const Item& word : item.list()) words.push_back(word.text());
  if (words.empty()) {
    item.fault("packs.yaml.expected_list");
    words.emplace_back();
  }
  return words;
}

WordsBy words_by(const Item& item) {
  WordsBy words;
  for (const auto& [key, list] : item.map()) words[key] = words_of(list);
  return words;
}

std::vector<std::int64_t> weekdays_or(const Item& parent, std::string_view key,
                                      std::vector<std::int64_t> otherwise) {
  const auto found = parent.find(key);
  if (!found) return otherwise;
  std::vector<std::int64_t> days;
  for (const Item& one : found->list()) {
    days.push_back(number_of(one));
    if (days.back() < 1 || days.back() > 7) one.fault("app.demo.numbers");
  }
  return days;
}

Words characters_of(const Item& item) {
  Words characters;
  for (const char c : item.text()) {
    if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) characters.emplace_back();
    if (!characters.empty()) characters.back() += c;
  }
  if (characters.empty()) {
    item.fault("packs.yaml.empty", {{"key", ""}});
    characters.emplace_back("?");
  }
  return characters;
}

std::string pattern_of(const Item& parent, std::string_view key,
                       std::initializer_list<std::string_view> names) {
  std::string pattern = parent.text(key);
  std::string rest = pattern;
  for (const std::string_view name : names)
    for (const std::string field = fmt::format("{{{}}}", name);;) {
      const auto at = rest.find(field);
      if (at == std::string::npos) break;
      rest.erase(at, field.size());
    }
  if (rest.find_first_of("{}") == std::string::npos) return pattern;
  parent.at(key).fault("app.demo.pattern");
  return {};
}

}  // namespace zhulian::app::sample
