// Reading tables: .xlsx, .ods and .csv behind one face.
//
// The one idea: a table is a stream of rows. One row is in memory at a time, so the size of
// a workbook costs time and never memory, and a hostile one meets a limit, not the machine.
//
// The kind of a file is decided by what is in it; the extension of its name is not looked at.
//
//   auto book = TRY(Workbook::open("roster.xlsx"));
//   TRY(book->rows(0, [&](int row, std::span<const Cell> cells) { ...; return true; }));
//
// Every refusal is an Error with a code of messages/sheet.yaml; where the fault has a place,
// its arguments are "sheet", "row" and "column" as the spreadsheet program shows them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "sheet/cell.h"

namespace zhulian::sheet {

struct Limits {
  std::uint64_t file_bytes = 256u << 20;
  std::uint64_t part_bytes = 512u << 20;  // One unzipped part.
  std::uint64_t total_bytes = 1u << 30;   // All unzipped parts together.
  std::uint64_t ratio = 200;              // Unzipped to zipped, for parts above ratio_from.
  std::uint64_t ratio_from = 8u << 20;    // A small part may well be the same row repeated.
  std::uint64_t text_bytes = 192u << 20;  // The strings an .xlsx keeps apart from its sheets.
  std::size_t columns = 512;
  int rows = 1'048'576;              // What spreadsheet programs show.
  std::size_t cell_bytes = 131'072;  // 32,767 characters, four bytes each.
  std::size_t merges = 100'000;
};

struct SheetInfo {
  std::string name;
  bool hidden = false;
};

// Several cells shown as one: the value stands in the first, the others are Empty.
// Rows count from 1 as the program shows them, columns from 0 as the cells are indexed.
struct Merge {
  int first_row = 0;
  int last_row = 0;
  std::size_t first_column = 0;
  std::size_t last_column = 0;
  bool operator==(const Merge&) const = default;
};

// `row` is the sheet's own number, from 1, and rises. `cells` ends with the last one that
// is not Empty and is valid during the call. False stops the reading, which is no fault.
using OnRow = std::function<bool(int row, std::span<const Cell> cells)>;

enum class Format { xlsx, ods, csv };

// Not to be used by two threads at once.
class Workbook {
 public:
  static Result<std::unique_ptr<Workbook>> open(const std::filesystem::path& file,
                                                const Limits& limits = {});
  static Result<std::unique_ptr<Workbook>> open_bytes(std::string bytes, const Limits& limits = {});

  virtual ~Workbook() = default;

  virtual Format format() const = 0;

  // In the order of the tabs; sheets of charts and macros are left out. Never empty.
  virtual const std::vector<SheetInfo>& sheets() const = 0;

  // Calls `on_row` for every row that holds something: a gap in the numbers is blank rows.
  // Rows given before a fault is found have been given. What `on_row` throws passes through.
  virtual Result<void> rows(std::size_t sheet, const OnRow& on_row) = 0;

  // The merges that begin in the first `rows` rows. A reading of its own (in an .xlsx they
  // stand after all rows; 0.3 s for 100,000): ask once, before rows(), to unfold a heading.
  virtual Result<std::vector<Merge>> merges(std::size_t sheet, int rows = 25) = 0;

  // True when plain numbers that mean days count from 1904 (old Excel for Mac).
  virtual bool days_from_1904() const { return false; }
};

}  // namespace zhulian::sheet
