// The parts of an .xlsx that stand beside its sheets: relations, the list of sheets, shared
// strings and styles. Each reader here is one pass over one small part.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/formats.h"
#include "sheet/workbook.h"
#include "sheet/xml.h"

namespace zhulian::sheet {

// The target of a relation as a name in the archive: "/xl/a.xml" and, from "xl/workbook.xml",
// "worksheets/a.xml" and "../xl/a.xml" alike.
std::string resolve_target(std::string_view from_part, std::string_view target);

// "xl/workbook.xml" -> "xl/_rels/workbook.xml.rels".
std::string relations_of(std::string_view part);

// ST_Xstring (22.9.2.19): _x000D_ stands for a character XML cannot carry.
std::string decode_escapes(std::string text);

struct Relation {
  std::string type;  // The last word of its URI, the same in transitional and strict.
  std::string target;
};

class Relations : public XmlHandler {
 public:
  // By id.
  const std::map<std::string, Relation, std::less<>>& all() const { return all_; }
  // The target of the only relation of that type; "" when there is none.
  std::string_view target_of_type(std::string_view type) const;

  void open(std::string_view name, const Attributes& attributes) override;
  void close(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  std::map<std::string, Relation, std::less<>> all_;
};

class SheetList : public XmlHandler {
 public:
  struct Entry {
    SheetInfo info;
    std::string relation;
  };
  const std::vector<Entry>& entries() const { return entries_; }
  bool days_from_1904() const { return from_1904_; }

  void open(std::string_view name, const Attributes& attributes) override;
  void close(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  std::vector<Entry> entries_;
  bool from_1904_ = false;
};

// All strings in one arena: a string costs its bytes and four more.
class SharedStrings : public XmlHandler {
 public:
  explicit SharedStrings(std::uint64_t bytes_max) : bytes_max_(bytes_max) {}
  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t index) const;

  // Errors through parse_xml: sheet.too_much_text.
  void open(std::string_view name, const Attributes& attributes) override;
  void close(std::string_view name) override;
  void text(std::string_view characters) override;

 private:
  std::uint64_t bytes_max_;
  std::string arena_;
  std::vector<std::uint32_t> ends_;
  std::size_t begin_ = 0;  // Where the string being read starts.
  bool in_text_ = false;
  bool in_phonetic_ = false;  // How to pronounce it: not part of the string.
};

class Styles : public XmlHandler {
 public:
  // Of a cell with s="index".
  FormatKind kind(std::size_t index) const {
    return index < kinds_.size() ? kinds_[index] : FormatKind::number;
  }

  void open(std::string_view name, const Attributes& attributes) override;
  void close(std::string_view name) override;
  void text(std::string_view) override {}

 private:
  std::map<int, FormatKind> custom_;
  std::vector<FormatKind> kinds_;
  bool in_cell_formats_ = false;
};

}  // namespace zhulian::sheet
