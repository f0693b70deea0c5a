// Values as text.
#include "feel/feel.h"

namespace zhulian::feel {

namespace {

class Writer {
 public:
  explicit Writer(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // The recursion is bounded by value_depth_max, the length by bytes_max: a value whose parts
  // are shared may unfold to more than all memory.
  bool write(const Value& value, bool nested) {
    if (out_.size() > bytes_max_) return false;
    switch (value.kind()) {
      case Kind::null:
      case Kind::any:
        out_ += "null";
        break;
      case Kind::boolean:
        out_ += *value.as_boolean() ? "true" : "false";
        break;
      case Kind::number:
        out_ += value.as_number()->text();
        break;
      case Kind::string:
        text(*value.as_string(), nested);
        break;
      case Kind::date:
        out_ += to_text(*value.as_date());
        break;
      case Kind::time:
        out_ += to_text(*value.as_time());
        break;
      case Kind::date_time:
        out_ += to_text(*value.as_date_time());
        break;
      case Kind::days_duration:
        out_ += to_text(*value.as_days());
        break;
      case Kind::months_duration:
        out_ += to_text(*value.as_months());
        break;
      case Kind::list:
        return list(*value.as_list());
      case Kind::context:
        return context(*value.as_context());
      case Kind::range:
        return range(*value.as_range());
      case Kind::function:
        out_ += "function";
        break;
    }
    return out_.size() <= bytes_max_;
  }

  std::string take() { return std::move(out_); }

 private:
  void text(const std::string& text, bool nested) {
    if (!nested) {
      out_ += text;
      return;
    }
    out_ += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') out_ += '\\';
      out_ += c;
    }
    out_ += '"';
  }

  bool list(const List& list) {
    out_ += '[';
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i > 0) out_ += ", ";
      if (!write(list[i], true)) return false;
    }
    out_ += ']';
    return true;
  }

  bool context(const Context& context) {
    out_ += '{';
    bool first = true;
    for (const auto& [name, value] : context.entries()) {
      if (!first) out_ += ", ";
      first = false;
      const bool plain = name.find_first_of("\":,{}[]() ") == name.npos && !name.empty();
      text(name, !plain);
      out_ += ": ";
      if (!write(value, true)) return false;
    }
    out_ += '}';
    return true;
  }

  bool range(const Range& range) {
    if (range.only != Range::Only::span) {
      out_ += range.only == Range::Only::equal ? "(= " : "(!= ";
      if (!write(range.low, true)) return false;
      out_ += ')';
      return true;
    }
    if (!range.has_low || !range.has_high) {
      const bool closed = range.has_low ? range.low_closed : range.high_closed;
      out_ += range.has_low ? "(>" : "(<";
      out_ += closed ? "= " : " ";
      if (!write(range.has_low ? range.low : range.high, true)) return false;
      out_ += ')';
      return true;
    }
    out_ += range.low_closed ? '[' : '(';
    if (!write(range.low, true)) return false;
    out_ += "..";
    if (!write(range.high, true)) return false;
    out_ += range.high_closed ? ']' : ')';
    return true;
  }

  std::size_t bytes_max_;
  std::string out_;
};

}  // namespace

std::optional<std::string> to_text(const Value& value, std::size_t bytes_max) {
  Writer writer(bytes_max);
  if (!writer.write(value, false)) return std::nullopt;
  return writer.take();
}

}  // namespace zhulian::feel
