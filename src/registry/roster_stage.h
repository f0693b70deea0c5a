// Sound rows of a sheet, packed until they are written.
#pragma once

#include <string>
#include <vector>

#include "registry/roster_row.h"

namespace zhulian::registry::roster {

class Stage {
 public:
  static constexpr std::size_t rows_in_chunk = 6000;

  void add(int row, const ReadRow&);

  std::size_t rows() const { return rows_; }
  std::size_t chunks() const { return chunks_.size(); }

  struct Row {
    int row;  // The sheet's own number.
    Enrolment enrolment;
    Below below;
  };
  // In the order of the sheet.
  std::vector<Row> chunk(std::size_t index, const std::string& source) const;

 private:
  std::vector<std::string> chunks_;
  std::size_t rows_ = 0;
};

}  // namespace zhulian::registry::roster
