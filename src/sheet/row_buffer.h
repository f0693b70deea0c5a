// The one row in memory while a sheet is read, with the limits a cell must keep. The readers
// of all three formats fill it, so the limits and their messages are the same everywhere.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "sheet/workbook.h"

namespace zhulian::sheet {

class RowBuffer {
 public:
  RowBuffer(const Limits& limits, std::string sheet) : limits_(limits), sheet_(std::move(sheet)) {}

  bool blank() const { return used_ == 0; }
  std::span<const Cell> cells() const { return std::span(cells_).first(used_); }

  void clear() {
    std::fill_n(cells_.begin(), used_, Empty{});
    used_ = 0;
  }

  // Errors: sheet.too_many_columns. An empty cell may stand anywhere: programs style whole
  // rows to the last column.
  Result<void> put(int row, std::size_t column, Cell cell) {
    if (is_empty(cell)) return {};
    if (column >= limits_.columns)
      return refuse("sheet.too_many_columns", row, column, limits_.columns);
    if (column >= cells_.size()) cells_.resize(column + 1);
    cells_[column] = std::move(cell);
    used_ = std::max(used_, column + 1);
    return {};
  }

  // Errors: sheet.too_many_rows.
  Result<void> check_row(std::int64_t row) const {
    if (row <= limits_.rows) return {};
    return fail(Fault::too_large, "sheet.too_many_rows", {},
                {{"sheet", sheet_}, {"limit", std::to_string(limits_.rows)}});
  }

  // Adds to the text of a cell being read. Errors: sheet.cell_too_long.
  Result<void> append(std::string& text, std::string_view more, int row, std::size_t column) const {
    if (more.size() > limits_.cell_bytes - std::min(text.size(), limits_.cell_bytes))
      return refuse("sheet.cell_too_long", row, column, limits_.cell_bytes);
    text += more;
    return {};
  }

  // Errors: sheet.damaged_cell, always.
  std::unexpected<Error> damaged(int row, std::size_t column) const {
    return fail(Fault::invalid, "sheet.damaged_cell", {}, place(row, column));
  }

 private:
  std::vector<Argument> place(int row, std::size_t column) const {
    return {{"sheet", sheet_}, {"row", std::to_string(row)}, {"column", column_name(column)}};
  }
  std::unexpected<Error> refuse(const char* code, int row, std::size_t column,
                                std::size_t limit) const {
    auto arguments = place(row, column);
    arguments.push_back({"limit", std::to_string(limit)});
    return fail(Fault::too_large, code, {}, std::move(arguments));
  }

  const Limits& limits_;
  std::string sheet_;
  std::vector<Cell> cells_;
  std::size_t used_ = 0;
};

}  // namespace zhulian::sheet
