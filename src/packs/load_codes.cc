// codes/*.csv and areas.csv.
#include <algorithm>
#include <functional>

#include "packs/reader.h"
#include "sheet/workbook.h"

namespace zhulian::packs {
namespace {

// A row of a .csv by the names of its first row.
class CsvRow {
 public:
  CsvRow(const std::vector<std::string>& head, std::vector<std::string> cells, std::string place)
      : head_(head), cells_(std::move(cells)), place_(std::move(place)) {}

  std::string at(std::string_view column) const {
    const auto found = std::ranges::find(head_, column);
    const auto index = static_cast<std::size_t>(found - head_.begin());
    return index < cells_.size() ? cells_[index] : std::string{};
  }
  const std::string& place() const { return place_; }
  const std::vector<std::string>& columns() const { return head_; }

 private:
  const std::vector<std::string>& head_;
  std::vector<std::string> cells_;
  std::string place_;
};

// Calls `take` for every row below the head, which must hold the `required` columns.
void each_row(const std::string& file, const std::string& content, Faults& faults,
              const std::vector<std::string_view>& required,
              const std::function<void(const CsvRow&)>& take) {
  std::vector<std::string> head;
  auto book = sheet::Workbook::open_bytes(content);
  if (!book) {
    return faults.add(file + ":1", book.error().code, book.error().arguments);
  }
  const auto read = (*book)->rows(0, [&](int row, std::span<const sheet::Cell> cells) {
    std::vector<std::string> texts;
    texts.reserve(cells.size());
    for (const auto& cell : cells) texts.push_back(sheet::text_of(cell));
    const std::string place = file + ":" + std::to_string(row);
    if (!head.empty()) {
      take(CsvRow(head, std::move(texts), place));
      return true;
    }
    head = std::move(texts);
    bool complete = true;
    for (const std::string_view column : required) {
      if (std::ranges::find(head, column) != head.end()) continue;
      faults.add(place, "packs.csv.no_column", {{"column", std::string(column)}});
      complete = false;
    }
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

// `to` in a file is the last day; a span ends on the first day it no longer holds.
Day until_of(const CsvRow& row, Faults& faults) {
  const Day last = day_of(row, "to", open_end, faults);
  return last == open_end ? last : last + std::chrono::days{1};
}

}  // namespace

void read_codes(Reading& reading, const std::string& file, const std::string& name,
                const std::string& content) {
  CodeList& list = reading.catalogue.lists[name];
  list.name = name;
  std::set<std::string> seen;
  const std::vector<std::string_view> fixed{"code", "name_zh",  "name_en", "from",
                                            "to",   "document", "parent"};
  std::vector<std::pair<std::string, std::string>> parents;  // place, parent
  const auto take = [&](const CsvRow& row) {
    Code code{.code = row.at("code"),
              .name = {.zh = row.at("name_zh"), .en = row.at("name_en")},
              .parent = row.at("parent"),
              .from = day_of(row, "from", beginning_of_time, reading.faults),
              .until = until_of(row, reading.faults),
              .document = row.at("document")};
    for (const std::string& column : row.columns())
      if (std::ranges::find(fixed, column) == fixed.end()) code.flags[column] = row.at(column);
    if (code.code.empty()) return reading.faults.add(row.place(), "packs.codes.no_code");
    if (code.name.zh.empty() || code.name.en.empty())
      reading.faults.add(row.place(), "packs.codes.no_name", {{"code", code.code}});
    if (!seen.insert(code.code).second)
      reading.faults.add(row.place(), "packs.codes.twice", {{"code", code.code}});
    if (!code.document.empty() && !reading.documents.contains(code.document))
      reading.faults.add(row.place(), "packs.unknown_document", {{"document", code.document}});
    if (!code.parent.empty()) parents.emplace_back(row.place(), code.parent);
    const auto known = std::ranges::find(list.codes, code.code, &Code::code);
    if (known == list.codes.end())
      list.codes.push_back(std::move(code));
    else
      *known = std::move(code);  // A place's pack overrides by key.
  };
  each_row(file, content, reading.faults, {"code", "name_zh", "name_en"}, take);
  for (const auto& [place, parent] : parents)
    if (!list.find(parent)) reading.faults.add(place, "packs.codes.no_parent", {{"code", parent}});
}

void read_areas(Reading& reading, const std::string& file, const std::string& content) {
  std::set<std::string> known;
  for (const AreaRow& row : reading.catalogue.areas) known.insert(row.area.code());
  each_row(file, content, reading.faults, {"code", "name", "level", "from", "source"},
           [&](const CsvRow& row) {
             const auto area = Area::parse(row.at("code"));
             const auto level = area_level_names.find(row.at("level"));
             if (!area || area->empty())
               return reading.faults.add(row.place(), "packs.bad_area", {{"code", row.at("code")}});
             if (!level || *level != area->level())
               return reading.faults.add(row.place(), "packs.areas.bad_level",
                                         {{"code", area->code()}, {"level", row.at("level")}});
             if (row.at("name").empty())
               return reading.faults.add(row.place(), "packs.areas.no_name",
                                         {{"code", area->code()}});
             if (!known.insert(area->code()).second) return;  // A province stands in several packs.
             reading.catalogue.areas.push_back(
                 {.area = *area,
                  .level = *level,
                  .name = row.at("name"),
                  .from = day_of(row, "from", beginning_of_time, reading.faults),
                  .until = until_of(row, reading.faults),
                  .source = row.at("source")});
           });
}

}  // namespace zhulian::packs
