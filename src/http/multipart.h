// multipart/form-data (RFC 7578): how a browser sends a file. Pure; parts are views into the
// body, so nothing is copied.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/exchange.h"

namespace zhulian::http {

struct Part {
  std::string name;       // Of the form's field.
  std::string file_name;  // Without folders; "" for a plain field.
  std::string type;       // As the sender says: "" when it does not. Never to be believed.
  std::string_view content;
};

inline constexpr std::size_t parts_max = 20;
inline constexpr std::size_t part_head_max = 4096;  // Bytes of one part's headers.

// The parts in their order. `http.not_multipart` (415) when the content type is another or has
// no boundary; `http.bad_multipart` (400) when the body is not what it says.
Result<std::vector<Part>> read_multipart(std::string_view content_type, std::string_view body);
Result<std::vector<Part>> read_multipart(const Request& request);

// The part with that name, or nullptr.
const Part* find_part(const std::vector<Part>& parts, std::string_view name);

}  // namespace zhulian::http
