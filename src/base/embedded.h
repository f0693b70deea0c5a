// The files that are built into the program: schema/*.sql and messages/*.yaml.
#pragma once

#include <string_view>
#include <vector>

namespace zhulian {

struct EmbeddedFile {
  std::string_view path;  // "schema/0001_platform.sql"
  std::string_view content;
};

const std::vector<EmbeddedFile>& embedded();  // Sorted by path.

}  // namespace zhulian
