#include "packs/yaml.h"

#include <algorithm>
#include <charconv>

namespace zhulian::packs {

void Faults::add(std::string place, std::string code, std::vector<Argument> arguments) {
  faults_.push_back(Error{.fault = Fault::invalid,
                          .code = std::move(code),
                          .field = std::move(place),
                          .arguments = std::move(arguments)});
}

void Faults::add(std::string_view file, int line, std::string code,
                 std::vector<Argument> arguments) {
  add(std::string(file) + ":" + std::to_string(line), std::move(code), std::move(arguments));
}

Result<void> Faults::verdict() && {
  if (faults_.empty()) return {};
  Error first = std::move(faults_.front());
  faults_.erase(faults_.begin());
  first.others = std::move(faults_);
  return std::unexpected(std::move(first));
}

std::optional<Item> Item::parse(const std::string& file, const std::string& content,
                                Faults& faults) {
  // yaml-cpp recurses with the nesting: flow brackets beyond any sense are refused unread.
  int depth = 0;
  int deepest = 0;
  for (const char c : content) {
    if (c == '[' || c == '{') deepest = std::max(deepest, ++depth);
    if (c == ']' || c == '}') depth = std::max(0, depth - 1);
  }
  if (deepest > 64) {
    faults.add(file, 1, "packs.yaml.too_deep");
    return std::nullopt;
  }
  try {
    YAML::Node node = YAML::Load(content);
    if (!node.IsMap()) {
      faults.add(file, 1, "packs.yaml.expected_map");
      return std::nullopt;
    }
    return Item(std::move(node), file, faults, 1);
  } catch (const YAML::Exception& problem) {
    faults.add(file, problem.mark.line + 1, "packs.yaml.syntax", {{"what", problem.msg}});
    return std::nullopt;
  }
}

int Item::line() const {
  const auto mark = node_.Mark();
  return mark.is_null() ? line_ : mark.line + 1;
}

void Item::fault(std::string code, std::vector<Argument> arguments) const {
  faults_->add(place(), std::move(code), std::move(arguments));
}

bool Item::has(std::string_view key) const {
  return node_.IsMap() && node_[std::string(key)].IsDefined() && !node_[std::string(key)].IsNull();
}

std::optional<Item> Item::find(std::string_view key) const {
  if (!has(key)) return std::nullopt;
  return Item(node_[std::string(key)], file_, *faults_, line());
}

Item Item::at(std::string_view key) const {
  if (auto found = find(key)) return *std::move(found);
  fault("packs.yaml.missing", {{"key", std::string(key)}});
  return Item(YAML::Node(), file_, *faults_, line());
}

std::vector<Item> Item::list() const {
  std::vector<Item> items;
  if (node_.IsSequence()) {
    for (const auto& node : node_) items.emplace_back(node, file_, *faults_, line());
  } else if (!node_.IsNull()) {
    fault("packs.yaml.expected_list");
  }
  return items;
}

std::vector<std::pair<std::string, Item>> Item::map() const {
  std::vector<std::pair<std::string, Item>> items;
  if (node_.IsMap()) {
    for (const auto& entry : node_) {
      if (entry.first.IsScalar())
        items.emplace_back(entry.first.Scalar(), Item(entry.second, file_, *faults_, line()));
      else
        fault("packs.yaml.expected_text");
    }
  } else if (!node_.IsNull()) {
    fault("packs.yaml.expected_map");
  }
  return items;
}

std::string Item::text() const {
  if (node_.IsScalar()) return node_.Scalar();
  if (!node_.IsNull()) fault("packs.yaml.expected_text");
  return {};
}

std::string Item::text(std::string_view key) const {
  const Item item = at(key);
  if (!has(key)) return {};
  std::string value = item.text();
  if (value.empty() && item.is_text()) item.fault("packs.yaml.empty", {{"key", std::string(key)}});
  return value;
}

std::string Item::text_or(std::string_view key, std::string otherwise) const {
  const auto item = find(key);
  return item ? item->text() : otherwise;
}

std::int64_t Item::number(std::string_view key) const {
  const std::string digits = text(key);
  std::int64_t value = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, problem] = std::from_chars(digits.data(), end, value);
  if (!digits.empty() && (problem != std::errc{} || stop != end))
    at(key).fault("packs.yaml.expected_number", {{"text", digits}});
  return value;
}

bool Item::truth_or(std::string_view key, bool otherwise) const {
  const auto item = find(key);
  if (!item) return otherwise;
  const std::string word = item->text();
  if (word != "true" && word != "false") item->fault("packs.yaml.expected_truth", {{"text", word}});
  return word == "true";
}

Day Item::day_or(std::string_view key, Day otherwise) const {
  const auto item = find(key);
  if (!item) return otherwise;
  const auto day = parse_day(item->text());
  if (!day) item->fault("packs.yaml.expected_day", {{"text", item->text()}});
  return day.value_or(otherwise);
}

Text Item::both(std::string_view key) const {
  const Item item = at(key);
  if (!has(key)) return {};
  item.only({"zh", "en"});
  return {.zh = item.text("zh"), .en = item.text("en")};
}

std::vector<std::string> Item::texts(std::string_view key) const {
  std::vector<std::string> all;
  if (const auto item = find(key))
    for (const Item& one : item->list()) all.push_back(one.text());
  return all;
}

void Item::only(std::initializer_list<std::string_view> keys) const {
  for (const auto& [key, item] : map())
    if (std::ranges::find(keys, key) == keys.end())
      item.fault("packs.yaml.unknown_key", {{"key", key}});
}

}  // namespace zhulian::packs
