#include "sheet/ods.h"

#include "sheet/ods_content.h"
#include "sheet/xml.h"

namespace zhulian::sheet {

namespace {

constexpr std::string_view content = "content.xml";

class Ods : public Workbook {
 public:
  Ods(Archive archive, const Limits& limits) : archive_(std::move(archive)), limits_(limits) {}

  Result<void> load();

  Format format() const override { return Format::ods; }
  const std::vector<SheetInfo>& sheets() const override { return sheets_; }

  Result<void> rows(std::size_t sheet, const OnRow& on_row) override {
    OdsRows reader(sheet, sheets_.at(sheet).name, limits_, on_row);
    Part part = TRY(archive_.part(content));
    return parse_xml(part, reader);
  }

  Result<std::vector<Merge>> merges(std::size_t sheet, int rows) override {
    OdsMerges reader(sheet, rows, limits_);
    Part part = TRY(archive_.part(content));
    TRY(parse_xml(part, reader));
    return reader.take();
  }

 private:
  Archive archive_;
  const Limits limits_;
  std::vector<SheetInfo> sheets_;
};

// Which parts of the archive are encrypted is said in its manifest (ODF 1.3 part 2, 4.8).
class Manifest : public XmlHandler {
 public:
  bool encrypted() const { return encrypted_; }
  void open(std::string_view name, const Attributes&) override {
    encrypted_ |= local_name(name) == "encryption-data";
  }
  void close(std::string_view) override {}
  void text(std::string_view) override {}

 private:
  bool encrypted_ = false;
};

Result<void> Ods::load() {
  Manifest manifest;
  TRY(parse_xml_if_there(archive_, "META-INF/manifest.xml", manifest));
  if (manifest.encrypted()) return fail(Fault::unsupported, "sheet.password");
  OdsTables tables;
  Part part = TRY(archive_.part(content));
  TRY(parse_xml(part, tables));
  sheets_ = tables.take();
  if (sheets_.empty()) return fail(Fault::invalid, "sheet.no_sheet");
  return {};
}

}  // namespace

Result<std::unique_ptr<Workbook>> open_ods(Archive archive, const Limits& limits) {
  if (archive.has("mimetype")) {
    const std::string type = TRY(archive.text("mimetype", 200));
    if (!type.starts_with("application/vnd.oasis.opendocument.spreadsheet"))
      return fail(Fault::unsupported, "sheet.not_a_workbook");
  }
  auto book = std::make_unique<Ods>(std::move(archive), limits);
  TRY(book->load());
  return book;
}

}  // namespace zhulian::sheet
