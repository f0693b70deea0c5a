// UTF-8 text: its length in characters, its shape for comparing, its sound for finding.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace zhulian::text {

// Unicode code points, not bytes. A broken byte counts as one.
std::size_t length(std::string_view utf8);
bool is_valid(std::string_view utf8);

// Nothing but white space, including the ideographic space and zero-width marks.
bool is_blank(std::string_view utf8);

// Text as people type it, made comparable: NFKC (full-width digits become plain ones,
// compatibility ideographs their common form); zero-width and control characters gone; white
// space of every kind, U+3000 and NBSP among it, trimmed at both ends and folded to one space
// inside. A broken byte becomes U+FFFD. No character is corrected into another.
std::string normalise(std::string_view utf8);

// normalise() without any white space: for ids, headings and codes, and for names that are
// padded to three characters.
std::string squeeze(std::string_view utf8);

// The last `count` characters.
std::string tail(std::string_view utf8, std::size_t count);

// How a Chinese name sounds, without tones: "wangxiaoming" and "wxm". Other letters are kept
// in lower case. Readings come from ICU's Han-Latin/Names transform (CLDR), which knows the
// readings that surnames take.
struct Sound {
  std::string pinyin;
  std::string initials;
  std::vector<std::string> syllables;
};
Sound sound_of(std::string_view utf8);

// A key that sorts bytewise in the order of Chinese readers (CLDR zh, by pinyin).
std::string sort_key(std::string_view utf8);

// First character kept, the rest as asterisks (a public notice never shows more of a name).
std::string mask_name(std::string_view utf8);
// All but the last `shown` characters as asterisks.
std::string mask_all_but_last(std::string_view text, std::size_t shown);

}  // namespace zhulian::text
