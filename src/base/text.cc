#include "base/text.h"

#include <memory>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

#include <unicode/bytestream.h>
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

// Nothing is to be seen of it: a joiner, a mark of direction, a control character.
bool is_unseen(UChar32 c) {
  const auto kind = u_charType(c);
  return (kind == U_CONTROL_CHAR && !u_isUWhiteSpace(c)) || kind == U_FORMAT_CHAR;
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
    blank &= c >= 0 && (u_isUWhiteSpace(c) || is_unseen(c));
  });
  return blank;
}

namespace {

// The bytes of the ideograph of U+4E00..U+9FFF that begins here, else 0. NFKC leaves that whole
// block as it is, and no mark after one of them joins with it.
std::size_t ideograph_at(std::string_view text, std::size_t at) {
  if (at + 3 > text.size()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const bool within = (byte(0) == 0xE4 && byte(1) >= 0xB8) || (byte(0) >= 0xE5 && byte(0) <= 0xE9);
  const bool whole = (byte(1) & 0xC0) == 0x80 && (byte(2) & 0xC0) == 0x80;
  return within && whole ? 3 : 0;
}

// The common case: visible ASCII and common ideographs with single spaces between, nothing that
// normalising would touch.
bool is_plain(std::string_view text) {
  char before = ' ';
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (const std::size_t bytes = ideograph_at(text, at); bytes > 0) {
      at += bytes;
    } else {
      if (c < 0x20 || c >= 0x7F || (c == ' ' && before == ' ')) return false;
      ++at;
    }
    before = c;
  }
  return text.empty() || before != ' ';
}

std::string compatible(std::string_view text) {
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal);
  UErrorCode code = U_ZERO_ERROR;
  const auto* nfkc = icu::Normalizer2::getNFKCInstance(code);
  require(code, "NFKC is missing");
  nfkc->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())),
                      sink, nullptr, code);
  require(code, "NFKC failed");
  return normal;
}

// What is seen of a text, with `space` for a run of white space between two words.
std::string seen_of(std::string_view text, std::string_view space) {
  std::string seen;
  bool apart = false;
  each_character(text, [&](UChar32 c, std::size_t from, std::size_t bytes) {
    if (c >= 0 && u_isUWhiteSpace(c)) {
      apart = !seen.empty();
    } else if (c < 0 || !is_unseen(c)) {
      if (apart) seen += space;
      apart = false;
      seen += c < 0 ? "\uFFFD" : text.substr(from, bytes);
    }
  });
  return seen;
}

}  // namespace

std::string normalise(std::string_view utf8) {
  return is_plain(utf8) ? std::string(utf8) : seen_of(compatible(utf8), " ");
}

std::string squeeze(std::string_view utf8) {
  if (is_plain(utf8) && !utf8.contains(' ')) return std::string(utf8);
  return seen_of(compatible(utf8), "");
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

namespace {

bool is_han(UChar32 c) {
  return c > 0 && u_hasBinaryProperty(c, UCHAR_UNIFIED_IDEOGRAPH);
}

// The transform takes some 30 microseconds a name and is slow to make, so there is one, and the
// reading of a character is remembered. It depends on whether the character begins the name, as
// a surname does, and for these four on the one that follows (Linghu, Moqi, Tantai, Zhangsun:
// CLDR's Han-Latin/Names).
class Pinyin {
 public:
  Pinyin() {
    UErrorCode code = U_ZERO_ERROR;
    transform_.reset(icu::Transliterator::createInstance("Han-Latin/Names; Latin-ASCII; Lower",
                                                         UTRANS_FORWARD, code));
    require(code, "the Han-Latin/Names transform is missing");
  }

  // The reading with blanks between its syllables.
  std::string of(std::string_view utf8) {
    const auto text =
        icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
    const std::lock_guard lock(mutex_);
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1))
      if (!is_han(text.char32At(at))) return transformed(text);
    std::string reading;
    for (std::int32_t at = 0; at < text.length();) {
      const std::int32_t behind = text.moveIndex32(at, 1);
      const UChar32 next = behind < text.length() ? text.char32At(behind) : 0;
      if (at > 0) reading += ' ';
      reading += of(text.char32At(at), next, at == 0);
      at = behind;
    }
    return reading;
  }

 private:
  static constexpr std::size_t remembered_max = 1 << 16;

  const std::string& of(UChar32 c, UChar32 next, bool first) {
    const bool with_next = c == 0x4EE4 || c == 0x4E07 || c == 0x6FB9 || c == 0x957F;
    const UChar32 behind = with_next ? next : 0;
    const std::uint64_t key = (first ? 1U : 0U) | static_cast<std::uint64_t>(c) << 1 |
                              static_cast<std::uint64_t>(behind) << 24;
    if (const auto found = remembered_.find(key); found != remembered_.end()) return found->second;
    if (remembered_.size() >= remembered_max) remembered_.clear();
    return remembered_.emplace(key, read(c, behind, first)).first->second;
  }

  std::string read(UChar32 c, UChar32 next, bool first) const {
    icu::UnicodeString text;
    if (!first) text.append(UChar32{0x4E00});  // Any character of one syllable: yi.
    text.append(c);
    if (next != 0) text.append(next);
    std::string reading = transformed(std::move(text));
    if (!first) reading.erase(0, reading.find(' ') + 1);
    return next != 0 ? reading.substr(0, reading.find(' ')) : reading;
  }

  std::string transformed(icu::UnicodeString text) const {
    transform_->transliterate(text);
    return utf8_of(text);
  }

  std::mutex mutex_;
  std::unique_ptr<icu::Transliterator> transform_;
  std::unordered_map<std::uint64_t, std::string> remembered_;
};

std::string reading_of(std::string_view utf8) {
  static Pinyin pinyin;
  return pinyin.of(utf8);
}

}  // namespace

Sound sound_of(std::string_view utf8) {
  Sound sound;
  std::string syllable;
  const auto finish = [&] {
    if (syllable.empty()) return;
    sound.pinyin += syllable;
    sound.initials += syllable.front();
    sound.syllables.push_back(std::move(syllable));
    syllable.clear();
  };
  for (const char c : reading_of(utf8)) {
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
