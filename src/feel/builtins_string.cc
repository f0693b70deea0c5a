#include <memory>

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "feel/builtins.h"
#include "feel/pattern.h"
#include "feel/unicode.h"

namespace zhulian::feel {

namespace {

// Positions count code points, from 1, or from the end when negative.
Value substring(BuiltinCall& call) {
  if (!call.in.charge(call.string(0).size() / 32, call.at)) return {};
  const std::u32string text = decode_lossy(call.string(0));
  const auto size = static_cast<std::int64_t>(text.size());
  const auto start = call.number(1).rounded(0, Rounding::toward_zero).to_int64();
  if (!start || *start == 0 || *start > size || *start < -size) return call.out_of_domain();
  const std::int64_t from = *start > 0 ? *start - 1 : size + *start;
  std::int64_t length = size - from;
  if (!call[2].is_null()) {
    const auto asked = call.number(2).rounded(0, Rounding::toward_zero).to_int64();
    if (!asked || *asked < 1) return call.out_of_domain();
    length = std::min(length, *asked);
  }
  return Value(encode(std::u32string_view(text).substr(static_cast<std::size_t>(from),
                                                       static_cast<std::size_t>(length))));
}

Value string_length(BuiltinCall& call) {
  if (!call.in.charge(call.string(0).size() / 32, call.at)) return {};
  return Value::number(static_cast<std::int64_t>(decode_lossy(call.string(0)).size()));
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

Value upper_case(BuiltinCall& call) {
  if (!call.in.charge(call.string(0).size() / 32, call.at)) return {};
  return Value(
      to_utf8(icu::UnicodeString::fromUTF8(call.string(0)).toUpper(icu::Locale::getRoot())));
}

Value lower_case(BuiltinCall& call) {
  if (!call.in.charge(call.string(0).size() / 32, call.at)) return {};
  return Value(
      to_utf8(icu::UnicodeString::fromUTF8(call.string(0)).toLower(icu::Locale::getRoot())));
}

Value substring_before(BuiltinCall& call) {
  const std::size_t place = call.string(0).find(call.string(1));
  return Value(place == std::string::npos ? std::string() : call.string(0).substr(0, place));
}

Value substring_after(BuiltinCall& call) {
  const std::size_t place = call.string(0).find(call.string(1));
  if (place == std::string::npos) return Value(std::string());
  return Value(call.string(0).substr(place + call.string(1).size()));
}

Value contains(BuiltinCall& call) {
  return Value(call.string(0).find(call.string(1)) != std::string::npos);
}
Value starts_with(BuiltinCall& call) {
  return Value(call.string(0).starts_with(call.string(1)));
}
Value ends_with(BuiltinCall& call) {
  return Value(call.string(0).ends_with(call.string(1)));
}

// ---- regular expressions ----

// What the search itself costs is charged as it goes.
std::unique_ptr<Search> search(BuiltinCall& call, const Value& flags) {
  if (!call.in.charge(100 + (call.string(0).size() + call.string(1).size()) / 16, call.at))
    return nullptr;
  const std::string* written = flags.as_string();
  auto made = Search::of(call.string(0), call.string(1), written ? *written : "", call.in, call.at);
  if (!made) call.fault("feel.value.pattern");
  return made;
}

Value timed_out(BuiltinCall& call) {
  return call.fault("feel.limit.pattern");
}

Value matches(BuiltinCall& call) {
  const auto found = search(call, call[2]);
  if (!found) return {};
  const bool matched = found->next();
  return found->timed_out() ? timed_out(call) : Value(matched);
}

Value replace(BuiltinCall& call) {
  const auto found = search(call, call[3]);
  if (!found) return {};
  if (found->matches_nothing()) return call.fault("feel.value.pattern");
  const bool literal = call[3].as_string() && call[3].as_string()->find('q') != std::string::npos;
  std::string out;
  while (found->next()) {
    const auto with = literal ? call.string(2) : expand_replacement(call.string(2), *found);
    if (!with) return call.fault("feel.value.pattern");
    out += found->before() + *with;
    if (!call.in.charge(1 + with->size() / 16, call.at)) return {};
  }
  if (found->timed_out()) return timed_out(call);
  return Value(out + found->rest());
}

Value split(BuiltinCall& call) {
  const auto found = search(call, Value());
  if (!found) return {};
  if (found->matches_nothing()) return call.fault("feel.value.pattern");
  List parts;
  while (found->next()) {
    parts.emplace_back(found->before());
    if (!call.in.charge(1, call.at)) return {};
  }
  if (found->timed_out()) return timed_out(call);
  parts.emplace_back(found->rest());
  return Value(std::move(parts));
}

Value string_join(BuiltinCall& call) {
  std::string out;
  bool first = true;
  for (const Value& item : call.list(0)) {
    if (item.is_null()) continue;
    if (!item.as_string()) return call.fault("feel.value.type");
    const std::size_t before = out.size();
    if (!first && call[1].as_string()) out += *call[1].as_string();
    first = false;
    out += *item.as_string();
    if (!call.in.charge(1 + (out.size() - before) / 32, call.at)) return {};
  }
  return Value(std::move(out));
}

}  // namespace

std::span<const Builtin> string_builtins() {
  using enum Kind;
  static const std::vector<Builtin> table{
      {"substring",
       {{"string", string}, {"start position", number}, {"length", number, true}},
       string,
       substring},
      {"string length", {{"string", string}}, number, string_length},
      {"upper case", {{"string", string}}, string, upper_case},
      {"lower case", {{"string", string}}, string, lower_case},
      {"substring before", {{"string", string}, {"match", string}}, string, substring_before},
      {"substring after", {{"string", string}, {"match", string}}, string, substring_after},
      {"contains", {{"string", string}, {"match", string}}, boolean, contains},
      {"starts with", {{"string", string}, {"match", string}}, boolean, starts_with},
      {"ends with", {{"string", string}, {"match", string}}, boolean, ends_with},
      {"matches",
       {{"input", string}, {"pattern", string}, {"flags", string, true}},
       boolean,
       matches},
      {"replace",
       {{"input", string}, {"pattern", string}, {"replacement", string}, {"flags", string, true}},
       string,
       replace},
      {"split", {{"string", string}, {"delimiter", string}}, list, split},
      {"string join", {{"list", list}, {"delimiter", string, true}}, string, string_join},
  };
  return table;
}

}  // namespace zhulian::feel
