// Conformance tests from strangers: reading ends soon, a fault names its line, and a value that
// was read equals itself.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "dmn/tck.h"

namespace {

void hold(bool promise) {
  if (!promise) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace zhulian;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = dmn::read_tck(bytes, "fuzz.xml", {.elements_max = 20'000});
  if (!read) {
    bool line = false;
    for (const Argument& argument : read.error().arguments) line = line || argument.name == "line";
    hold(line);
    return 0;
  }
  if (!*read) return 0;
  for (const dmn::TckCase& test : (*read)->cases) {
    for (const auto& input : test.inputs) hold(dmn::tck_equal(input.value, input.value));
    for (const auto& result : test.results) {
      hold(dmn::tck_equal(result.value, result.value));
      (void)feel::to_text(result.value);
    }
  }
  return 0;
}
