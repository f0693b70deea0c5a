// XML as a stream of elements, from parts that strangers packed.
//
// The one idea: the parser works inside a fixed budget of memory, so deep nesting, endless
// tokens and a million invented names all end the same way. A DOCTYPE is refused: with it go
// entities, external ones and the billion laughs.
#pragma once

#include <exception>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "sheet/archive.h"

namespace zhulian::sheet {

// Styles, formats or sheets that are kept of one workbook. Excel itself allows 65,490 cell formats
// and some hundreds of the others.
inline constexpr std::size_t entries_max = 65'536;

// Of one element. Views live during the call.
class Attributes {
 public:
  explicit Attributes(const char* const* pairs) : pairs_(pairs) {}
  // By the name as written, prefix and all; "" when absent.
  std::string_view operator[](std::string_view name) const;
  bool has(std::string_view name) const;
  // By the name without its prefix.
  std::string_view local(std::string_view name) const;
  const char* const* pairs() const { return pairs_; }  // name, value, .., nullptr

 private:
  const char* const* pairs_;
};

// "x:row" -> "row".
std::string_view local_name(std::string_view name);

struct XmlRun;

// What a reader of one part overrides. Names come as written, with their prefix. Nothing is
// called any more once stop() has been.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void open(std::string_view name, const Attributes& attributes) = 0;
  virtual void close(std::string_view name) = 0;
  virtual void text(std::string_view characters) = 0;  // In pieces of any length.
  virtual void comment(std::string_view) {}
  virtual void instruction(std::string_view /*target*/, std::string_view /*rest*/) {}

 protected:
  // Where what is being told begins in the part: 1-based, a column counts characters.
  struct At {
    int line = 1;
    int column = 1;
  };
  At at() const;

  void stop() { stopped_ = true; }
  void stop(std::unexpected<Error> why) {
    if (!stopped_) fault_ = std::move(why).error();
    stopped_ = true;
  }
  bool stopped() const { return stopped_; }

 private:
  friend struct XmlRun;
  const XmlRun* run_ = nullptr;  // While it is called.
  bool stopped_ = false;
  std::optional<Error> fault_;
};

// Reads the part to its end, or until the handler stops. What a handler throws is thrown.
// Errors: the handler's own; those of reading; sheet.damaged, sheet.doctype,
// sheet.too_complex, with "part", "line" and "column".
Result<void> parse_xml(ByteStream& part, XmlHandler& handler);

// The same for a part of the archive; false when there is none.
Result<bool> parse_xml_if_there(const Archive& archive, std::string_view part, XmlHandler& handler);

}  // namespace zhulian::sheet
