// Text of unknown encoding as UTF-8: what Chinese offices save as .csv is UTF-8, GB18030 (the
// national standard; Excel calls it ANSI) or UTF-16 ("Unicode text").
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "sheet/source.h"

struct UConverter;

namespace zhulian::sheet {

enum class Encoding { utf8, gb18030, utf16le, utf16be };

struct EncodingFound {
  Encoding encoding = Encoding::utf8;
  std::uint64_t mark_bytes = 0;  // The byte order mark to step over.
};

// Reads everything once; the answer holds for the whole text.
// Errors: sheet.unknown_kind (characters no text has), sheet.encoding (neither sound UTF-8
// nor sound GB18030, or broken UTF-16; with the line).
Result<EncodingFound> find_encoding(const Source& source);

// The text in pieces. Memory does not grow with the file.
class TextStream {
 public:
  TextStream(const Source& source, EncodingFound found);
  ~TextStream();
  TextStream(TextStream&&) noexcept;

  // Appends the next piece; false at the end.
  // Errors: sheet.encoding, for a sequence that means nothing: find_encoding has told before.
  Result<bool> next(std::string& text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace zhulian::sheet
