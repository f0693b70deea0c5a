// Rows of a pack's .csv by the names of its heading row, with a memory for where they stand.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "packs/yaml.h"

namespace zhulian::packs {

class CsvRow {
 public:
  CsvRow(const std::vector<std::string>& head, std::vector<std::string> cells, std::string file,
         int line)
      : head_(head), cells_(std::move(cells)), file_(std::move(file)), line_(line) {}

  std::string at(std::string_view column) const;  // "" where the row ends before it.
  std::string place() const { return file_ + ":" + std::to_string(line_); }
  const std::string& file() const { return file_; }
  int line() const { return line_; }
  const std::vector<std::string>& columns() const { return head_; }

 private:
  const std::vector<std::string>& head_;
  std::vector<std::string> cells_;
  std::string file_;
  int line_;
};

// Calls `take` for every row below the head, which must hold the `required` columns; with `only`
// a column that is neither is a fault.
void each_row(const std::string& file, const std::string& content, Faults& faults,
              const std::vector<std::string_view>& required,
              const std::function<void(const CsvRow&)>& take, bool only = false);

// The day in a column; `otherwise` where it is empty or, told, no day.
Day day_of(const CsvRow& row, std::string_view column, Day otherwise, Faults& faults);
// `to` in a file is the last day; a span ends on the first day it no longer holds.
Day until_of(const CsvRow& row, Faults& faults);

}  // namespace zhulian::packs
