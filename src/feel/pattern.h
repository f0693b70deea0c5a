// Regular expressions of XPath 3.1 (5.6.1), which matches(), replace() and split() speak.
//
// One idea: the pattern is read by XPath's rules, refused where XPath refuses it, and told to ICU
// in words both understand alike. What matching costs in time is charged to the evaluation, so
// that a pattern made to explode ends with it.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include "feel/interpreter.h"

namespace zhulian::feel {

constexpr std::size_t pattern_bytes_max = 4096;

// The flags s, m, i, x, q.
struct PatternFlags {
  bool dot_all = false;
  bool multi_line = false;
  bool caseless = false;
  bool no_blanks = false;  // Blanks in the pattern do not count.
  bool literal = false;

  static std::optional<PatternFlags> read(std::string_view flags);
};

// The pattern as ICU reads it; nullopt when it is none of XPath's.
std::optional<std::string> icu_pattern(std::string_view pattern, const PatternFlags& flags);

// A pattern at work on a text.
class Search {
 public:
  // nullptr when pattern or flags are not sound.
  static std::unique_ptr<Search> of(const std::string& text, std::string_view pattern,
                                    std::string_view flags, Interpreter& in, Position at);
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;

  // The next match; false when there is none, or no more time.
  bool next();
  bool timed_out() const { return U_FAILURE(status_); }
  bool matches_nothing();  // Whether the empty text matches; then all begins anew.

  int groups() const { return matcher_->groupCount(); }
  std::string group(int number) const;  // 0: all; "" when it took no part.
  std::string before() const;           // From the last match, or the beginning, to this one.
  std::string rest() const;             // After the last match.

 private:
  Search(const std::string& text, Interpreter& in, Position at);
  static UBool go_on(const void* self, std::int32_t);
  static UBool go_on_finding(const void* self, std::int64_t);
  bool charge() const;

  icu::UnicodeString text_, empty_;
  Interpreter& in_;
  Position at_;
  mutable std::chrono::steady_clock::time_point charged_until_;
  UErrorCode status_ = U_ZERO_ERROR;
  std::unique_ptr<icu::RegexMatcher> matcher_;
  std::int32_t last_end_ = 0, this_start_ = 0, this_end_ = 0;
};

// Of replace(): $0 .. $N, \$ and \\. nullopt when it is none of XPath's.
std::optional<std::string> expand_replacement(std::string_view replacement, const Search& match);

}  // namespace zhulian::feel
