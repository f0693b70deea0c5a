#include <memory>

#include <unicode/locid.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include "feel/builtins.h"
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

// ---- regular expressions: those of XPath (the standard's) run by ICU within limits ----

struct Flags {
  std::uint32_t icu = 0;
  bool literal = false;
  bool blanks = false;  // "x": blanks in the pattern do not count.
};

std::optional<Flags> read_flags(const Value& value) {
  Flags flags;
  if (value.is_null()) return flags;
  for (const char c : *value.as_string()) {
    switch (c) {
      case 's':
        flags.icu |= UREGEX_DOTALL;
        break;
      case 'm':
        flags.icu |= UREGEX_MULTILINE;
        break;
      case 'i':
        flags.icu |= UREGEX_CASE_INSENSITIVE;
        break;
      case 'x':
        flags.blanks = true;
        break;
      case 'q':
        flags.literal = true;
        break;
      default:
        return std::nullopt;
    }
  }
  return flags;
}

// XPath writes a difference of classes [a-z-[aeiou]], ICU [a-z--[aeiou]]; XPath knows no
// back-reference into a group that is not closed, no look-around, no possessive quantifier.
// nullopt for what XPath forbids and ICU would take.
std::optional<std::string> icu_pattern(const std::string& pattern, bool drop_blanks) {
  std::string out;
  int brackets = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    const char next = i + 1 < pattern.size() ? pattern[i + 1] : '\0';
    if (c == '\\') {
      if (next == '\0') return std::nullopt;
      if (brackets > 0 && next >= '0' && next <= '9') return std::nullopt;
      out += c;
      out += next;
      ++i;
      continue;
    }
    if (brackets == 0 && drop_blanks && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) continue;
    if (brackets == 0 && c == '(' && next == '?') {
      if (i + 2 >= pattern.size() || pattern[i + 2] != ':') return std::nullopt;
    }
    if (brackets == 0 && next == '+' && (c == '*' || c == '+' || c == '?' || c == '}')) {
      return std::nullopt;
    }
    if (c == '[') ++brackets;
    if (c == ']' && brackets > 0) --brackets;
    if (brackets > 0 && c == '-' && next == '[') out += '-';
    if (brackets > 0 && c == '&' && next == '&') out += '\\';
    out += c;
  }
  return out;
}

// nullptr when the pattern is not sound. Time is counted in ICU's own unit, a number of steps of
// its engine, roughly a millisecond each; the heap for going back is held to 1 MB.
std::unique_ptr<icu::RegexMatcher> matcher(BuiltinCall& call, const icu::UnicodeString& input) {
  const auto flags = read_flags(call[call.args.size() - 1]);
  if (!flags || call.string(1).size() > 4096) return nullptr;
  std::uint32_t icu_flags = flags->icu;
  std::string pattern = call.string(1);
  if (flags->literal) {
    icu_flags = (icu_flags & UREGEX_CASE_INSENSITIVE) | UREGEX_LITERAL;
  } else {
    auto translated = icu_pattern(pattern, flags->blanks);
    if (!translated) return nullptr;
    pattern = *std::move(translated);
  }
  UErrorCode status = U_ZERO_ERROR;
  auto made = std::make_unique<icu::RegexMatcher>(icu::UnicodeString::fromUTF8(pattern), input,
                                                  icu_flags, status);
  made->setTimeLimit(50, status);
  made->setStackLimit(1 << 20, status);
  return U_SUCCESS(status) ? std::move(made) : nullptr;
}

Value matches(BuiltinCall& call) {
  // Dear as they are, regular expressions are the first to use up an evaluation's steps.
  if (!call.in.charge(1000 + call.string(0).size() + call.string(1).size(), call.at)) return {};
  const auto input = icu::UnicodeString::fromUTF8(call.string(0));
  const auto engine = matcher(call, input);
  if (!engine) return call.fault("feel.value.pattern");
  UErrorCode status = U_ZERO_ERROR;
  const bool found = engine->find(status);
  return U_SUCCESS(status) ? Value(found) : call.fault("feel.limit.pattern");
}

// XPath's replacement has $1 and \$ only, as ICU's; a lone "$" or "\" is an error in both.
Value replace(BuiltinCall& call) {
  if (!call.in.charge(1000 + call.string(0).size() + call.string(1).size(), call.at)) return {};
  const auto input = icu::UnicodeString::fromUTF8(call.string(0));
  const auto engine = matcher(call, input);
  if (!engine) return call.fault("feel.value.pattern");
  icu::UnicodeString with = icu::UnicodeString::fromUTF8(call.string(2));
  const auto flags = read_flags(call[3]);
  if (flags->literal) {
    with.findAndReplace(icu::UnicodeString("\\"), icu::UnicodeString("\\\\"));
    with.findAndReplace(icu::UnicodeString("$"), icu::UnicodeString("\\$"));
  }
  // One match at a time, so that what is made counts before it is made.
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  while (engine->find(status) && U_SUCCESS(status)) {
    const std::int32_t before = out.length();
    engine->appendReplacement(out, with, status);
    const auto grown = static_cast<std::size_t>(out.length() - before);
    if (U_FAILURE(status)) break;
    if (!call.in.charge(1 + grown / 16, call.at)) return {};
  }
  if (U_FAILURE(status)) return call.fault("feel.limit.pattern");
  engine->appendTail(out);
  return Value(to_utf8(out));
}

Value split(BuiltinCall& call) {
  if (!call.in.charge(1000 + call.string(0).size() + call.string(1).size(), call.at)) return {};
  const auto input = icu::UnicodeString::fromUTF8(call.string(0));
  call.args.push_back(Value());  // No flags.
  const auto engine = matcher(call, input);
  if (!engine) return call.fault("feel.value.pattern");
  UErrorCode status = U_ZERO_ERROR;
  List parts;
  std::int32_t from = 0;
  while (engine->find(status) && U_SUCCESS(status)) {
    const std::int32_t start = engine->start(status), end = engine->end(status);
    if (end == start) return call.fault("feel.value.pattern");  // Splits at nothing.
    parts.emplace_back(to_utf8(input.tempSubStringBetween(from, start)));
    from = end;
    if (!call.in.charge(1, call.at)) return {};
  }
  if (U_FAILURE(status)) return call.fault("feel.limit.pattern");
  parts.emplace_back(to_utf8(input.tempSubStringBetween(from, input.length())));
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
