// The rows and merges of one sheet of an .xlsx.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sheet/row_buffer.h"
#include "sheet/workbook.h"
#include "sheet/xlsx_parts.h"
#include "sheet/xml.h"

namespace zhulian::sheet {

// "AB12" -> {27, 12}; a part that is absent or absurd is 0 for the row, npos for the column.
struct CellRef {
  std::size_t column = static_cast<std::size_t>(-1);
  int row = 0;
};
CellRef read_cell_ref(std::string_view ref);

// Stops at the end of the data, or when `on_row` says so.
class SheetRows : public XmlHandler {
 public:
  struct Book {
    const SharedStrings& strings;
    const Styles& styles;
    bool from_1904;
    const Limits& limits;
  };
  SheetRows(const Book& book, std::string sheet, const OnRow& on_row)
      : book_(book), buffer_(book.limits, std::move(sheet)), on_row_(on_row) {}

  void open(std::string_view name, const Attributes& attributes) override;
  void close(std::string_view name) override;
  void text(std::string_view characters) override;

 private:
  enum class In { nothing, data, row, cell };
  void open_row(const Attributes& attributes);
  void open_cell(const Attributes& attributes);
  void close_cell();
  void close_row();
  Result<Cell> value() const;
  Cell number() const;

  const Book book_;
  RowBuffer buffer_;
  const OnRow& on_row_;

  In in_ = In::nothing;
  int row_ = 0;
  std::size_t column_ = 0;       // Of the cell being read.
  std::size_t next_column_ = 0;  // For a cell that does not say where it stands.
  std::string type_;             // t="...".
  std::size_t style_ = 0;
  bool has_formula_ = false;
  bool in_value_ = false;  // <v>, or <t> of an inline string.
  bool in_phonetic_ = false;
  std::string value_;
};

class SheetMerges : public XmlHandler {
 public:
  SheetMerges(int rows, const Limits& limits) : rows_(rows), limits_(limits) {}
  std::vector<Merge> take() { return std::move(merges_); }

  // Errors through parse_xml: sheet.too_complex.
  void open(std::string_view name, const Attributes& attributes) override;
  void close(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  int rows_;
  const Limits& limits_;
  std::vector<Merge> merges_;
};

}  // namespace zhulian::sheet
