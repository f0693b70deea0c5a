// codes/*.csv and areas.csv.
#include <algorithm>

#include "packs/csv_rows.h"
#include "packs/reader.h"

namespace zhulian::packs {

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
