// What an import's jobs and its pages share: opening the file, and the result as it is kept.
#pragma once

#include <memory>
#include <string>

#include "registry/import_store.h"
#include "sheet/workbook.h"

namespace zhulian::registry {

// roster.import.absent outside the actor's areas, or after its week.
Result<store::ImportRecord> import_of(const Call&, const Id<Import>&, bool lock = false);

// The sealed file, opened as a workbook.
Result<std::unique_ptr<sheet::Workbook>> open_workbook(Database&, const Deployment&,
                                                       const Id<StoredFile>&);

// The report as JSON, without words: a reader may want another language than who asked for it.
std::string kept_result(const roster::Report&, bool is_trial);
struct KeptResult {
  roster::Report report{};  // The layout is not kept.
  bool is_trial = false;
};
KeptResult read_result(const std::string& kept);

}  // namespace zhulian::registry
