#include "sheet/xlsx.h"

#include <utility>

#include "sheet/xlsx_parts.h"
#include "sheet/xlsx_rows.h"
#include "sheet/xlsx_skip.h"
#include "sheet/xml.h"

namespace zhulian::sheet {

namespace {

class Xlsx : public Workbook {
 public:
  Xlsx(Archive archive, const Limits& limits)
      : archive_(std::move(archive)), limits_(limits), strings_(limits.text_bytes) {}

  Result<void> load();

  Format format() const override { return Format::xlsx; }
  const std::vector<SheetInfo>& sheets() const override { return sheets_; }
  Result<void> rows(std::size_t sheet, const OnRow& on_row) override;
  Result<std::vector<Merge>> merges(std::size_t sheet, int rows) override;
  bool days_from_1904() const override { return from_1904_; }

 private:
  Result<std::string> find_workbook_part();
  Result<void> load_shared();

  Archive archive_;
  const Limits limits_;
  std::vector<SheetInfo> sheets_;
  std::vector<std::string> parts_;  // Of the sheets, by the same index.
  bool from_1904_ = false;

  std::string strings_part_;
  std::string styles_part_;
  SharedStrings strings_;
  Styles styles_;
  bool shared_loaded_ = false;
};

Result<std::string> Xlsx::find_workbook_part() {
  Relations package;
  TRY(parse_xml_if_there(archive_, "_rels/.rels", package));
  const auto target = package.target_of_type("officeDocument");
  std::string part = target.empty() ? "xl/workbook.xml" : resolve_target("", target);
  if (part.ends_with(".bin")) return fail(Fault::unsupported, "sheet.binary_workbook");
  if (part.starts_with("word/") || part.starts_with("ppt/") || !archive_.has(part))
    return fail(Fault::unsupported, "sheet.not_a_workbook");
  return part;
}

Result<void> Xlsx::load() {
  const std::string workbook = TRY(find_workbook_part());
  SheetList list;
  Relations relations;
  TRY(parse_xml_if_there(archive_, workbook, list));
  TRY(parse_xml_if_there(archive_, relations_of(workbook), relations));

  from_1904_ = list.days_from_1904();
  for (const auto& entry : list.entries()) {
    const auto relation = relations.all().find(entry.relation);
    if (relation == relations.all().end() || relation->second.type != "worksheet") continue;
    std::string part = resolve_target(workbook, relation->second.target);
    if (part.ends_with(".bin")) return fail(Fault::unsupported, "sheet.binary_workbook");
    sheets_.push_back(entry.info);
    parts_.push_back(std::move(part));
  }
  if (sheets_.empty()) return fail(Fault::invalid, "sheet.no_sheet");

  if (const auto target = relations.target_of_type("sharedStrings"); !target.empty())
    strings_part_ = resolve_target(workbook, target);
  if (const auto target = relations.target_of_type("styles"); !target.empty())
    styles_part_ = resolve_target(workbook, target);
  return {};
}

// Only when rows are asked for: listing the sheets of a large workbook stays quick.
Result<void> Xlsx::load_shared() {
  if (shared_loaded_) return {};
  strings_ = SharedStrings(limits_.text_bytes);
  styles_ = Styles();
  TRY(parse_xml_if_there(archive_, strings_part_, strings_));
  TRY(parse_xml_if_there(archive_, styles_part_, styles_));
  shared_loaded_ = true;
  return {};
}

Result<void> Xlsx::rows(std::size_t sheet, const OnRow& on_row) {
  TRY(load_shared());
  SheetRows reader(
      {.strings = strings_, .styles = styles_, .from_1904 = from_1904_, .limits = limits_},
      sheets_.at(sheet).name, on_row);
  Part part = TRY(archive_.part(parts_[sheet]));
  return parse_xml(part, reader);
}

Result<std::vector<Merge>> Xlsx::merges(std::size_t sheet, int rows) {
  SheetMerges reader(rows, limits_);
  Part part = TRY(archive_.part(parts_.at(sheet)));
  WithoutRows rest(part);
  TRY(parse_xml(rest, reader));
  return reader.take();
}

}  // namespace

Result<std::unique_ptr<Workbook>> open_xlsx(Archive archive, const Limits& limits) {
  auto book = std::make_unique<Xlsx>(std::move(archive), limits);
  TRY(book->load());
  return book;
}

}  // namespace zhulian::sheet
