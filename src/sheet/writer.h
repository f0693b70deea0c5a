// Writing .xlsx, one row in memory at a time.
//
// The one idea: what is text stays text. A citizen id goes out as a string in a column of
// format "text", so it is still one after an officer has typed over it; "=1+1" is those four
// characters and never a formula.
//
//   WorkbookWriter out("faults.xlsx");
//   out.sheet("Roster", {{.heading = "Name", .width = 12}, {.heading = "Day", .width = 12}});
//   out.row({{{.value = "Li"}, {.value = Moment{day}, .look = Look::fault, .comment = "why"}}});
//   TRY(out.finish());
#pragma once

#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sheet/cell.h"

namespace zhulian::sheet {

enum class Look {
  plain,
  bold,
  wrapped,  // Long text breaks within the cell.
  fault,    // Filled red, and wrapped: look here.
  note,     // Filled yellow, and wrapped.
};

struct OutCell {
  Cell value{};
  Look look = Look::plain;
  std::string comment{};  // Shown when the mouse is over the cell; "" for none.
};

struct OutColumn {
  std::string heading;
  double width = 12;      // In characters; one of Chinese takes two.
  std::string comment{};  // How to fill it in.
  bool text = true;       // What is typed into its empty cells stays text; not for amounts.
};

class WorkbookWriter {
 public:
  // Writes beside `file` under another name; `file` itself changes in finish() only, whole
  // or not at all. Readable by the owner only: tables name people.
  explicit WorkbookWriter(std::filesystem::path file);
  // What was not finished is removed.
  ~WorkbookWriter();
  WorkbookWriter(const WorkbookWriter&) = delete;
  WorkbookWriter& operator=(const WorkbookWriter&) = delete;

  // Begins the next sheet; the one before is done. The heading is bold, stays in sight and
  // filters the rows; no columns, no heading. A name that spreadsheet programs refuse (longer
  // than 31, with one of []:*?/\ or taken already) is altered as little as needed.
  void sheet(std::string_view name, std::span<const OutColumn> columns);
  void sheet(std::string_view name, std::initializer_list<OutColumn> columns) {
    sheet(name, std::span(columns.begin(), columns.size()));
  }

  // The next row; without cells, a blank one. Needs a sheet.
  void row(std::span<const OutCell> cells);
  void row(std::initializer_list<OutCell> cells) { row(std::span(cells.begin(), cells.size())); }

  // The number, from 1, that the next row() will have in the sheet.
  int next_row() const;

  // Errors: sheet.text_too_long (more than 32,767 characters, with the place),
  // sheet.too_many_rows, sheet.cannot_write. The first fault is the one told.
  Result<void> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace zhulian::sheet
