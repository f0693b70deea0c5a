// content.xml of an .ods: all tables of the workbook in one part, one after another.
//
// Repetition is never written out for what is empty: an honest file ends with "this empty
// row, 1,048,000 times", and that costs an addition.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/row_buffer.h"
#include "sheet/workbook.h"
#include "sheet/xml.h"

namespace zhulian::sheet {

// The names of the tables, and which styles hide them.
class OdsTables : public XmlHandler {
 public:
  std::vector<SheetInfo> take() { return std::move(sheets_); }

  void open(std::string_view name, const Attributes& attributes) override;
  void close(std::string_view name) override;
  void text(std::string_view) override {}

 private:
  std::vector<SheetInfo> sheets_;
  std::map<std::string, bool, std::less<>> style_hides_;
  std::string table_style_;  // The style being read, when it is one of tables.
  int table_depth_ = 0;
};

// Follows one table down to its cells; what is done with them is up to the one who derives.
// Spreadsheet drawings, notes and tables within cells are passed over.
class OdsTable : public XmlHandler {
 public:
  explicit OdsTable(std::size_t table) : wanted_(table) {}

  void open(std::string_view name, const Attributes& attributes) final;
  void close(std::string_view name) final;
  void text(std::string_view characters) final;

 protected:
  static constexpr std::int64_t repeat_absurd = 10'000'000;

  virtual void begin_cell(const Attributes& attributes, bool covered) = 0;
  virtual void characters(std::string_view) {}
  virtual void begin_paragraph() {}
  virtual void end_cell(std::int64_t repeated) = 0;
  virtual void end_row(std::int64_t repeated) = 0;

  std::int64_t row() const { return row_; }        // Of the row being read, from 1.
  std::int64_t column() const { return column_; }  // Of the cell being read, from 0.

 private:
  void open_in_cell(std::string_view name, const Attributes& attributes);

  std::size_t wanted_;
  std::size_t tables_seen_ = 0;
  int table_depth_ = 0;
  int skip_depth_ = 0;  // Above 0: inside something that is no cell's content.
  bool in_wanted_ = false;
  bool in_row_ = false;
  bool in_cell_ = false;
  int paragraph_depth_ = 0;
  bool after_space_ = true;  // White space collapses as in HTML.
  std::int64_t row_ = 1;
  std::int64_t column_ = 0;
  std::int64_t row_repeat_ = 1;
  std::int64_t cell_repeat_ = 1;
};

class OdsRows : public OdsTable {
 public:
  OdsRows(std::size_t table, const std::string& sheet, const Limits& limits, const OnRow& on_row)
      : OdsTable(table), limits_(limits), buffer_(limits, sheet), on_row_(on_row) {}

 private:
  void begin_cell(const Attributes& attributes, bool covered) override;
  void characters(std::string_view more) override;
  void begin_paragraph() override;
  void end_cell(std::int64_t repeated) override;
  void end_row(std::int64_t repeated) override;
  int row_number() const;

  const Limits& limits_;
  RowBuffer buffer_;
  const OnRow& on_row_;
  bool covered_ = false;
  bool wants_text_ = false;
  bool is_fault_ = false;
  bool has_paragraph_ = false;
  Cell cell_;
  std::string text_;
};

class OdsMerges : public OdsTable {
 public:
  OdsMerges(std::size_t table, int rows, const Limits& limits)
      : OdsTable(table), rows_(rows), limits_(limits) {}
  std::vector<Merge> take() { return std::move(merges_); }

 private:
  void begin_cell(const Attributes& attributes, bool covered) override;
  void end_cell(std::int64_t) override {}
  void end_row(std::int64_t repeated) override;

  int rows_;
  const Limits& limits_;
  std::vector<Merge> merges_;
};

}  // namespace zhulian::sheet
