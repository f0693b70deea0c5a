// Any bytes as a workbook: opened, every sheet walked, every cell shown and read as a day.
// Nothing may crash, and memory stays within the limits set here.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/text.h"
#include "sheet/normal.h"
#include "sheet/workbook.h"

using namespace zhulian::sheet;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const Limits limits{.part_bytes = 4u << 20, .total_bytes = 16u << 20, .rows = 20'000};
  auto book = Workbook::open_bytes(std::string(reinterpret_cast<const char*>(data), size), limits);
  if (!book) return 0;
  for (std::size_t sheet = 0; sheet < (*book)->sheets().size() && sheet < 8; ++sheet) {
    (void)(*book)->merges(sheet);
    int before = 0;
    (void)(*book)->rows(sheet, [&](int row, std::span<const Cell> cells) {
      if (row <= before || row > limits.rows) __builtin_trap();
      if (cells.empty() || is_empty(cells.back()) || cells.size() > limits.columns)
        __builtin_trap();
      before = row;
      for (const Cell& cell : cells) {
        (void)zhulian::text::normalise(text_of(cell));
        (void)read_day(cell);
      }
      return true;
    });
  }
  return 0;
}
