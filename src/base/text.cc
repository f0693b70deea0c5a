#include "base/text.h"

#include <memory>
#include <stdexcept>

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace zhulian::text {
namespace {

void require(UErrorCode code, const char* what) {
  if (U_FAILURE(code)) throw std::runtime_error(std::string("ICU: ") + what);
}

bool is_invisible(UChar32 c) {
  return c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF || c == 0x00AD;
}

// Calls f(code point, first byte, bytes) for each character.
template <class F>
void each_character(std::string_view utf8, F f) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto size = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t from = at;
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    f(c, static_cast<std::size_t>(from), static_cast<std::size_t>(at - from));
  }
}

std::string utf8_of(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

// ICU's objects are not safe to share between threads while they work: one each.
const icu::Transliterator& to_pinyin() {
  thread_local const std::unique_ptr<icu::Transliterator> it = [] {
    UErrorCode code = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
        "Han-Latin/Names; Latin-ASCII; Lower", UTRANS_FORWARD, code));
    require(code, "the Han-Latin/Names transform is missing");
    return made;
  }();
  return *it;
}

const icu::Collator& chinese_order() {
  thread_local const std::unique_ptr<icu::Collator> it = [] {
    UErrorCode code = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> made(
        icu::Collator::createInstance(icu::Locale("zh", "", "", "collation=pinyin"), code));
    require(code, "the Chinese collation is missing");
    return made;
  }();
  return *it;
}

}  // namespace

std::size_t length(std::string_view utf8) {
  std::size_t count = 0;
  each_character(utf8, [&](UChar32, std::size_t, std::size_t) { ++count; });
  return count;
}

bool is_valid(std::string_view utf8) {
  bool valid = true;
  each_character(utf8, [&](UChar32 c, std::size_t, std::size_t) { valid &= c >= 0; });
  return valid;
}

bool is_blank(std::string_view utf8) {
  bool blank = true;
  each_character(utf8, [&](UChar32 c, std::size_t, std::size_t) {
    blank &= u_isUWhiteSpace(c) || is_invisible(c);
  });
  return blank;
}

std::string normalise(std::string_view utf8) {
  UErrorCode code = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCInstance(code);
  require(code, "NFKC is missing");
  const auto text = nfkc->normalize(
      icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())}), code);
  require(code, "NFKC failed");
  icu::UnicodeString out;
  bool space = false;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = text.char32At(at);
    if (is_invisible(c)) continue;
    if (u_isUWhiteSpace(c)) {
      space = !out.isEmpty();
      continue;
    }
    if (space) out.append(u' ');
    space = false;
    out.append(c);
  }
  return utf8_of(out);
}

std::string tail(std::string_view utf8, std::size_t count) {
  const std::size_t all = length(utf8);
  std::size_t seen = 0;
  std::size_t from = utf8.size();
  each_character(utf8, [&](UChar32, std::size_t at, std::size_t) {
    if (seen++ + count >= all && at < from) from = at;
  });
  return std::string(utf8.substr(from));
}

Sound sound_of(std::string_view utf8) {
  auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  to_pinyin().transliterate(text);
  Sound sound;
  std::string syllable;
  const auto finish = [&] {
    if (syllable.empty()) return;
    sound.pinyin += syllable;
    sound.initials += syllable.front();
    sound.syllables.push_back(std::move(syllable));
    syllable.clear();
  };
  for (const char c : utf8_of(text)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      syllable += c;
    else
      finish();
  }
  finish();
  return sound;
}

std::string sort_key(std::string_view utf8) {
  const auto text =
      icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  std::string key(64, '\0');
  const auto fill = [&] {
    return chinese_order().getSortKey(text, reinterpret_cast<std::uint8_t*>(key.data()),
                                      static_cast<std::int32_t>(key.size()));
  };
  const auto size = static_cast<std::size_t>(fill());
  if (size > key.size()) {
    key.resize(size);
    fill();
  }
  key.resize(size - 1);  // ICU ends the key with a zero byte.
  constexpr std::string_view hex = "0123456789abcdef";
  std::string text_key;  // Databases compare text: two characters a byte keep the order.
  text_key.reserve(key.size() * 2);
  for (const char c : key) {
    text_key += hex[static_cast<unsigned char>(c) >> 4];
    text_key += hex[static_cast<unsigned char>(c) & 15];
  }
  return text_key;
}

std::string mask_name(std::string_view utf8) {
  std::string masked;
  each_character(utf8, [&](UChar32, std::size_t at, std::size_t bytes) {
    if (at == 0)
      masked += utf8.substr(at, bytes);
    else
      masked += '*';
  });
  return masked;
}

std::string mask_all_but_last(std::string_view text, std::size_t shown) {
  const std::string end = tail(text, shown);
  return std::string(length(text) - length(end), '*') + end;
}

}  // namespace zhulian::text
