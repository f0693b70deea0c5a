#include "policy/words.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace zhulian::policy {
namespace {

// Whether a byte belongs to a name of the models: all but ASCII punctuation and blanks.
bool in_name(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) || byte == '_';
}

}  // namespace

std::string Words::of(std::string_view zh) const {
  if (!english_) return std::string(zh);
  const auto found = policies_.words.find(zh);
  return found == policies_.words.end() ? std::string(zh) : found->second;
}

std::string Words::compared(std::string_view sign) const {
  struct Said {
    std::string_view sign, zh, en;
  };
  static constexpr std::array<Said, 4> all{
      Said{.sign = "<=", .zh = "\u4e0d\u8d85\u8fc7 ", .en = "at most "},
      Said{.sign = ">=", .zh = "\u4e0d\u4f4e\u4e8e ", .en = "at least "},
      Said{.sign = "<", .zh = "\u4f4e\u4e8e ", .en = "less than "},
      Said{.sign = ">", .zh = "\u9ad8\u4e8e ", .en = "more than "}};
  const auto found = std::ranges::find(all, sign, &Said::sign);
  return std::string(english_ ? found->en : found->zh);
}

std::string Words::cell(std::string_view text) const {
  const std::string parameters = std::string(dmn::parameters_name) + ".";
  std::string out;
  while (!text.empty()) {
    const auto take = [&](std::size_t count) {
      const std::string_view taken = text.substr(0, count);
      text.remove_prefix(taken.size());
      return taken;
    };
    if (text.starts_with(parameters)) {
      take(parameters.size());
    } else if (text.front() == '"') {
      const auto end = std::min(text.find('"', 1), text.size() - 1);
      const std::string_view quoted = take(end + 1).substr(1);
      out += of(quoted.substr(0, quoted.size() - quoted.ends_with('"')));
    } else if (text.front() == '<' || text.front() == '>') {
      out += compared(take(text.substr(1).starts_with('=') ? 2 : 1));
      while (text.starts_with(' ')) take(1);
    } else if (in_name(text.front())) {
      std::size_t end = 0;
      while (end < text.size() && in_name(text[end])) ++end;
      const std::string_view name = take(end);
      out += name == "true" ? truth(true) : name == "false" ? truth(false) : of(name);
    } else {
      out += take(1);
    }
  }
  return out;
}

std::string Words::fact(std::string_view key) const {
  if (const dmn::Fact* fact = policies_.ground.fact(key))
    return english_ ? fact->name_en : fact->name_zh;
  const std::string prefix = std::string(dmn::parameters_name) + ".";
  if (key.starts_with(prefix)) key.remove_prefix(prefix.size());
  return of(key);
}

std::string Words::document(std::string_view key) const {
  const auto found = policies_.documents.find(key);
  return found == policies_.documents.end() ? std::string(key) : of(found->second);
}

std::string Words::truth(bool is) const {
  if (english_) return is ? "yes" : "no";
  return is ? "\u662f" : "\u5426";
}

std::string Words::value(const feel::Value& value) const {
  if (value.is_null()) return {};
  if (const bool* is = value.as_boolean()) return truth(*is);
  if (const std::string* text = value.as_string()) return of(*text);
  return feel::to_text(value).value_or("");
}

Term Words::named(std::string_view key) const {
  return {.key = std::string(key), .name = fact(key)};
}

std::vector<Term> Words::all(std::string_view keys) const {
  std::vector<Term> named_keys;
  while (!keys.empty()) {
    const auto comma = keys.find(',');
    named_keys.push_back(named(keys.substr(0, comma)));
    keys = comma == std::string_view::npos ? "" : keys.substr(comma + 1);
  }
  return named_keys;
}

}  // namespace zhulian::policy
