// The brief: every figure of a place and a period as a workbook an office can send on. Each row
// carries what makes a number more than a number: its unit, its definition, what it is measured
// against, what was published, and how many records it opens to.
#pragma once

#include <filesystem>

#include "figures/figures.h"
#include "http/program.h"

namespace zhulian::figures {

struct Brief {
  Scope scope;
  std::string area_name;
  std::vector<FigureLine> lines;
};

// Two sheets: the figures, and for which place and days they hold. Errors: sheet.*
Result<void> write_brief(const std::filesystem::path&, const Brief&, const packs::Catalogue&,
                         const Messages&, Language, Instant now);

Result<http::Response> download_brief(http::Program&, const Actor&, Instant now,
                                      const http::Request&, const FiguresQuery&);

}  // namespace zhulian::figures
