// Reading packs: from the files of each to one Catalogue, checked whole. Nothing is loaded
// until everything is sound; every fault is told with its file and line.
#pragma once

#include <vector>

#include "base/result.h"
#include "packs/catalogue.h"
#include "packs/source.h"
#include "platform/messages.h"

namespace zhulian::packs {

// The order matters: a later pack adds to an earlier one or overrides it by key.
Result<Catalogue> load(const std::vector<Source>&);

// The program's own sentences: `path` and YAML text of each messages/*.yaml.
Result<Messages> load_messages(const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace zhulian::packs
