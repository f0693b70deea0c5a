// The register's holders as a roster: what was imported comes back.
//
// The columns and headings are the pack's own names, every number is text, places are official
// names and codes their Chinese names, so that importing the workbook again changes nothing.
#pragma once

#include <filesystem>

#include "platform/messages.h"
#include "registry/registry.h"

namespace zhulian::registry::roster {

// People of the area with a certificate that was not cancelled and did not end with them, in
// the order of villages and names: how many. Reads them in pieces; recorded in the log with
// their number.
//   roster.forbidden, roster.area_outside, roster.area_unknown, sheet.cannot_write
Result<std::int64_t> export_roster(Database&, const Deployment&, const Actor&, Instant now,
                                   const Area&, const std::filesystem::path& file, const Messages&,
                                   Language);

}  // namespace zhulian::registry::roster
