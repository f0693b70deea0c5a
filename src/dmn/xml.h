// DMN files in and out.
//
// Reads the namespaces of DMN 1.2 (20180521), 1.3 (20191111), 1.4 (20211108) and 1.5 (20230324),
// saves that of 1.3, which free editors read, with all it did not understand. Hostile input
// (entity declarations, a million nested elements, a file without end) is a clear fault.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "dmn/model.h"

namespace zhulian::dmn {

struct ReadLimits {
  std::size_t bytes_max = 64u << 20;
  std::size_t elements_max = 2'000'000;
  int depth_max = 200;
};

// Errors: dmn.xml.malformed, .entities, .too_large, .too_deep, dmn.model.* with "file", "line",
// "column" (and "table", "row" where there is one).
Result<Model> read(std::string_view bytes, std::string_view file, const ReadLimits& limits = {});

// The document of the model as UTF-8 XML in the namespace of DMN 1.3.
std::string save(const Model& model);

}  // namespace zhulian::dmn
