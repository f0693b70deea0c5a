#include "dmn/xml_tree.h"

#include <algorithm>
#include <cstring>

#include "feel/unicode.h"
#include "sheet/byte_stream.h"
#include "sheet/xml.h"

namespace zhulian::dmn {

namespace {

class Bytes : public sheet::ByteStream {
 public:
  Bytes(std::string_view bytes, std::string_view name) : left_(bytes), name_(name) {}
  const std::string& name() const override { return name_; }
  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t n = std::min(into.size(), left_.size());
    std::memcpy(into.data(), left_.data(), n);
    left_.remove_prefix(n);
    return n;
  }

 private:
  std::string_view left_;
  std::string name_;
};

// Where the next character stands, as feel's lexer counts.
feel::Position advanced(feel::Position at, std::string_view text) {
  for (const char c : text) {
    if (c == '\n') {
      ++at.line;
      at.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++at.column;
    }
  }
  return at;
}

class TreeBuilder : public sheet::XmlHandler {
 public:
  TreeBuilder(std::string_view file, const ReadLimits& limits) : file_(file), limits_(limits) {}

  void open(std::string_view name, const sheet::Attributes& attributes) override {
    if (std::ssize(open_) >= limits_.depth_max) return refuse("dmn.xml.too_deep");
    if (!room()) return;
    XmlNode node{.name = std::string(name), .at = here()};
    for (const char* const* pair = attributes.pairs(); *pair; pair += 2)
      node.attributes.emplace_back(pair[0], pair[1]);
    open_.push_back(std::move(node));
  }

  void close(std::string_view) override {
    XmlNode done = std::move(open_.back());
    open_.pop_back();
    done.children.shrink_to_fit();
    if (open_.empty())
      document_.root = std::move(done);
    else
      open_.back().children.push_back(std::move(done));
    closed_ = open_.empty();
  }

  void text(std::string_view characters) override {
    if (open_.empty()) return;
    std::vector<XmlNode>& siblings = open_.back().children;
    const feel::Position at = here();
    const bool goes_on = !siblings.empty() && siblings.back().name.empty() && at == next_;
    if (!goes_on) {
      if (!room()) return;
      siblings.push_back({.at = at});
    }
    siblings.back().text += characters;
    next_ = advanced(at, characters);
  }

  void comment(std::string_view characters) override { keep("!--", characters); }
  void instruction(std::string_view target, std::string_view rest) override {
    keep("?" + std::string(target), rest);
  }

  XmlDocument take() { return std::move(document_); }

 private:
  feel::Position here() const {
    const auto [line, column] = at();
    return {.line = line, .column = column};
  }

  void refuse(std::string code) { stop(std::unexpected(error_in(file_, here(), std::move(code)))); }

  bool room() {
    if (++nodes_ <= limits_.elements_max) return true;
    refuse("dmn.xml.too_large");
    return false;
  }

  void keep(std::string name, std::string_view text) {
    if (!room()) return;
    XmlNode node{.name = std::move(name), .text = std::string(text), .at = here()};
    if (!open_.empty())
      open_.back().children.push_back(std::move(node));
    else
      (closed_ ? document_.after : document_.before).push_back(std::move(node));
  }

  std::string_view file_;
  const ReadLimits& limits_;
  std::size_t nodes_ = 0;
  std::vector<XmlNode> open_;
  bool closed_ = false;
  feel::Position next_{.line = 0, .column = 0};
  XmlDocument document_;
};

// The XML reader names its own faults; here they are told as those of a model.
Error told_of_model(const Error& error, std::string_view file) {
  if (error.code.starts_with("dmn.")) return error;
  std::string code = "dmn.xml.malformed";
  if (error.code == "sheet.doctype") code = "dmn.xml.entities";
  if (error.code == "sheet.too_complex") code = "dmn.xml.too_large";
  Error told{
      .fault = error.fault, .code = std::move(code), .arguments = {{"file", std::string(file)}}};
  for (const Argument& argument : error.arguments) {
    if (argument.name == "line" || argument.name == "column") told.arguments.push_back(argument);
  }
  return told;
}

void write_escaped(std::string& out, std::string_view text, bool attribute) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '\r':
        out += "&#13;";
        break;
      case '"':
        out += attribute ? "&quot;" : "\"";
        break;
      case '\n':
        out += attribute ? "&#10;" : "\n";
        break;
      case '\t':
        out += attribute ? "&#9;" : "\t";
        break;
      default:
        out += c;
    }
  }
}

void write_node(std::string& out, const XmlNode& node) {
  if (node.name.empty()) return write_escaped(out, node.text, false);
  if (node.name == "!--") {
    out += "<!--" + node.text + "-->";
    return;
  }
  if (node.name.starts_with('?')) {
    out += "<" + node.name + (node.text.empty() ? "" : " " + node.text) + "?>";
    return;
  }
  out += "<" + node.name;
  for (const auto& [name, value] : node.attributes) {
    out += " " + name + "=\"";
    write_escaped(out, value, true);
    out += '"';
  }
  if (node.children.empty()) {
    out += "/>";
    return;
  }
  out += '>';
  for (const XmlNode& child : node.children) write_node(out, child);
  out += "</" + node.name + ">";
}

bool declares_spaces(const XmlNode& node) {
  return std::ranges::any_of(node.attributes, [](const auto& attribute) {
    return attribute.first == "xmlns" || attribute.first.starts_with("xmlns:");
  });
}

bool is_element(const XmlNode& node) {
  return !node.name.empty() && node.name != "!--" && !node.name.starts_with('?');
}

}  // namespace

Error error_in(std::string_view file, feel::Position at, std::string code,
               std::vector<Argument> arguments) {
  arguments.push_back({"file", std::string(file)});
  arguments.push_back({"line", std::to_string(at.line)});
  arguments.push_back({"column", std::to_string(at.column)});
  return Error{.fault = Fault::invalid, .code = std::move(code), .arguments = std::move(arguments)};
}

Result<XmlDocument> read_tree(std::string_view bytes, std::string_view file,
                              const ReadLimits& limits) {
  if (bytes.size() > limits.bytes_max)
    return std::unexpected(error_in(file, {}, "dmn.xml.too_large"));
  Bytes stream(bytes, file);
  TreeBuilder builder(file, limits);
  const auto parsed = sheet::parse_xml(stream, builder);
  if (!parsed) return std::unexpected(told_of_model(parsed.error(), file));
  return builder.take();
}

std::string write_tree(const XmlDocument& document) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  for (const XmlNode& node : document.before) {
    write_node(out, node);
    out += '\n';
  }
  write_node(out, document.root);
  out += '\n';
  for (const XmlNode& node : document.after) {
    write_node(out, node);
    out += '\n';
  }
  return out;
}

Cursor::Cursor(const XmlNode& node, std::shared_ptr<const Spaces> outer)
    : node_(&node), spaces_(std::move(outer)) {
  if (declares_spaces(node))
    spaces_ = std::make_shared<const Spaces>(Spaces{.parent = std::move(spaces_), .node = &node});
}

std::string_view Cursor::local() const {
  return sheet::local_name(node_->name);
}

std::string_view Cursor::space_of(std::string_view qualified) const {
  const auto colon = qualified.find(':');
  const std::string_view prefix = colon == qualified.npos ? "" : qualified.substr(0, colon);
  for (const Spaces* spaces = spaces_.get(); spaces; spaces = spaces->parent.get()) {
    for (const auto& [name, value] : spaces->node->attributes) {
      const std::string_view declared = name;
      if (prefix.empty() ? declared == "xmlns"
                         : declared.starts_with("xmlns:") && declared.substr(6) == prefix)
        return value;
    }
  }
  return {};
}

const std::string* Cursor::find_attribute(std::string_view name) const {
  for (const auto& [written, value] : node_->attributes) {
    if (written == name) return &value;
  }
  return nullptr;
}

std::string_view Cursor::attribute(std::string_view name) const {
  const std::string* found = find_attribute(name);
  return found ? std::string_view(*found) : std::string_view();
}

const std::string* Cursor::find_attribute(std::string_view space, std::string_view name) const {
  for (const auto& [written, value] : node_->attributes) {
    if (written.find(':') != written.npos && sheet::local_name(written) == name &&
        space_of(written) == space)
      return &value;
  }
  return nullptr;
}

template <class Want>
void Cursor::each(Want want) const {
  const std::string_view own = space();
  for (const XmlNode& child : node_->children) {
    if (!is_element(child)) continue;
    const Cursor cursor(child, spaces_);
    if (cursor.space() == own && !want(cursor)) return;
  }
}

std::vector<Cursor> Cursor::children() const {
  std::vector<Cursor> found;
  each([&](const Cursor& child) {
    found.push_back(child);
    return true;
  });
  return found;
}

std::vector<Cursor> Cursor::children(std::string_view name) const {
  std::vector<Cursor> found;
  each([&](const Cursor& child) {
    if (child.local() == name) found.push_back(child);
    return true;
  });
  return found;
}

std::optional<Cursor> Cursor::child(std::string_view name) const {
  std::optional<Cursor> found;
  each([&](const Cursor& child) {
    if (child.local() == name) found = child;
    return !found;
  });
  return found;
}

Text Cursor::text() const {
  Text whole{.at = at()};
  feel::Position next{};
  for (const XmlNode& child : node_->children) {
    if (!child.name.empty()) continue;
    if (whole.text.empty()) {
      whole.at = next = child.at;
    } else if (const feel::Position told = whole.in_file(next); told != child.at) {
      whole.jumps.push_back({.in_text = next, .in_file = child.at});
    }
    whole.text += child.text;
    next = advanced(next, child.text);
  }
  return whole;
}

feel::Position Text::in_file(feel::Position told) const {
  const auto after = std::ranges::upper_bound(jumps, told, {}, &Jump::in_text);
  if (after == jumps.begin()) return told;
  const Jump& last = *std::prev(after);
  if (told.line == last.in_text.line)
    return {.line = last.in_file.line,
            .column = last.in_file.column + told.column - last.in_text.column};
  return {.line = last.in_file.line + told.line - last.in_text.line, .column = told.column};
}

std::string normal_name(std::string_view written) {
  std::string name;
  bool blank = false;
  for (const char32_t c : feel::decode_lossy(written)) {
    if (c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0xA0 || c == 0x3000 || c == 0xFEFF ||
        (c >= 0x2000 && c <= 0x200B)) {
      blank = true;
      continue;
    }
    if (blank && !name.empty()) name += ' ';
    blank = false;
    feel::append(name, c);
  }
  return name;
}

}  // namespace zhulian::dmn
