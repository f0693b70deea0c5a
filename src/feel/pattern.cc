#include "feel/pattern.h"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "feel/unicode.h"

namespace zhulian::feel {

namespace {

constexpr std::array<std::string_view, 37> categories = {
    "L",  "Lu", "Ll", "Lt", "Lm", "Lo", "M",  "Mn", "Mc", "Me", "N",  "Nd", "Nl",
    "No", "P",  "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Z",  "Zs", "Zl", "Zp",
    "S",  "Sm", "Sc", "Sk", "So", "C",  "Cc", "Cf", "Co", "Cn", "Cs"};
constexpr int class_nesting_max = 20;

bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// One pattern, read once from left to right.
class Translator {
 public:
  Translator(std::u32string pattern, const PatternFlags& flags)
      : pattern_(std::move(pattern)), flags_(flags) {
    if (flags_.no_blanks) drop_blanks();
  }

  std::optional<std::string> run() {
    while (!end()) {
      if (!piece()) return std::nullopt;
    }
    if (!open_.empty()) return std::nullopt;
    return std::move(out_);
  }

 private:
  bool end() const { return i_ >= pattern_.size(); }
  char32_t look(std::size_t ahead = 0) const {
    return i_ + ahead < pattern_.size() ? pattern_[i_ + ahead] : U'\0';
  }

  // Everywhere but in classes: even between a backslash and its letter.
  void drop_blanks() {
    std::u32string kept;
    int classes = 0;
    bool escaped = false;
    for (const char32_t c : pattern_) {
      if (classes == 0 && is_blank(c)) continue;
      if (!escaped && c == '[') ++classes;
      if (!escaped && c == ']' && classes > 0) --classes;
      escaped = !escaped && c == '\\';
      kept += c;
    }
    pattern_ = std::move(kept);
  }

  void atom(std::string_view icu) {
    out_ += icu;
    repeatable_ = true;
  }

  static std::string plain(char32_t c) {
    return fmt::format("\\x{{{:X}}}", static_cast<std::uint32_t>(c));
  }

  bool piece() {
    const char32_t c = look();
    switch (c) {
      case '(':
        return open();
      case ')':
        return close();
      case '|':
        ++i_;
        out_ += '|';
        repeatable_ = false;
        return true;
      case '?':
      case '*':
      case '+':
      case '{':
        return quantifier();
      case '[':
        return character_class(0) && (repeatable_ = true);
      case ']':
      case '}':
        return false;
      case '.':
        ++i_;
        atom(flags_.dot_all ? "." : "[^\\n\\r]");
        return true;
      case '^':
        ++i_;
        atom(flags_.multi_line ? "(?:\\A|^(?!\\z))" : "\\A");
        return true;
      case '$':
        ++i_;
        atom(flags_.multi_line ? "$" : "\\z");
        return true;
      case '\\':
        return escape();
      default:
        ++i_;
        atom(plain(c));
        return true;
    }
  }

  bool open() {
    ++i_;
    repeatable_ = false;
    if (look() == '?') {
      if (look(1) != ':') return false;
      i_ += 2;
      open_.push_back(0);
      out_ += "(?:";
      return true;
    }
    closed_.push_back(false);
    open_.push_back(closed_.size());
    out_ += '(';
    return true;
  }

  bool close() {
    if (open_.empty()) return false;
    if (open_.back() > 0) closed_[open_.back() - 1] = true;
    open_.pop_back();
    ++i_;
    atom(")");
    return true;
  }

  bool quantifier() {
    if (!repeatable_) return false;
    repeatable_ = false;
    if (look() == '{') {
      if (!counted()) return false;
    } else {
      out_ += static_cast<char>(pattern_[i_++]);
    }
    if (look() == '?') {  // Reluctant.
      ++i_;
      out_ += '?';
    }
    return true;
  }

  bool counted() {
    ++i_;
    const auto low = count();
    if (!low) return false;
    std::string text = fmt::format("{{{}", *low);
    if (look() == ',') {
      ++i_;
      text += ',';
      if (look() != '}') {
        const auto high = count();
        if (!high || *high < *low) return false;
        text += std::to_string(*high);
      }
    }
    if (look() != '}') return false;
    ++i_;
    out_ += text + "}";
    return true;
  }

  std::optional<int> count() {
    constexpr int count_max = 100'000;
    if (look() < '0' || look() > '9') return std::nullopt;
    int n = 0;
    while (look() >= '0' && look() <= '9') {
      n = n * 10 + static_cast<int>(look() - '0');
      if (n > count_max) return std::nullopt;
      ++i_;
    }
    return n;
  }

  bool escape() {
    const char32_t c = look(1);
    if (c >= '1' && c <= '9') return back_reference();
    const auto set = set_escape();
    if (set) {
      atom(*set);
      return true;
    }
    const auto single = single_escape();
    if (!single) return false;
    atom(plain(*single));
    return true;
  }

  // Into a group that is closed; of two digits only when there are so many groups.
  bool back_reference() {
    ++i_;
    std::size_t number = 0;
    while (look() >= '0' && look() <= '9') {
      const std::size_t longer = number * 10 + (look() - '0');
      if (number > 0 && longer > closed_.size()) break;
      number = longer;
      ++i_;
    }
    if (number > closed_.size() || !closed_[number - 1]) return false;
    atom(fmt::format("(?:\\{})", number));
    return true;
  }

  // "\n", "\-": a single character; nothing is read where it is none.
  std::optional<char32_t> single_escape() {
    constexpr std::u32string_view marks = U"\\|.-^?*+{}()[]$";
    const char32_t c = look(1);
    std::optional<char32_t> made;
    if (c == 'n') made = U'\n';
    if (c == 'r') made = U'\r';
    if (c == 't') made = U'\t';
    if (c != U'\0' && marks.find(c) != marks.npos) made = c;
    if (made) i_ += 2;
    return made;
  }

  // "\d", "\P{Lu}": a class; nothing is read where it is none.
  std::optional<std::string> set_escape() {
    constexpr std::string_view name_start = "\\:_\\p{L}\\p{Nl}";
    constexpr std::string_view name_char = "\\:_\\-.\\u00B7\\p{L}\\p{M}\\p{Nl}\\p{Nd}";
    std::optional<std::string> made;
    switch (look(1)) {
      case 's':
        made = "[ \\t\\n\\r]";
        break;
      case 'S':
        made = "[^ \\t\\n\\r]";
        break;
      case 'd':
        made = "\\p{Nd}";
        break;
      case 'D':
        made = "\\P{Nd}";
        break;
      case 'w':
        made = "[^\\p{P}\\p{Z}\\p{C}]";
        break;
      case 'W':
        made = "[\\p{P}\\p{Z}\\p{C}]";
        break;
      case 'i':
        made = fmt::format("[{}]", name_start);
        break;
      case 'I':
        made = fmt::format("[^{}]", name_start);
        break;
      case 'c':
        made = fmt::format("[{}]", name_char);
        break;
      case 'C':
        made = fmt::format("[^{}]", name_char);
        break;
      case 'p':
      case 'P':
        return property();
      default:
        return std::nullopt;
    }
    i_ += 2;
    return made;
  }

  // "\p{Lu}" a category, "\p{IsGreek}" a block.
  std::optional<std::string> property() {
    if (look(2) != '{') return std::nullopt;
    std::string name;
    std::size_t ahead = 3;
    for (; look(ahead) != '}'; ++ahead) {
      const char32_t c = look(ahead);
      const bool sound =
          (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
      if (!sound) return std::nullopt;
      name += static_cast<char>(c);
    }
    const char letter = static_cast<char>(look(1));
    const bool category = std::ranges::find(categories, name) != categories.end();
    if (!category && (!name.starts_with("Is") || name.size() < 3)) return std::nullopt;
    i_ += ahead + 1;
    return fmt::format("\\{}{{{}}}", letter, category ? name : "block=" + name.substr(2));
  }

  // [a-z-[aeiou]]; ICU writes the difference [[a-z]--[aeiou]].
  bool character_class(int depth) {
    if (depth > class_nesting_max) return false;
    ++i_;
    std::string members;
    bool negative = false;
    if (look() == '^') {
      negative = true;
      ++i_;
    }
    const std::size_t before = out_.size();
    std::string without;
    while (look() != ']') {
      if (end()) return false;
      if (look() == '-' && look(1) == '[') {
        ++i_;
        if (!character_class(depth + 1) || look() != ']') return false;
        without = out_.substr(before);
        out_.resize(before);
        break;
      }
      if (!member(members)) return false;
    }
    ++i_;
    if (members.empty()) return false;
    const std::string own = fmt::format("[{}{}]", negative ? "^" : "", members);
    out_ += without.empty() ? own : fmt::format("[{}--{}]", own, without);
    return true;
  }

  // A character, a range or a class that stands in a class.
  bool member(std::string& members) {
    if (look() == '\\') {
      if (const auto set = set_escape()) {
        members += *set;
        return true;
      }
    }
    const auto low = single();
    if (!low) return false;
    const bool range = look() == '-' && look(1) != ']' && look(1) != '[' && !end();
    if (!range) {
      members += plain(*low);
      return true;
    }
    const std::size_t dash = i_++;
    if (look() == '\\' && set_ahead()) {  // "[a-\d]"
      i_ = dash;
      members += plain(*low);
      return true;
    }
    const auto high = single();
    if (!high || *high < *low) {
      return false;
    }
    members += plain(*low) + "-" + plain(*high);
    return true;
  }

  bool set_ahead() const {
    constexpr std::u32string_view letters = U"sSdDwWiIcCpP";
    return letters.find(look(1)) != letters.npos;
  }

  std::optional<char32_t> single() {
    if (end() || look() == '[' || look() == ']') return std::nullopt;
    if (look() == '\\') return single_escape();
    return pattern_[i_++];
  }

  std::u32string pattern_;
  const PatternFlags& flags_;
  std::size_t i_ = 0;
  std::string out_;
  bool repeatable_ = false;        // A quantifier may follow.
  std::vector<std::size_t> open_;  // The groups we are in; 0 where one does not count.
  std::vector<bool> closed_;       // By number, from 1.
};

}  // namespace

std::optional<PatternFlags> PatternFlags::read(std::string_view flags) {
  PatternFlags read;
  for (const char c : flags) {
    switch (c) {
      case 's':
        read.dot_all = true;
        break;
      case 'm':
        read.multi_line = true;
        break;
      case 'i':
        read.caseless = true;
        break;
      case 'x':
        read.no_blanks = true;
        break;
      case 'q':
        read.literal = true;
        break;
      default:
        return std::nullopt;
    }
  }
  return read;
}

std::optional<std::string> icu_pattern(std::string_view pattern, const PatternFlags& flags) {
  if (pattern.size() > pattern_bytes_max) return std::nullopt;
  if (flags.literal) return std::string(pattern);
  return Translator(decode_lossy(pattern), flags).run();
}

Search::Search(const std::string& text, Interpreter& in, Position at)
    : text_(icu::UnicodeString::fromUTF8(text)),
      in_(in),
      at_(at),
      charged_until_(std::chrono::steady_clock::now()) {}

std::unique_ptr<Search> Search::of(const std::string& text, std::string_view pattern,
                                   std::string_view flags, Interpreter& in, Position at) {
  const auto read = PatternFlags::read(flags);
  if (!read) return nullptr;
  const auto translated = icu_pattern(pattern, *read);
  if (!translated) return nullptr;
  std::uint32_t icu_flags = UREGEX_UNIX_LINES;
  if (read->caseless) icu_flags |= UREGEX_CASE_INSENSITIVE;
  if (read->literal)
    icu_flags |= UREGEX_LITERAL;
  else
    icu_flags |= (read->dot_all ? UREGEX_DOTALL : 0) | (read->multi_line ? UREGEX_MULTILINE : 0);
  std::unique_ptr<Search> made(new Search(text, in, at));
  UErrorCode& status = made->status_;
  made->matcher_ = std::make_unique<icu::RegexMatcher>(icu::UnicodeString::fromUTF8(*translated),
                                                       made->text_, icu_flags, status);
  made->matcher_->setMatchCallback(go_on, made.get(), status);
  made->matcher_->setFindProgressCallback(go_on_finding, made.get(), status);
  constexpr std::int32_t heap_bytes_max = 1 << 20;  // For going back.
  made->matcher_->setStackLimit(heap_bytes_max, status);
  return U_SUCCESS(status) ? std::move(made) : nullptr;
}

// Four steps a microsecond, about what an evaluation takes elsewhere.
bool Search::charge() const {
  const auto now = std::chrono::steady_clock::now();
  const auto spent =
      std::chrono::duration_cast<std::chrono::microseconds>(now - charged_until_).count();
  if (spent <= 0) return !in_.stopped();
  charged_until_ += std::chrono::microseconds(spent);
  return in_.charge(static_cast<std::size_t>(spent) * 4, at_);
}

UBool Search::go_on(const void* self, std::int32_t) {
  return static_cast<const Search*>(self)->charge();
}
UBool Search::go_on_finding(const void* self, std::int64_t) {
  return static_cast<const Search*>(self)->charge();
}

bool Search::next() {
  last_end_ = this_end_;
  const bool found = matcher_->find(status_) && U_SUCCESS(status_);
  (void)charge();
  if (!found) return false;
  this_start_ = matcher_->start(status_);
  this_end_ = matcher_->end(status_);
  return U_SUCCESS(status_);
}

bool Search::matches_nothing() {
  matcher_->reset(empty_);
  const bool found = matcher_->find(status_) && U_SUCCESS(status_);
  matcher_->reset(text_);
  return found;
}

namespace {
std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}
}  // namespace

std::string Search::group(int number) const {
  UErrorCode status = U_ZERO_ERROR;
  return to_utf8(matcher_->group(number, status));
}

std::string Search::before() const {
  return to_utf8(text_.tempSubStringBetween(last_end_, this_start_));
}

std::string Search::rest() const {
  return to_utf8(text_.tempSubStringBetween(this_end_, text_.length()));
}

std::optional<std::string> expand_replacement(std::string_view replacement, const Search& match) {
  std::string out;
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    const char c = replacement[i];
    const char next = i + 1 < replacement.size() ? replacement[i + 1] : '\0';
    if (c == '\\') {
      if (next != '\\' && next != '$') return std::nullopt;
      out += next;
      ++i;
    } else if (c == '$') {
      if (next < '0' || next > '9') return std::nullopt;
      int number = next - '0';
      ++i;
      // As many digits as make a group there is.
      while (i + 1 < replacement.size() && replacement[i + 1] >= '0' && replacement[i + 1] <= '9' &&
             number * 10 + (replacement[i + 1] - '0') <= match.groups()) {
        number = number * 10 + (replacement[++i] - '0');
      }
      if (number <= match.groups()) out += match.group(number);
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace zhulian::feel
