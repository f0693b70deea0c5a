#include "sheet/xlsx_skip.h"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace zhulian::sheet {

namespace {

constexpr std::string_view element = "sheetData";
constexpr std::size_t step_bytes = 65'536;
// Before the rows stand some views and column widths.
constexpr std::size_t head_bytes_max = 1u << 20;
// Longer than "</", any prefix in use, the name and ">".
constexpr std::size_t overlap_bytes = 256;

}  // namespace

// Up to and with <sheetData ...>.
void WithoutRows::pass_head() {
  for (auto at = seen_.find(element); at != seen_.npos; at = seen_.find(element, at + 1)) {
    const auto after = at + element.size();
    const auto end = seen_.find('>', after);
    if (end == seen_.npos) break;
    const bool opens = at > 0 && (seen_[at - 1] == '<' || seen_[at - 1] == ':') &&
                       std::strchr(" \t\r\n/>", seen_[after]);
    if (!opens) continue;
    ready_ = seen_.substr(0, end + 1);
    seen_.erase(0, end + 1);
    at_ = ready_.ends_with("/>") ? At::tail : At::rows;
    return;
  }
  if (seen_.size() > head_bytes_max) at_ = At::tail;
}

// Up to </sheetData>, which the parser needs to see.
void WithoutRows::drop_rows() {
  for (auto at = seen_.find("sheetData>"); at != seen_.npos;
       at = seen_.find("sheetData>", at + 1)) {
    const auto tag = seen_.rfind('<', at);
    if (tag == seen_.npos || seen_[tag + 1] != '/') continue;
    seen_.erase(0, tag);
    at_ = At::tail;
    return;
  }
  seen_.erase(0, seen_.size() - std::min(seen_.size(), overlap_bytes));
}

Result<std::size_t> WithoutRows::read(std::span<char> into) {
  while (ready_.empty()) {
    if (at_ == At::tail) {
      if (seen_.empty()) return sheet_.read(into);
      ready_ = std::exchange(seen_, {});
      break;
    }
    const std::size_t have = seen_.size();
    seen_.resize(have + step_bytes);
    const std::size_t n = TRY(sheet_.read(std::span(seen_).subspan(have)));
    seen_.resize(have + n);
    if (n == 0)
      at_ = At::tail;  // No end of the rows: what is left tells the parser so.
    else if (at_ == At::head)
      pass_head();
    // The rows may end in the very bytes their beginning was found in.
    if (at_ == At::rows) drop_rows();
  }
  const std::size_t n = std::min(into.size(), ready_.size());
  std::memcpy(into.data(), ready_.data(), n);
  ready_.erase(0, n);
  return n;
}

}  // namespace zhulian::sheet
