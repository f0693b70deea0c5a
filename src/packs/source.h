// Where packs come from: a folder when a database is made, the database when it is served.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/db.h"

namespace zhulian::packs {

// The files of one pack by their path below its folder, as text.
struct Source {
  std::string folder;  // As it is named in faults: "packs/huangzhou".
  std::map<std::string, std::string, std::less<>> files;
};

// Reads .yaml, .csv and .dmn files below `folder`. Errors: packs.no_folder, packs.no_pack_yaml,
// packs.file_too_large, packs.not_utf8.
Result<Source> read_folder(const std::filesystem::path& folder);

// Keeps packs in the database, in this order. Answers whether anything changed.
Result<bool> store(Tx&, const std::vector<Source>&, Instant now);
// What store() kept; empty when nothing was ever stored.
std::vector<Source> stored(Tx&);

}  // namespace zhulian::packs
