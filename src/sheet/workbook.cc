#include "sheet/workbook.h"

#include <fmt/format.h>

#include "sheet/archive.h"
#include "sheet/compound.h"
#include "sheet/csv.h"
#include "sheet/ods.h"
#include "sheet/source.h"
#include "sheet/xlsx.h"

namespace zhulian::sheet {

namespace {

Result<std::unique_ptr<Workbook>> open_archive(Source source, const Limits& limits) {
  Archive archive = TRY(Archive::open(std::move(source), limits));
  // Each kind by a part the other never has.
  if (archive.has("content.xml") &&
      (archive.has("mimetype") || archive.has("META-INF/manifest.xml")))
    return open_ods(std::move(archive), limits);
  return open_xlsx(std::move(archive), limits);
}

Result<std::unique_ptr<Workbook>> open_source(Source source, std::string name,
                                              const Limits& limits) {
  if (source.size() == 0) return fail(Fault::invalid, "sheet.empty_file");
  if (source.size() > limits.file_bytes)
    return fail(Fault::too_large, "sheet.file_too_large", {},
                {{"size", fmt::format("{} MB", source.size() >> 20)},
                 {"limit", fmt::format("{} MB", limits.file_bytes >> 20)}});
  const std::string head = source.head(8);
  if (is_compound(head)) return std::unexpected(refuse_compound(source));
  if (head.starts_with("PK\3\4") || head.starts_with("PK\5\6"))
    return open_archive(std::move(source), limits);
  return open_csv(std::move(source), std::move(name), limits);
}

}  // namespace

Result<std::unique_ptr<Workbook>> Workbook::open(const std::filesystem::path& file,
                                                 const Limits& limits) {
  return open_source(TRY(Source::file(file)), file.stem().string(), limits);
}

Result<std::unique_ptr<Workbook>> Workbook::open_bytes(std::string bytes, const Limits& limits) {
  return open_source(Source::memory(std::move(bytes)), "csv", limits);
}

}  // namespace zhulian::sheet
