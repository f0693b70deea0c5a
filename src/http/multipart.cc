#include "http/multipart.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "http/words.h"

namespace zhulian::http {
namespace {

// A header such as `form-data; name="file"; filename="a.xlsx"`: its word, then its parameters
// one by one. A quoted value may hold \" but keeps other backslashes, as old browsers sent
// whole Windows paths.
class Parameters {
 public:
  explicit Parameters(std::string_view header) : rest_(header) {
    word_ = trimmed(rest_.substr(0, rest_.find(';')));
    rest_.remove_prefix(std::min(rest_.find(';'), rest_.size()));
  }
  std::string_view word() const { return word_; }

  // The value of the parameter; nullopt when absent or the header is broken before it.
  std::optional<std::string> value(std::string_view name) const {
    std::string_view rest = rest_;
    while (rest.starts_with(';')) {
      rest.remove_prefix(1);
      const auto equals = rest.find('=');
      if (equals == std::string_view::npos) return std::nullopt;
      const std::string_view known = trimmed(rest.substr(0, equals));
      rest = trimmed(rest.substr(equals + 1));
      std::string found;
      if (rest.starts_with('"')) {
        std::size_t i = 1;
        for (; i < rest.size() && rest[i] != '"'; ++i) {
          if (rest[i] == '\\' && i + 1 < rest.size() && rest[i + 1] == '"') ++i;
          found += rest[i];
        }
        if (i >= rest.size()) return std::nullopt;
        rest = trimmed(rest.substr(i + 1));
      } else {
        const auto end = std::min(rest.find(';'), rest.size());
        found = trimmed(rest.substr(0, end));
        rest.remove_prefix(end);
      }
      if (same_word(known, name)) return found;
    }
    return std::nullopt;
  }

 private:
  std::string_view word_;
  std::string_view rest_;
};

// RFC 2046 section 5.1.1: 1 to 70 characters of this set, not ending in a space.
bool is_boundary(std::string_view text) {
  constexpr std::string_view others = "'()+_,-./:=? ";
  return !text.empty() && text.size() <= 70 && text.back() != ' ' &&
         std::ranges::all_of(text, [&](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  others.find(c) != std::string_view::npos;
         });
}

auto broken() {
  return fail(Fault::malformed, "http.bad_multipart");
}

// Where a delimiter line stands and what follows it.
struct Delimiter {
  std::size_t begin;  // Of the line break before it.
  std::size_t end;    // Of what comes next.
  bool last;
};

// The first line "--boundary" at or after `from`; text that only begins like one is content.
std::optional<Delimiter> find_delimiter(std::string_view body, std::string_view mark,
                                        std::size_t from) {
  for (std::size_t at = body.find(mark, from); at != std::string_view::npos;
       at = body.find(mark, at + 1)) {
    const bool starts_line = at == 0 || (at >= from + 2 && body.substr(at - 2, 2) == "\r\n");
    if (!starts_line) continue;
    std::size_t next = at + mark.size();
    const bool last = body.substr(next, 2) == "--";
    if (last) next += 2;
    while (next < body.size() && (body[next] == ' ' || body[next] == '\t')) ++next;
    const bool ends_line = body.substr(next, 2) == "\r\n";
    if (ends_line) next += 2;
    if (ends_line || (last && next == body.size()))
      return Delimiter{.begin = at == 0 ? 0 : at - 2, .end = next, .last = last};
  }
  return std::nullopt;
}

Result<Part> read_head(std::string_view head) {
  Part part;
  bool named = false;
  while (!head.empty()) {
    const auto end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return broken();
    const std::string_view name = trimmed(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (same_word(name, "content-type")) part.type = value;
    if (!same_word(name, "content-disposition")) continue;
    const Parameters parameters(value);
    const auto field = parameters.value("name");
    if (!same_word(parameters.word(), "form-data") || !field || field->empty()) return broken();
    part.name = *field;
    named = true;
    std::string file = parameters.value("filename").value_or("");
    file.erase(0, file.find_last_of("/\\") + 1);
    part.file_name = std::move(file);
  }
  if (!named || !text::is_valid(part.name) || !text::is_valid(part.file_name) ||
      part.file_name.find('\0') != std::string::npos)
    return broken();
  return part;
}

}  // namespace

Result<std::vector<Part>> read_multipart(std::string_view content_type, std::string_view body) {
  const Parameters parameters(content_type);
  const auto boundary = parameters.value("boundary");
  if (!same_word(parameters.word(), "multipart/form-data") || !boundary || !is_boundary(*boundary))
    return fail(Fault::unsupported, "http.not_multipart");
  const std::string mark = "--" + *boundary;

  std::vector<Part> parts;
  auto delimiter = find_delimiter(body, mark, 0);
  if (!delimiter) return broken();
  while (!delimiter->last) {
    if (parts.size() == parts_max) return broken();
    const std::size_t begin = delimiter->end;
    // A part without headers would begin with the empty line; it has no name, so it is broken.
    const auto head_end = body.substr(begin, part_head_max).find("\r\n\r\n");
    if (head_end == std::string_view::npos) return broken();
    Part part = TRY(read_head(body.substr(begin, head_end)));
    // The line break that ends the headers may be the one before the delimiter: empty content.
    const std::size_t content = begin + head_end + 4;
    delimiter = find_delimiter(body, mark, content - 2);
    if (!delimiter) return broken();
    part.content = body.substr(content, std::max(delimiter->begin, content) - content);
    parts.push_back(std::move(part));
  }
  return parts;
}

Result<std::vector<Part>> read_multipart(const Request& request) {
  return read_multipart(request.header("content-type"), request.body);
}

const Part* find_part(const std::vector<Part>& parts, std::string_view name) {
  for (const Part& part : parts)
    if (part.name == name) return &part;
  return nullptr;
}

}  // namespace zhulian::http
