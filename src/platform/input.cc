#include "platform/input.h"

#include "base/text.h"

namespace zhulian {
namespace {

// Where each character begins.
std::vector<std::size_t> starts_of(std::string_view utf8) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < utf8.size(); ++i)
    if ((static_cast<unsigned char>(utf8[i]) & 0xc0) != 0x80) starts.push_back(i);
  return starts;
}

}  // namespace

std::string trimmed(std::string_view utf8) {
  const auto starts = starts_of(utf8);
  const auto blank = [&](std::size_t character) {
    const std::size_t from = starts[character];
    const std::size_t to = character + 1 < starts.size() ? starts[character + 1] : utf8.size();
    return text::is_blank(utf8.substr(from, to - from));
  };
  std::size_t first = 0;
  std::size_t last = starts.size();
  while (first < last && blank(first)) ++first;
  while (last > first && blank(last - 1)) --last;
  if (first == last) return {};
  const std::size_t end = last < starts.size() ? starts[last] : utf8.size();
  return std::string(utf8.substr(starts[first], end - starts[first]));
}

}  // namespace zhulian
