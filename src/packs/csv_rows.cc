#include "packs/csv_rows.h"

#include <algorithm>

#include "sheet/workbook.h"

namespace zhulian::packs {

std::string CsvRow::at(std::string_view column) const {
  const auto found = std::ranges::find(head_, column);
  const auto index = static_cast<std::size_t>(found - head_.begin());
  return index < cells_.size() ? cells_[index] : std::string{};
}

void each_row(const std::string& file, const std::string& content, Faults& faults,
              const std::vector<std::string_view>& required,
              const std::function<void(const CsvRow&)>& take, bool only) {
  std::vector<std::string> head;
  auto book = sheet::Workbook::open_bytes(content);
  if (!book) {
    return faults.add(file + ":1", book.error().code, book.error().arguments);
  }
  const auto read = (*book)->rows(0, [&](int row, std::span<const sheet::Cell> cells) {
    std::vector<std::string> texts;
    texts.reserve(cells.size());
    for (const auto& cell : cells) texts.push_back(sheet::text_of(cell));
    if (!head.empty()) {
      take(CsvRow(head, std::move(texts), file, row));
      return true;
    }
    head = std::move(texts);
    bool complete = true;
    for (const std::string_view column : required) {
      if (std::ranges::find(head, column) != head.end()) continue;
      faults.add(file, row, "packs.csv.no_column", {{"column", std::string(column)}});
      complete = false;
    }
    for (const std::string& column : head)
      if (only && std::ranges::find(required, column) == required.end())
        faults.add(file, row, "packs.csv.unknown_column", {{"column", column}});
    return complete;
  });
  if (!read) faults.add(file + ":1", read.error().code, read.error().arguments);
}

Day day_of(const CsvRow& row, std::string_view column, Day otherwise, Faults& faults) {
  const std::string text = row.at(column);
  if (text.empty()) return otherwise;
  const auto day = parse_day(text);
  if (!day) faults.add(row.place(), "packs.yaml.expected_day", {{"text", text}});
  return day.value_or(otherwise);
}

Day until_of(const CsvRow& row, Faults& faults) {
  const Day last = day_of(row, "to", open_end, faults);
  return last == open_end ? last : last + std::chrono::days{1};
}

}  // namespace zhulian::packs
