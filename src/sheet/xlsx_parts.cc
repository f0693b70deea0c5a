#include "sheet/xlsx_parts.h"

#include <charconv>
#include <limits>

namespace zhulian::sheet {

namespace {

int whole(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool is_true(std::string_view text) {
  return text == "1" || text == "true" || text == "on";
}

std::string_view last_word(std::string_view uri) {
  return uri.substr(uri.rfind('/') + 1);
}

std::unexpected<Error> too_complex(std::string_view part) {
  return fail(Fault::too_large, "sheet.too_complex", {}, {{"part", std::string(part)}});
}

void append_utf8(std::string& text, unsigned code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0 | code >> 6);
    text += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    text += static_cast<char>(0xE0 | code >> 12);
    text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    text += static_cast<char>(0x80 | (code & 0x3F));
  }
}

}  // namespace

std::string resolve_target(std::string_view from_part, std::string_view target) {
  std::string path(target);
  for (char& c : path)
    if (c == '\\') c = '/';
  if (!path.starts_with('/'))
    path.insert(0, from_part.substr(0, from_part.rfind('/') + 1));  // npos + 1 is 0: the root.

  std::vector<std::string_view> steps;
  for (std::string_view rest = path; !rest.empty();) {
    const auto slash = rest.find('/');
    const auto step = rest.substr(0, slash);
    rest = slash == rest.npos ? std::string_view{} : rest.substr(slash + 1);
    if (step.empty() || step == ".") continue;
    if (step != "..")
      steps.push_back(step);
    else if (!steps.empty())
      steps.pop_back();
  }
  std::string resolved;
  for (const auto step : steps) {
    if (!resolved.empty()) resolved += '/';
    resolved += step;
  }
  return resolved;
}

std::string relations_of(std::string_view part) {
  const auto name = part.rfind('/') + 1;
  return std::string(part.substr(0, name)) + "_rels/" + std::string(part.substr(name)) + ".rels";
}

std::string decode_escapes(std::string text) {
  auto at = text.find("_x");
  if (at == text.npos) return text;
  std::string plain;
  std::size_t from = 0;
  for (; at != text.npos; at = text.find("_x", at)) {
    unsigned code = 0;
    const char* digits = text.data() + at + 2;
    const bool escape = at + 7 <= text.size() && text[at + 6] == '_' &&
                        std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4;
    // Half of a pair, or NUL: nothing that text may hold.
    if (!escape || code == 0 || (code >= 0xD800 && code <= 0xDFFF)) {
      at += 2;
      continue;
    }
    plain.append(text, from, at - from);
    append_utf8(plain, code);
    at += 7;
    from = at;
  }
  plain.append(text, from);
  return plain;
}

std::string_view Relations::target_of_type(std::string_view type) const {
  for (const auto& [id, relation] : all_)
    if (relation.type == type) return relation.target;
  return {};
}

void Relations::open(std::string_view name, const Attributes& attributes) {
  if (local_name(name) != "Relationship" || attributes["TargetMode"] == "External") return;
  if (all_.size() >= entries_max) return stop(too_complex("rels"));
  all_.insert_or_assign(std::string(attributes["Id"]),
                        Relation{.type = std::string(last_word(attributes["Type"])),
                                 .target = std::string(attributes["Target"])});
}

void SheetList::open(std::string_view name, const Attributes& attributes) {
  const auto element = local_name(name);
  if (element == "workbookPr") from_1904_ = is_true(attributes["date1904"]);
  if (element != "sheet") return;
  if (entries_.size() >= entries_max) return stop(too_complex("workbook"));
  const auto state = attributes["state"];
  entries_.push_back({.info = {.name = decode_escapes(std::string(attributes["name"])),
                               .hidden = state == "hidden" || state == "veryHidden"},
                      .relation = std::string(attributes.local("id"))});
}

std::string_view SharedStrings::operator[](std::size_t index) const {
  const std::size_t begin = index ? ends_[index - 1] : 0;
  return std::string_view(arena_).substr(begin, ends_[index] - begin);
}

void SharedStrings::open(std::string_view name, const Attributes&) {
  const auto element = local_name(name);
  if (element == "si") begin_ = arena_.size();
  if (element == "t") in_text_ = !in_phonetic_;
  if (element == "rPh") in_phonetic_ = true;
}

void SharedStrings::close(std::string_view name) {
  const auto element = local_name(name);
  if (element == "t") in_text_ = false;
  if (element == "rPh") in_phonetic_ = false;
  if (element != "si") return;
  if (arena_.find("_x", begin_) != arena_.npos) {
    const std::string plain = decode_escapes(arena_.substr(begin_));
    arena_.replace(begin_, arena_.npos, plain);
  }
  ends_.push_back(static_cast<std::uint32_t>(arena_.size()));
  if (ends_.size() * sizeof(std::uint32_t) > bytes_max_)
    stop(fail(Fault::too_large, "sheet.too_much_text"));
}

void SharedStrings::text(std::string_view characters) {
  if (!in_text_) return;
  if (arena_.size() + characters.size() > bytes_max_)
    return stop(fail(Fault::too_large, "sheet.too_much_text"));
  arena_ += characters;
}

void Styles::open(std::string_view name, const Attributes& attributes) {
  const auto element = local_name(name);
  if (element == "numFmt" && custom_.size() < entries_max)
    custom_[whole(attributes["numFmtId"])] =
        kind_of_format(decode_escapes(std::string(attributes["formatCode"])));
  if (element == "cellXfs") in_cell_formats_ = true;
  if (element != "xf" || !in_cell_formats_ || kinds_.size() >= entries_max) return;
  const int id = whole(attributes["numFmtId"]);
  const auto found = custom_.find(id);
  kinds_.push_back(found == custom_.end() ? kind_of_builtin(id) : found->second);
}

void Styles::close(std::string_view name) {
  if (local_name(name) == "cellXfs") in_cell_formats_ = false;
}

}  // namespace zhulian::sheet
