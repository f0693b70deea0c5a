#include "sheet/encoding.h"

#include <array>
#include <stdexcept>

#include <unicode/ucnv.h>

namespace zhulian::sheet {

namespace {

constexpr std::size_t piece_bytes = 65'536;

std::unexpected<Error> unreadable(std::uint64_t line) {
  return fail(Fault::invalid, "sheet.encoding", {}, {{"line", std::to_string(line)}});
}

// Counts what is sound UTF-8 and what is not (Unicode 15, table 3-7), across pieces.
class Utf8Check {
 public:
  void read(std::string_view bytes) {
    for (const char c : bytes) step(static_cast<unsigned char>(c));
  }
  void finish() {
    if (missing_ > 0) wrong();
  }
  std::uint64_t wide() const { return wide_; }
  std::uint64_t wrong_count() const { return wrong_; }
  std::uint64_t first_wrong_line() const { return first_wrong_line_; }

 private:
  void step(unsigned char byte) {
    if (missing_ > 0) {
      if (byte >= low_ && byte <= high_) {
        low_ = 0x80;
        high_ = 0xBF;
        if (--missing_ == 0) ++wide_;
        return;
      }
      wrong();
      missing_ = 0;
    }
    if (byte == '\n') ++line_;
    if (byte < 0x80) return;
    low_ = byte == 0xE0 ? 0xA0 : byte == 0xF0 ? 0x90 : 0x80;
    high_ = byte == 0xED ? 0x9F : byte == 0xF4 ? 0x8F : 0xBF;
    if (byte >= 0xC2 && byte <= 0xDF)
      missing_ = 1;
    else if (byte >= 0xE0 && byte <= 0xEF)
      missing_ = 2;
    else if (byte >= 0xF0 && byte <= 0xF4)
      missing_ = 3;
    else
      wrong();
  }
  void wrong() {
    if (wrong_++ == 0) first_wrong_line_ = line_;
  }

  int missing_ = 0;  // Bytes of a sequence still to come, the next within low_..high_.
  unsigned char low_ = 0x80;
  unsigned char high_ = 0xBF;
  std::uint64_t line_ = 1;
  std::uint64_t wide_ = 0;
  std::uint64_t wrong_ = 0;
  std::uint64_t first_wrong_line_ = 0;
};

bool has_control(std::string_view bytes) {
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    // 1A is the end of file of DOS, which old programs still add.
    if (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1A)
      return true;
  }
  return false;
}

const char* converter_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::gb18030:
      return "GB18030";
    case Encoding::utf16le:
      return "UTF-16LE";
    case Encoding::utf16be:
      return "UTF-16BE";
  }
  return "UTF-8";
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

// Strict: a sequence that means nothing is an error, never a question mark.
Converter open_converter(const char* name) {
  UErrorCode code = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &code));
  if (U_SUCCESS(code))
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &code);
  if (U_FAILURE(code)) throw std::runtime_error(std::string("ICU converter ") + name);
  return converter;
}

}  // namespace

struct TextStream::State {
  const Source& source;
  std::uint64_t offset;
  bool as_is;  // Checked UTF-8 needs no conversion.
  bool at_end = false;
  Converter from;
  Converter to = open_converter("UTF-8");
  std::array<char, piece_bytes> raw;
  std::array<UChar, 4096> pivot;
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();

  State(const Source& bytes, EncodingFound found)
      : source(bytes),
        offset(found.mark_bytes),
        as_is(found.encoding == Encoding::utf8),
        from(open_converter(converter_name(found.encoding))) {}

  bool convert(std::size_t n, std::string& text);
};

bool TextStream::State::convert(std::size_t n, std::string& text) {
  const char* in = raw.data();
  for (;;) {
    std::array<char, 16'384> out;
    char* target = out.data();
    UErrorCode code = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, out.data() + out.size(), &in, raw.data() + n,
                   pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(), false,
                   at_end, &code);
    text.append(out.data(), target);
    if (code == U_BUFFER_OVERFLOW_ERROR) continue;
    return U_SUCCESS(code);
  }
}

TextStream::TextStream(const Source& source, EncodingFound found)
    : state_(std::make_unique<State>(source, found)) {}
TextStream::~TextStream() = default;
TextStream::TextStream(TextStream&&) noexcept = default;

Result<bool> TextStream::next(std::string& text) {
  State& state = *state_;
  if (state.at_end) return false;
  const std::size_t n = state.source.read_at(state.offset, state.raw);
  state.offset += n;
  state.at_end = n < state.raw.size();
  if (state.as_is)
    text.append(state.raw.data(), n);
  else if (!state.convert(n, text))
    return unreadable(0);
  return true;
}

// Converts everything once, to know whether it can be.
static Result<EncodingFound> confirm(const Source& source, EncodingFound found) {
  TextStream trial(source, found);
  std::string text;
  std::uint64_t line = 1;
  for (;;) {
    text.clear();
    const auto more = trial.next(text);
    if (has_control(text)) return fail(Fault::unsupported, "sheet.unknown_kind");
    for (const char c : text) line += c == '\n';
    if (!more) return unreadable(line);
    if (!*more) return found;
  }
}

Result<EncodingFound> find_encoding(const Source& source) {
  const std::string head = source.head(4);
  if (head.starts_with("\xFF\xFE")) return confirm(source, {Encoding::utf16le, 2});
  if (head.starts_with("\xFE\xFF")) return confirm(source, {Encoding::utf16be, 2});
  const bool marked = head.starts_with("\xEF\xBB\xBF");

  Utf8Check check;
  std::string piece(piece_bytes, '\0');
  for (std::uint64_t offset = 0; offset < source.size(); offset += piece_bytes) {
    const std::string_view bytes(piece.data(), source.read_at(offset, piece));
    if (has_control(bytes)) return fail(Fault::unsupported, "sheet.unknown_kind");
    check.read(bytes);
  }
  check.finish();
  if (check.wrong_count() == 0) return EncodingFound{Encoding::utf8, marked ? 3u : 0u};

  // Sound Chinese in UTF-8 with a few broken bytes would also pass for GB18030, as nonsense.
  // In a true GB18030 text sequences that happen to be sound UTF-8 are rare.
  if (marked || check.wide() > 4 * check.wrong_count()) return unreadable(check.first_wrong_line());
  return confirm(source, {Encoding::gb18030, 0});
}

}  // namespace zhulian::sheet
